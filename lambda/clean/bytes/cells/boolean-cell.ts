import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteSet } from '../byte-set.ts';
import { ByteCell } from './byte-cell.ts';
import type { TextualCell } from './textual-cell.ts';

const plain = {
  true: new ByteSet(['true', '1', 'True', 'TRUE']),
  false: new ByteSet(['false', '0', 'False', 'FALSE']),
};

/** Truth in its most frequent words; others are read as text. */
export class BooleanCell extends ByteCell {
  readonly #test: ValueTest | undefined;
  readonly #textual: TextualCell;

  constructor(test: ValueTest | undefined, textual: TextualCell) {
    super();
    this.#test = test;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    const value = plain.true.has(source, start, end);
    if (!value && !plain.false.has(source, start, end)) {
      return this.#textual.write(source, start, end, out) && this.wroteAt(out, from);
    }
    if (this.#test !== undefined && !this.#test(value)) return false;
    out.at += out.bytes.write(value ? 'true' : 'false', from, 'latin1');
    return this.wroteAt(out, from);
  }
}
