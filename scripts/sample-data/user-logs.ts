import { day, daysFrom, hour, isWeekend, minute, startOf, utcParts } from './calendar.ts';
import { csvLine, type DataFile, type Fault, textFile, writeRows } from './data-file.ts';
import { type Region, regions } from './lookups.ts';
import type { Random } from './random.ts';

interface User {
  readonly id: string;
  readonly address: string;
  readonly device: string;
  readonly home: Region;
}

interface Event {
  readonly user: User;
  readonly instant: number;
  readonly action: string;
  readonly device: string;
  readonly location: string;
  readonly seconds: string;
  /** Written by the web proxy, whose clock format is its own. */
  readonly proxy: boolean;
}

const firstDay = startOf('2026-09-21');
/** A campaign went out that day. */
const campaign = startOf('2026-10-14');
const columns = ['user_id', 'email', 'ip_address', 'action', 'device_type', 'location', 'timestamp', 'duration_s'];
/** Networks that are kept for examples: RFC 5737. */
const networks = ['192.0.2', '198.51.100', '203.0.113'] as const;

const [firstRegion, ...otherRegions] = regions;

function user(number: number, random: Random): User {
  return {
    id: `u${10_000 + number}`,
    address: `${random.pick(networks)}.${random.integer(1, 254)}`,
    device: random.weighted([
      ['mobile', 50],
      ['desktop', 40],
      ['tablet', 10],
    ]),
    home: random.weighted([
      [firstRegion, firstRegion.weight],
      ...otherRegions.map((region) => [region, region.weight] as const),
    ]),
  };
}

/** As one of several apps spells the device. */
function spellDevice(device: string, random: Random): string {
  if (random.chance(0.01)) return random.pick(['', '-', 'unknown']);
  if (!random.chance(0.12)) return device;
  if (device === 'mobile') return random.pick(['Mobile', 'iPhone', 'Android']);
  return random.pick([device.toUpperCase(), ` ${device}`]);
}

function spellLocation({ home }: User, random: Random): string {
  if (random.chance(0.02)) return random.pick(['', 'N/A', 'Lagos', 'Reykjavík']);
  if (!random.chance(0.1)) return home.name;
  return random.pick([home.name.toUpperCase(), home.name.toLowerCase(), `${home.name}  `]);
}

function session(user: User, start: number, random: Random): Event[] {
  const proxy = random.chance(0.15);
  const location = spellLocation(user, random);
  const device = spellDevice(user.device, random);
  const bought = random.chance(user.device === 'desktop' ? 0.22 : 0.13);
  const browsing = Array.from({ length: random.integer(1, 4) }, () => random.pick(['search', 'view', 'view']));
  const actions = ['login', ...browsing, ...(bought ? ['add_to_cart', 'purchase'] : [])];
  if (random.chance(0.45)) actions.push('logout');
  let instant = start;
  return actions.map((action) => {
    instant += random.integer(2_000, 3 * minute);
    const seconds = random.chance(0.03) ? 'null' : (random.integer(1, 1_800) / 10).toFixed(1);
    return { user, instant, action, device, location, seconds, proxy };
  });
}

/** Sessions of a UTC day: fewer on weekends, four per cent more each week, more than twice as many on the campaign's day. */
function sessions(start: number, users: readonly [User, ...User[]], random: Random): Event[] {
  const weeks = (start - firstDay) / (7 * day);
  const expected = 32 * 1.04 ** weeks * (isWeekend(start) ? 0.55 : 1) * (start === campaign ? 2.4 : 1);
  const count = Math.max(4, Math.round(random.normal(expected, Math.sqrt(expected) / 2)));
  return Array.from({ length: count }, () => {
    const somebody = users[Math.floor(random.uniform() ** 1.7 * users.length)] ?? users[0];
    const localHour = Math.min(23.5, Math.max(0, random.normal(14.5, 4)));
    const utcHour = (localHour - somebody.home.utcOffset + 24) % 24;
    return session(somebody, start + Math.floor(utcHour * hour) + random.integer(0, 999), random);
  }).flat();
}

function timestamp({ instant, proxy }: Event): string {
  const { year, monthName, dayOfMonth, time } = utcParts(instant);
  return proxy ? `${dayOfMonth}/${monthName}/${year}:${time} +0000` : new Date(instant).toISOString();
}

const fields = (event: Event): string[] => [
  event.user.id,
  `${event.user.id}@example.com`,
  event.user.address,
  event.action,
  event.device,
  event.location,
  timestamp(event),
  event.seconds,
];
const write = (event: Event): string => csvLine(fields(event));

const faults: readonly Fault<Event>[] = [
  { kind: 'clicked twice', times: [4, 9], write: (event) => `${write(event)}\n${write(event)}` },
  { kind: 'no user', times: [1, 3], write: (event) => write({ ...event, user: { ...event.user, id: '' } }) },
  { kind: 'unknown action', times: [1, 3], write: (event) => write({ ...event, action: 'LOGIN_v2' }) },
  {
    kind: 'no such day',
    times: [0, 2],
    write: (event) => write(event).replace(timestamp(event), '2026-09-31T10:00:00Z'),
  },
  { kind: 'negative duration', times: [0, 2], write: (event) => write({ ...event, seconds: '-1' }) },
  {
    kind: 'stray quote',
    times: [0, 1],
    write: (event) => write({ ...event, location: 'X' }).replace(',X,', `,${event.user.home.name.slice(0, 3)}"x,`),
  },
  { kind: 'line cut off', times: [0, 1], write: (event) => fields(event).slice(0, 4).join(',') },
  {
    kind: 'address that is none',
    times: [0, 2],
    write: (event) => write({ ...event, user: { ...event.user, address: '999.12.0.1' } }),
  },
];

/** datasets/user_logs: a file an ISO week, 21 September to 1 November 2026. */
export function userLogs(random: Random): DataFile[] {
  const users = [user(1, random), ...Array.from({ length: 639 }, (_, index) => user(index + 2, random))] as const;
  return Array.from({ length: 6 }, (_, week) => {
    const days = daysFrom(utcParts(firstDay + week * 7 * day).date, 7);
    const events = days.flatMap((start) => sessions(start, users, random));
    events.sort((one, other) => one.instant - other.instant);
    const lines = writeRows(events, write, faults, random);
    const name = `2026-W${39 + week}`;
    const comment = `# user log export of ISO week ${name}, times in UTC`;
    return textFile(`user_logs/${name}.csv`, [comment, columns.join(','), ...lines]);
  });
}
