import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import { clockOf, type ToInstant } from '../../cells/time-zone-offset.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteCell } from './byte-cell.ts';
import { dayLength, daysOf } from './civil-time.ts';
import { looksIso, readIsoDay } from './date-cell.ts';
import type { TextualCell } from './textual-cell.ts';
import { compileWallPattern, type ReadWall, readOffset } from './wall-pattern.ts';
import { isWallTime, noTime, twoDigits, type WallFields, writeDay, writeTwo } from './wall-time.ts';

/**
 * Reads ISO 8601's extended form: `YYYY-MM-DDTHH:mm[:ss[.f]][offset]`, with a blank for T too. What it writes in rarer ways is read as
 * text.
 */
function readIsoDateTime(bytes: Buffer, start: number, end: number, into: WallFields): boolean {
  const between = bytes[start + 10];
  if (end - start < 16 || (between !== 84 && between !== 32) || bytes[start + 13] !== 58) return false;
  if (!readIsoDay(bytes, start, into)) return false;
  into.hour = twoDigits(bytes, start + 11);
  into.minute = twoDigits(bytes, start + 14);
  into.second = 0;
  into.microsecond = 0;
  into.offset = Number.NaN;
  let at = start + 16;
  if (at < end && bytes[at] === 58) {
    if (at + 3 > end) return false;
    into.second = twoDigits(bytes, at + 1);
    at += 3;
    if (at < end && bytes[at] === 46) {
      let unit = 1_000_000;
      const first = ++at;
      for (let digit = (bytes[at] ?? 0) - 48; at < end && digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - 48) {
        unit /= 10;
        into.microsecond += digit * unit;
      }
      if (at === first || at - first > 6) return false;
    }
  }
  if (at < end) at = readOffset(bytes, at, end, into);
  // Whatever is not a number is neither before nor behind anything.
  return at === end && into.hour >= 0 && into.minute >= 0 && into.second >= 0 && isWallTime(into);
}

/** Date-times in ISO 8601 or a declared pattern, the first that fits; what fits none is read as text. */
export class DateTimeCell extends ByteCell {
  readonly #patterns: readonly ReadWall[];
  /** Undefined: a text without an offset is a fault. */
  readonly #toInstant: ToInstant | undefined;
  readonly #isUtc: boolean;
  readonly #test: ValueTest | undefined;
  readonly #textual: TextualCell;
  readonly #wall = noTime();

  constructor(
    formats: readonly string[],
    timeZone: string | undefined,
    test: ValueTest | undefined,
    textual: TextualCell,
  ) {
    super();
    this.#patterns = formats.map((format) => compileWallPattern(format, 'timestamp'));
    this.#toInstant = timeZone === undefined ? undefined : clockOf(timeZone);
    this.#isUtc = timeZone === 'UTC';
    this.#test = test;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    if (!this.#read(source, start, end) || !this.#toUtc()) {
      return this.#textual.write(source, start, end, out) && this.wroteAt(out, from);
    }
    this.#writeInstant(out);
    if (this.#test !== undefined && !this.#test(out.bytes.toString('latin1', from, out.at))) return false;
    return this.wroteAt(out, from);
  }

  #read(source: Buffer, start: number, end: number): boolean {
    const wall = this.#wall;
    if (looksIso(source, start, end)) return readIsoDateTime(source, start, end, wall);
    for (const read of this.#patterns) if (read(source, start, end, wall)) return true;
    return false;
  }

  /** Makes the wall-clock time one of UTC. @returns false where there is none, or where years have not four digits */
  #toUtc(): boolean {
    const wall = this.#wall;
    const { offset } = wall;
    if (offset === 0 || (Number.isNaN(offset) && this.#isUtc)) return true;
    const seconds = wall.hour * 3600 + wall.minute * 60 + wall.second;
    const milliseconds = daysOf(wall.year, wall.month, wall.day) * dayLength + seconds * 1000;
    const instant = Number.isNaN(offset) ? this.#toInstant?.(milliseconds) : milliseconds - offset * 60_000;
    if (typeof instant !== 'number') return false;
    const date = new Date(instant);
    wall.year = date.getUTCFullYear();
    wall.month = date.getUTCMonth() + 1;
    wall.day = date.getUTCDate();
    wall.hour = date.getUTCHours();
    wall.minute = date.getUTCMinutes();
    wall.second = date.getUTCSeconds();
    return wall.year >= 1 && wall.year <= 9999;
  }

  /** `YYYY-MM-DDTHH:mm:ss[.ffffff]Z`, without zeros at the end of the fraction. */
  #writeInstant(out: CleanLines): void {
    const { bytes } = out;
    const { year, month, day, hour, minute, second, microsecond } = this.#wall;
    let at = writeDay(bytes, out.at, year, month, day);
    bytes[at] = 84;
    writeTwo(bytes, at + 1, hour);
    bytes[at + 3] = 58;
    writeTwo(bytes, at + 4, minute);
    bytes[at + 6] = 58;
    writeTwo(bytes, at + 7, second);
    at += 9;
    if (microsecond > 0) {
      bytes[at++] = 46;
      for (let rest = microsecond, unit = 100_000; rest > 0; unit /= 10) {
        const digit = Math.floor(rest / unit);
        bytes[at++] = 48 + digit;
        rest -= digit * unit;
      }
    }
    bytes[at++] = 90;
    out.at = at;
  }
}
