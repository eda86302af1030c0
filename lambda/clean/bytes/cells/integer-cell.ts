import type { Buffer } from 'node:buffer';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteCell } from './byte-cell.ts';
import type { MarkedNumber } from './marked-number.ts';
import { exactDigits, type NumberRules, passesNumber } from './number-rules.ts';
import type { TextualCell } from './textual-cell.ts';

/** Whole numbers in their plain form; other forms are read as text. */
export class IntegerCell extends ByteCell {
  readonly #rules: NumberRules;
  readonly #marked: MarkedNumber | undefined;
  readonly #textual: TextualCell;

  constructor(rules: NumberRules, marked: MarkedNumber | undefined, textual: TextualCell) {
    super();
    this.#rules = rules;
    this.#marked = marked;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const plain = this.#writePlain(source, start, end, out);
    if (plain !== undefined) return plain;
    const marked = this.#marked;
    const found =
      marked?.read(source, start, end) === true ? this.#writePlain(marked.plain, 0, marked.length, out) : undefined;
    return found ?? this.#asText(source, start, end, out);
  }

  /** @returns undefined where the form is not plain */
  #writePlain(source: Buffer, start: number, end: number, out: CleanLines): boolean | undefined {
    const { bytes } = out;
    const from = out.at;
    const negative = source[start] === 45;
    const first = negative ? start + 1 : start;
    let at = from;
    if (negative) bytes[at++] = 45;
    let value = 0;
    for (let index = first; index < end; index++) {
      const byte = source[index] ?? 0;
      if (byte < 48 || byte > 57) return undefined;
      value = value * 10 + byte - 48;
      bytes[at++] = byte;
    }
    const digits = end - first;
    const isPlain = digits > 0 && digits <= exactDigits && (source[first] !== 48 || (digits === 1 && !negative));
    if (!isPlain) return undefined;
    this.value = negative ? -value : value;
    if (!passesNumber(this.#rules, this.value)) return false;
    out.at = at;
    return this.wroteAt(out, from);
  }

  #asText(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    if (!this.#textual.write(source, start, end, out)) return false;
    this.value = this.#textual.value;
    return this.wroteAt(out, from);
  }
}
