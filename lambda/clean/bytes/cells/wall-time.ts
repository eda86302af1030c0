import type { Buffer } from 'node:buffer';

/** A date and time as written, read from bytes; one is used for all cells of a column. `offset` is NaN where the text carries none. */
export interface WallFields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  /** Minutes east of UTC. */
  offset: number;
  /** 1: am, 2: pm, 0: not said. */
  half: number;
}

export const noTime = (): WallFields => ({
  year: 0,
  month: 0,
  day: 0,
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  offset: Number.NaN,
  half: 0,
});

const monthDays = new Uint8Array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Whether the calendar and the clock have it: the Gregorian calendar, also before 1582, from year 1 on. */
export function isWallTime({ year, month, day, hour, minute, second }: WallFields): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (monthDays[month] ?? 0) + (leap ? 1 : 0);
}

/** Two digits at `at`, or NaN. */
export function twoDigits(bytes: Buffer, at: number): number {
  const [tens, ones] = [(bytes[at] ?? 0) - 48, (bytes[at + 1] ?? 0) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Writes `YYYY-MM-DD`. @returns where it ends */
export function writeDay(bytes: Buffer, from: number, year: number, month: number, day: number): number {
  bytes[from] = 48 + Math.floor(year / 1000);
  bytes[from + 1] = 48 + (Math.floor(year / 100) % 10);
  bytes[from + 2] = 48 + (Math.floor(year / 10) % 10);
  bytes[from + 3] = 48 + (year % 10);
  bytes[from + 4] = 45;
  writeTwo(bytes, from + 5, month);
  bytes[from + 7] = 45;
  writeTwo(bytes, from + 8, day);
  return from + 10;
}

export function writeTwo(bytes: Buffer, at: number, value: number): void {
  bytes[at] = 48 + Math.floor(value / 10);
  bytes[at + 1] = 48 + (value % 10);
}
