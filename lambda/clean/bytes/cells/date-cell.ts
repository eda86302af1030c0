import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteCell } from './byte-cell.ts';
import type { TextualCell } from './textual-cell.ts';
import { compileWallPattern, type ReadWall } from './wall-pattern.ts';
import { isWallTime, noTime, twoDigits, type WallFields, writeDay } from './wall-time.ts';

/** Whether the text begins as ISO 8601 writes a day: then no declared pattern is tried, because ISO 8601 comes first. */
export const looksIso = (bytes: Buffer, start: number, end: number): boolean =>
  end - start >= 10 && bytes[start + 4] === 45 && bytes[start + 7] === 45;

/** Reads `YYYY-MM-DD`. @returns whether there are digits where they should be */
export function readIsoDay(bytes: Buffer, start: number, into: WallFields): boolean {
  into.year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  into.month = twoDigits(bytes, start + 5);
  into.day = twoDigits(bytes, start + 8);
  return into.year + into.month + into.day >= 0;
}

/** Days of the calendar in ISO 8601 or a declared pattern, the first that fits; what fits none is read as text. */
export class DateCell extends ByteCell {
  readonly #patterns: readonly ReadWall[];
  readonly #test: ValueTest | undefined;
  readonly #textual: TextualCell;
  readonly #wall = noTime();

  constructor(formats: readonly string[], test: ValueTest | undefined, textual: TextualCell) {
    super();
    this.#patterns = formats.map((format) => compileWallPattern(format, 'date'));
    this.#test = test;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    const wall = this.#wall;
    if (!this.#read(source, start, end)) {
      return this.#textual.write(source, start, end, out) && this.wroteAt(out, from);
    }
    out.at = writeDay(out.bytes, from, wall.year, wall.month, wall.day);
    if (this.#test !== undefined && !this.#test(out.bytes.toString('latin1', from, out.at))) return false;
    return this.wroteAt(out, from);
  }

  #read(source: Buffer, start: number, end: number): boolean {
    const wall = this.#wall;
    if (looksIso(source, start, end)) {
      wall.hour = 0;
      wall.minute = 0;
      wall.second = 0;
      return end - start === 10 && readIsoDay(source, start, wall) && isWallTime(wall);
    }
    for (const read of this.#patterns) if (read(source, start, end, wall)) return true;
    return false;
  }
}
