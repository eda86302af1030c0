import { Buffer } from 'node:buffer';
import type { CleanLines } from '../output/clean-lines.ts';

/** Longest row number: those that a double holds exactly. */
const mostDigits = 16;

/** The digits of a row's number, counted on from the row before. */
export class RowText {
  readonly #digits = Buffer.alloc(mostDigits, 48);
  #first = mostDigits - 1;
  #row = 0;

  /** Writes the number at `lines.at`, where there is room. */
  write(lines: CleanLines, row: number): void {
    if (row === this.#row + 1) this.#countOn();
    else this.#set(row);
    this.#row = row;
    const { bytes } = lines;
    let at = lines.at;
    for (let index = this.#first; index < mostDigits; index++) bytes[at++] = this.#digits[index] ?? 0;
    lines.at = at;
  }

  #countOn(): void {
    let index = mostDigits - 1;
    for (; this.#digits[index] === 57; index--) this.#digits[index] = 48;
    this.#digits[index] = (this.#digits[index] ?? 48) + 1;
    if (index < this.#first) this.#first = index;
  }

  #set(row: number): void {
    const text = String(row);
    this.#first = mostDigits - text.length;
    this.#digits.fill(48).write(text, this.#first, 'latin1');
  }
}
