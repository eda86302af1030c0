import { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { Column } from '../../../schema/dataset-schema.ts';
import type { ReadCell } from '../../cells/cell.ts';
import { escapeFormula } from '../../cells/formula-text.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { csvField } from '../../output/csv-line.ts';
import { ByteCell } from './byte-cell.ts';

/** Cells that the byte tier can't read itself: as text, by the cells of the other tiers. */
export class TextualCell extends ByteCell {
  readonly #read: ReadCell;
  readonly #test: () => ValueTest;
  readonly #isText: boolean;
  readonly #isInteger: boolean;
  readonly #escapes: boolean;

  /** @param test is made when it is first needed */
  constructor({ type, formulas }: Column, read: ReadCell, test: () => ValueTest) {
    super();
    this.#read = read;
    this.#test = test;
    this.#isText = type.kind === 'string';
    this.#isInteger = type.kind === 'integer';
    this.#escapes = formulas === 'escape';
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const cell = this.#read(source.toString('utf8', start, end));
    if ('fault' in cell || !this.#isExact(cell.value) || !this.#test()(cell.value)) return false;
    const text = this.#escapes ? escapeFormula(cell.text) : cell.text;
    // A key is compared as it was before the apostrophe: the next tier knows it.
    if (text !== cell.text) return false;
    const at = out.at;
    out.writeText(csvField(text));
    if (!this.#isText) {
      this.value = Number(text);
      return this.wroteAt(out, at);
    }
    this.from = Buffer.from(text, 'utf8');
    this.start = 0;
    this.end = this.from.length;
    this.value = this.end === text.length ? text.length : Array.from(text).length;
    return true;
  }

  /** Bounds of an integer beyond 2^53 are judged by its text. */
  #isExact(value: unknown): boolean {
    return !this.#isInteger || Number.isSafeInteger(value);
  }
}
