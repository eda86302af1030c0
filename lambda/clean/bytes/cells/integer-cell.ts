import type { Buffer } from 'node:buffer';
import type { CleanLines } from '../../output/clean-lines.ts';
import { exactDigits, type NumberRules, passesNumber } from './number-rules.ts';
import { type NumberForms, NumericCell } from './numeric-cell.ts';

/** Whole numbers in their plain form; other forms are read as text. */
export class IntegerCell extends NumericCell {
  readonly #rules: NumberRules;

  constructor(rules: NumberRules, forms: NumberForms) {
    super(forms);
    this.#rules = rules;
  }

  protected writePlain(source: Buffer, start: number, end: number, out: CleanLines): boolean | undefined {
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
}
