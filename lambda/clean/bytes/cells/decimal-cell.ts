import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { exactDigits } from './number-rules.ts';
import { type NumberForms, NumericCell } from './numeric-cell.ts';

/** What a column's schema says of its decimals. Bounds are times ten to the power of the scale, and exact. */
export interface DecimalRules {
  readonly precision: number;
  readonly scale: number;
  readonly minimum: number;
  readonly maximum: number;
  /** All that is not above; it judges the canonical text. */
  readonly test: ValueTest | undefined;
}

/** Decimals of up to 15 digits in their plain form; other forms are read as text. */
export class DecimalCell extends NumericCell {
  readonly #rules: DecimalRules;
  readonly #unit: number;

  constructor(rules: DecimalRules, forms: NumberForms) {
    super(forms);
    this.#rules = rules;
    this.#unit = 10 ** rules.scale;
  }

  protected writePlain(
    source: Buffer,
    start: number,
    end: number,
    out: CleanLines,
    hasPoint: boolean,
  ): boolean | undefined {
    const { precision, scale } = this.#rules;
    const { bytes } = out;
    const from = out.at;
    let index = start;
    let at = from;
    if (source[index] === 45) {
      bytes[at++] = 45;
      index++;
    }
    const first = index;
    let scaled = 0;
    for (let byte = source[index] ?? 0; index < end && byte >= 48 && byte <= 57; byte = source[++index] ?? 0) {
      scaled = scaled * 10 + byte - 48;
      bytes[at++] = byte;
    }
    const whole = index - first;
    let fraction = 0;
    if (index < end && source[index] === 46 && hasPoint) {
      if (scale > 0) bytes[at++] = 46;
      index++;
      for (let byte = source[index] ?? 0; index < end && byte >= 48 && byte <= 57; byte = source[++index] ?? 0) {
        scaled = scaled * 10 + byte - 48;
        bytes[at++] = byte;
        fraction++;
      }
    }
    const isPlain = index === end && whole > 0 && (whole === 1 || source[first] !== 48);
    if (!isPlain || fraction > scale || whole + scale > exactDigits || (scaled === 0 && first > start)) {
      return undefined;
    }
    // A zero before the point is no digit of the number.
    if (whole > precision - scale && !(whole === 1 && source[first] === 48)) return false;
    if (fraction === 0 && scale > 0 && bytes[at - 1] !== 46) bytes[at++] = 46;
    for (; fraction < scale; fraction++) {
      scaled *= 10;
      bytes[at++] = 48;
    }
    if (first > start) scaled = -scaled;
    const { minimum, maximum, test } = this.#rules;
    if (scaled < minimum || scaled > maximum) return false;
    if (test !== undefined && !test(bytes.toString('latin1', from, at))) return false;
    this.value = scaled / this.#unit;
    out.at = at;
    return this.wroteAt(out, from);
  }
}
