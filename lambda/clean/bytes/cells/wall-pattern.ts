import { Buffer } from 'node:buffer';
import { type DatePiece, parseDateFormat } from '../../../schema/date-format.ts';
import { isWallTime, type WallFields } from './wall-time.ts';

/** Reads a text by one pattern. @returns whether it follows it and is a day and time that exist; `into` means nothing otherwise */
export type ReadWall = (bytes: Buffer, start: number, end: number, into: WallFields) => boolean;

/** Reads what stands at `at`. @returns the place behind it, or -1 */
type ReadPiece = (bytes: Buffer, at: number, end: number, into: WallFields) => number;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const codeOf = (text: string): number => [...text].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
const months = new Map(monthNames.map((name, index) => [codeOf(name), index + 1]));

/** Letters in lower case, as one number. */
function letters(bytes: Buffer, at: number, count: number): number {
  let code = 0;
  for (let index = at; index < at + count; index++) code = code * 256 + ((bytes[index] ?? 0) | 0x20);
  return code;
}

function literal(text: string): ReadPiece {
  const expected = Buffer.from(text, 'utf8');
  return (bytes, at, end) => {
    if (at + expected.length > end) return -1;
    for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return -1;
    return at + expected.length;
  };
}

type NumberField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'microsecond';

function digits(least: number, most: number, field: NumberField, change: (value: number) => number): ReadPiece {
  return (bytes, at, end, into) => {
    let value = 0;
    let index = at;
    for (; index < at + most && index < end; index++) {
      const digit = (bytes[index] ?? 0) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (index - at < least) return -1;
    into[field] = change(value);
    return index;
  };
}

const same = (value: number): number => value;
/** Two-digit years as POSIX strptime has them: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. */
const fullYear = (year: number): number => year + (year >= 69 ? 1900 : 2000);

const month: ReadPiece = (bytes, at, end, into) => {
  into.month = at + 3 > end ? 0 : (months.get(letters(bytes, at, 3)) ?? 0);
  return into.month === 0 ? -1 : at + 3;
};

const half: ReadPiece = (bytes, at, end, into) => {
  const code = at + 2 > end ? 0 : letters(bytes, at, 2);
  into.half = code === codeOf('am') ? 1 : code === codeOf('pm') ? 2 : 0;
  return into.half === 0 ? -1 : at + 2;
};

/** `Z`, `+02:00`, `+0200` or `+02`. */
export const readOffset: ReadPiece = (bytes, at, end, into) => {
  const sign = at < end ? bytes[at] : 0;
  if (sign === 90 || sign === 122) {
    into.offset = 0;
    return at + 1;
  }
  if ((sign !== 43 && sign !== 45) || at + 3 > end) return -1;
  const [tens, ones] = [(bytes[at + 1] ?? 0) - 48, (bytes[at + 2] ?? 0) - 48];
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return -1;
  let behind = at + 3;
  let minutes = 0;
  const colon = behind < end && bytes[behind] === 58;
  const from = colon ? behind + 1 : behind;
  const [high, low] = from + 2 > end ? [-1, -1] : [(bytes[from] ?? 0) - 48, (bytes[from + 1] ?? 0) - 48];
  if (high >= 0 && high <= 9 && low >= 0 && low <= 9) {
    minutes = high * 10 + low;
    behind = from + 2;
  } else if (colon) return -1;
  const hours = tens * 10 + ones;
  if (hours > 18 || minutes > 59) return -1;
  into.offset = (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
  return behind;
};

function pieceReader(piece: DatePiece): ReadPiece {
  if ('literal' in piece) return literal(piece.literal);
  switch (piece.field) {
    case 'S': {
      const unit = 10 ** (6 - piece.digits);
      return digits(piece.digits, piece.digits, 'microsecond', (value) => value * unit);
    }
    case 'YYYY':
      return digits(4, 4, 'year', same);
    case 'YY':
      return digits(2, 2, 'year', fullYear);
    case 'MMM':
      return month;
    case 'MM':
    case 'M':
      return digits(piece.field.length, 2, 'month', same);
    case 'DD':
    case 'D':
      return digits(piece.field.length, 2, 'day', same);
    case 'HH':
    case 'H':
    case 'hh':
    case 'h':
      return digits(piece.field.length, 2, 'hour', same);
    case 'mm':
      return digits(2, 2, 'minute', same);
    case 'ss':
      return digits(2, 2, 'second', same);
    case 'A':
      return half;
    case 'Z':
      return readOffset;
  }
}

/** Makes the reader of one declared pattern; it means what `cells/date-pattern.ts` makes of the pattern. */
export function compileWallPattern(pattern: string, kind: 'date' | 'timestamp'): ReadWall {
  const parsed = parseDateFormat(pattern, kind);
  if ('problem' in parsed) return () => false;
  const pieces = parsed.pieces.map(pieceReader);
  return (bytes, start, end, into) => {
    into.hour = 0;
    into.minute = 0;
    into.second = 0;
    into.microsecond = 0;
    into.offset = Number.NaN;
    into.half = 0;
    let at = start;
    for (const read of pieces) {
      at = read(bytes, at, end, into);
      if (at < 0) return false;
    }
    if (at !== end) return false;
    if (into.half > 0) {
      if (into.hour < 1 || into.hour > 12) return false;
      into.hour = (into.hour % 12) + (into.half === 2 ? 12 : 0);
    }
    return isWallTime(into);
  };
}
