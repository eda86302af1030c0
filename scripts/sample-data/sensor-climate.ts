import { berlinOffset, day, hour, isWeekend, startOf } from './calendar.ts';
import type { Random } from './random.ts';

export const firstDay = startOf('2026-10-19');

/** A sensor of one building in Berlin, and the climate that it stands in. */
export interface Sensor {
  readonly id: string;
  /** Undistorted values at an instant (milliseconds since 1970). */
  climate(instant: number): { readonly temperature: number; readonly humidity: number };
  /** Degrees of noise between two readings. */
  readonly noise: number;
  /** Volts of a fresh battery; undefined: runs on mains. */
  readonly battery: number | undefined;
}

const turn = 2 * Math.PI;
const localHour = (instant: number): number => (((instant / hour + berlinOffset(instant)) % 24) + 24) % 24;
const dayNumber = (instant: number): number => Math.floor((instant - firstDay) / day);

/** Sunshine of each day as a share of a clear one, and how much colder or warmer than the season it is. */
const weather = [
  [0.9, 1.5],
  [0.8, 1.0],
  [0.3, -0.5],
  [0.2, -1.0],
  [0.6, 0],
  [1, 1.2],
  [0.9, 0.8],
  [0.4, -1.5],
  [0.1, -2.5],
  [0.2, -3],
  [0.5, -2],
  [0.7, -1],
  [0.8, -0.5],
  [0.3, -1.5],
] as const;

function weatherOf(instant: number): readonly [sun: number, anomaly: number] {
  return weather[dayNumber(instant)] ?? weather[0];
}

/** 0 by night, 1 at noon of a clear day. */
function sunshine(instant: number): number {
  const arc = Math.sin((Math.PI * (localHour(instant) - 7.5)) / 10);
  const [sun] = weatherOf(instant);
  return localHour(instant) > 7.5 && localHour(instant) < 17.5 ? arc * sun : 0;
}

function outdoors(instant: number): number {
  const [, anomaly] = weatherOf(instant);
  const season = 10.5 - 0.25 * ((instant - firstDay) / day);
  return season + anomaly + 2.2 * Math.cos((turn * (localHour(instant) - 15)) / 24) + 2 * sunshine(instant);
}

function occupied(instant: number): boolean {
  return !isWeekend(instant) && localHour(instant) >= 8 && localHour(instant) < 18.5;
}

/** A cold room's compressor: a saw tooth of 50 minutes around 4 °C. */
function coldRoom(instant: number): number {
  return 3.4 + 1.2 * ((instant % (50 * 60_000)) / (50 * 60_000));
}

/** Somebody left the door open on Saturday 24 October, 12:00 to 15:15 UTC: 9 degrees warmer at the end, then it cools. */
function openDoor(instant: number): number {
  const [opened, shut] = [Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 9, 24, 15, 15)];
  if (instant < opened) return 0;
  if (instant < shut) return (9 * (instant - opened)) / (shut - opened);
  return 9 * Math.exp(-(instant - shut) / (1.5 * hour));
}

export const failureStart = Date.UTC(2026, 9, 27, 6);
/** cold-02's probe fails: it drifts upwards from 27 October on. */
const drift = (instant: number): number => Math.max(0, (instant - failureStart) / hour) * 0.16;

const office = (instant: number): number =>
  (occupied(instant) ? 21.8 : 18.6) + 0.6 * sunshine(instant) + 0.4 * Math.cos((turn * (localHour(instant) - 16)) / 24);
const server = (instant: number): number =>
  23.4 + (occupied(instant) ? 1.3 : 0) + 0.5 * Math.cos((turn * (localHour(instant) - 14)) / 24);
const greenhouse = (instant: number): number => Math.max(12, outdoors(instant) + 3) + 11 * sunshine(instant);

export const sensors: readonly Sensor[] = [
  sensor('cold-01', (instant) => coldRoom(instant) + openDoor(instant), 82, 0.1, 3.31),
  sensor('cold-02', (instant) => coldRoom(instant + 20 * 60_000) + drift(instant), 80, 0.1, 3.28),
  sensor('greenhouse-01', greenhouse, 88, 0.25, 3.24),
  sensor('greenhouse-02', (instant) => greenhouse(instant) - 0.8, 90, 0.25, 3.3),
  sensor('office-01', office, 58, 0.12, undefined),
  sensor('roof-01', outdoors, 96, 0.2, 3.19),
  sensor('server-01', server, 47, 0.15, undefined),
  sensor('server-02', (instant) => server(instant) + 0.9, 45, 0.15, undefined),
];

/** Relative humidity falls by two points with each degree above the sensor's coldest hours. */
function sensor(
  id: string,
  temperature: (instant: number) => number,
  dampest: number,
  noise: number,
  battery: number | undefined,
): Sensor {
  const coldest = Math.min(...Array.from({ length: 7 * 24 }, (_, index) => temperature(firstDay + index * hour)));
  const climate = (instant: number) => {
    const degrees = temperature(instant);
    return { temperature: degrees, humidity: Math.min(99, Math.max(15, dampest - 2 * (degrees - coldest))) };
  };
  return { id, climate, noise, battery };
}

/** One value as the sensor measures it: the climate, noise, and for the failing probe ever wilder noise. */
export function measure(
  sensor: Sensor,
  instant: number,
  random: Random,
): { temperature: number; humidity: number; battery: number | undefined } {
  const { temperature, humidity } = sensor.climate(instant);
  const failing = sensor.id === 'cold-02' && instant > failureStart + day ? 2.5 : 0;
  const age = (instant - firstDay) / day;
  return {
    temperature: temperature + random.normal(0, sensor.noise + failing),
    humidity: Math.min(100, humidity + random.normal(0, 0.8)),
    battery: sensor.battery === undefined ? undefined : sensor.battery - 0.004 * age + random.normal(0, 0.004),
  };
}
