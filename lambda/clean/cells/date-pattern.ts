import { type DatePiece, parseDateFormat } from '../../schema/date-format.ts';

/** A date and time as written: a day of the calendar, wall-clock time, and the offset from UTC where the text carries one. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Minutes east of UTC; undefined: the text does not say. */
  readonly offset: number | undefined;
}

/** @returns undefined for text that does not follow the pattern, and for a day or time that does not exist */
export type ReadWallTime = (text: string) => WallTime | undefined;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether the calendar has the day: the Gregorian one, also before 1582, from year 1 on. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 0));
}

/** Reads `least` to `most` digits at `at`. @returns value and place after, or undefined */
function digits(text: string, at: number, least: number, most: number): readonly [number, number] | undefined {
  let value = 0;
  let end = at;
  for (; end < at + most; end++) {
    const digit = text.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
  }
  return end - at < least ? undefined : [value, end];
}

/** `Z`, `+02:00`, `+0200` or `+02`. @returns minutes and place after */
export function readOffset(text: string, at: number): readonly [number, number] | undefined {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return [0, at + 1];
  const hours = sign === '+' || sign === '-' ? digits(text, at + 1, 2, 2) : undefined;
  if (hours === undefined) return undefined;
  const [hour, afterHour] = hours;
  const minuteAt = text[afterHour] === ':' ? afterHour + 1 : afterHour;
  const minutes = digits(text, minuteAt, 2, 2);
  if (minutes === undefined && minuteAt > afterHour) return undefined;
  const [minute, end] = minutes ?? [0, afterHour];
  if (hour > 18 || minute > 59) return undefined;
  return [(sign === '-' ? -1 : 1) * (hour * 60 + minute), end];
}

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  afternoon: boolean | undefined;
  offset: number | undefined;
}

/** Two-digit years as POSIX strptime has them: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. */
const fullYear = (year: number): number => year + (year >= 69 ? 1900 : 2000);

const numberFields = {
  YYYY: [4, 4, 'year'],
  YY: [2, 2, 'year'],
  MM: [2, 2, 'month'],
  M: [1, 2, 'month'],
  DD: [2, 2, 'day'],
  D: [1, 2, 'day'],
  HH: [2, 2, 'hour'],
  H: [1, 2, 'hour'],
  hh: [2, 2, 'hour'],
  h: [1, 2, 'hour'],
  mm: [2, 2, 'minute'],
  ss: [2, 2, 'second'],
} as const;

/** Reads one piece into `fields`. @returns the place after it, or undefined */
function readPiece(piece: DatePiece, text: string, at: number, fields: Fields): number | undefined {
  if ('literal' in piece) return text.startsWith(piece.literal, at) ? at + piece.literal.length : undefined;
  if (piece.field === 'S') {
    const found = digits(text, at, piece.digits, piece.digits);
    if (found !== undefined) fields.microsecond = found[0] * 10 ** (6 - piece.digits);
    return found?.[1];
  }
  if (piece.field === 'MMM') {
    fields.month = monthNames.indexOf(text.slice(at, at + 3).toLowerCase()) + 1;
    return fields.month === 0 ? undefined : at + 3;
  }
  if (piece.field === 'A') {
    const half = text.slice(at, at + 2).toLowerCase();
    fields.afternoon = half === 'pm';
    return half === 'am' || half === 'pm' ? at + 2 : undefined;
  }
  if (piece.field === 'Z') {
    const found = readOffset(text, at);
    fields.offset = found?.[0];
    return found?.[1];
  }
  const [least, most, name] = numberFields[piece.field];
  const found = digits(text, at, least, most);
  if (found === undefined) return undefined;
  fields[name] = piece.field === 'YY' ? fullYear(found[0]) : found[0];
  return found[1];
}

/** Settles the hour. @returns the same fields, or undefined where the calendar or the clock has no such time */
function complete(fields: Fields): WallTime | undefined {
  const { year, month, day, hour, minute, second, afternoon } = fields;
  if (afternoon !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    fields.hour = (hour % 12) + (afternoon ? 12 : 0);
  }
  return isDay(year, month, day) && fields.hour < 24 && minute < 60 && second < 60 ? fields : undefined;
}

/** Makes the reader of one declared pattern, such as `MM/DD/YYYY HH:mm`. It looks at each character once. */
export function compileDatePattern(pattern: string, kind: 'date' | 'timestamp'): ReadWallTime {
  const parsed = parseDateFormat(pattern, kind);
  if ('problem' in parsed) return () => undefined;
  return (text) => {
    const fields: Fields = {
      year: 0,
      month: 0,
      day: 0,
      hour: 0,
      minute: 0,
      second: 0,
      microsecond: 0,
      afternoon: undefined,
      offset: undefined,
    };
    let at: number | undefined = 0;
    for (const piece of parsed.pieces) {
      at = readPiece(piece, text, at, fields);
      if (at === undefined) return undefined;
    }
    return at === text.length ? complete(fields) : undefined;
  };
}

/** ISO 8601's extended form: `2026-01-31T09:05:07.123456+02:00`; a space for T, and no seconds, fraction or offset are fine. */
const iso =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})0*)?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?$/;

export const readIsoDateTime: ReadWallTime = (text) => {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const offset = zone === undefined ? undefined : readOffset(zone, 0)?.[0];
  if (zone !== undefined && offset === undefined) return undefined;
  return complete({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, '0')),
    afternoon: undefined,
    offset,
  });
};

/** Whether the text is a day of the calendar in ISO 8601's extended form, which is canonical. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const [year, month, day] = [digits(text, 0, 4, 4), digits(text, 5, 2, 2), digits(text, 8, 2, 2)];
  return year !== undefined && month !== undefined && day !== undefined && isDay(year[0], month[0], day[0]);
}
