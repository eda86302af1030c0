const minute = 60_000;
const quarter = 15 * minute;
const day = 24 * 60 * minute;

/** Offset of a zone from UTC at an instant, both in milliseconds. */
type OffsetAt = (instant: number) => number;

const partNames = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

function createOffsetAt(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const ask = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const [year = 0, ...rest] = partNames.map((name) => Number(parts.get(name)));
    const [month = 1, date = 1, hours = 0, minutes = 0, seconds = 0] = rest;
    const wall = new Date(0);
    wall.setUTCFullYear(parts.get('era') === 'BC' ? 1 - year : year, month - 1, date);
    wall.setUTCHours(hours, minutes, seconds);
    return wall.getTime() - Math.floor(instant / 1000) * 1000;
  };
  const known = new Map<number, number>();
  const remembered = (instant: number): number => {
    const found = known.get(instant) ?? ask(instant);
    if (known.size > 100_000) known.clear();
    known.set(instant, found);
    return found;
  };
  return (instant) => {
    const start = Math.floor(instant / quarter) * quarter;
    const before = remembered(start);
    return before === remembered(start + quarter) ? before : ask(instant);
  };
}

/** An instant in milliseconds, or why the wall clock's time is none: clocks skipped it, or showed it twice. */
export type Instant = number | 'skipped' | 'repeated';

/** Turns wall-clock time (in milliseconds, as if it were UTC) into an instant. */
export type ToInstant = (wall: number) => Instant;

const zones = new Map<string, ToInstant>();

function create(zone: string): ToInstant {
  if (zone === 'UTC') return (wall) => wall;
  const offsetAt = createOffsetAt(zone);
  return (wall) => {
    // No zone is farther from UTC than a day, so the offsets a day before and after are the only candidates.
    const candidates = new Set([offsetAt(wall - day), offsetAt(wall + day)]);
    const instants = [...candidates].map((offset) => wall - offset).filter((at) => wall - at === offsetAt(at));
    const [first, second] = instants;
    if (first === undefined) return 'skipped';
    return second === undefined ? first : 'repeated';
  };
}

/** The clock of an IANA zone, from the platform's own tables; what they said is remembered. */
export function clockOf(zone: string): ToInstant {
  const known = zones.get(zone) ?? create(zone);
  zones.set(zone, known);
  return known;
}
