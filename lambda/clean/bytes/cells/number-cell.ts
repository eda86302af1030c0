import type { Buffer } from 'node:buffer';
import type { CleanLines } from '../../output/clean-lines.ts';
import { exactDigits, type NumberRules, passesNumber } from './number-rules.ts';
import { type NumberForms, NumericCell } from './numeric-cell.ts';

/** Below it, JavaScript writes numbers with an exponent (ECMAScript, Number::toString). */
const leastPlain = 1e-6;
const powers = Array.from({ length: exactDigits + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Doubles written plainly with up to 15 digits: no shorter decimal than the written one without zeros at its end reads back as the
 * same double, so its digits are canonical. Both the digits and the power of ten are exact, and so their quotient is the nearest double
 * (IEEE 754). Other forms are read as text.
 */
export class NumberCell extends NumericCell {
  readonly #rules: NumberRules;

  constructor(rules: NumberRules, forms: NumberForms) {
    super(forms);
    this.#rules = rules;
  }

  protected writePlain(
    source: Buffer,
    start: number,
    end: number,
    out: CleanLines,
    hasPoint: boolean,
  ): boolean | undefined {
    const { bytes } = out;
    const from = out.at;
    let index = start;
    let at = from;
    if (source[index] === 45) {
      bytes[at++] = 45;
      index++;
    }
    const first = index;
    let digits = 0;
    for (let byte = source[index] ?? 0; index < end && byte >= 48 && byte <= 57; byte = source[++index] ?? 0) {
      digits = digits * 10 + byte - 48;
      bytes[at++] = byte;
    }
    const whole = index - first;
    let fraction = 0;
    if (index < end && source[index] === 46 && hasPoint) {
      bytes[at++] = 46;
      index++;
      for (let byte = source[index] ?? 0; index < end && byte >= 48 && byte <= 57; byte = source[++index] ?? 0) {
        digits = digits * 10 + byte - 48;
        bytes[at++] = byte;
        fraction++;
      }
      while (bytes[at - 1] === 48) at--;
      if (bytes[at - 1] === 46) at--;
    }
    const isPlain = index === end && whole > 0 && (whole === 1 || source[first] !== 48);
    const value = digits / (powers[fraction] ?? Number.NaN);
    if (
      !isPlain ||
      whole + fraction > exactDigits ||
      (digits === 0 && first > start) ||
      (digits > 0 && value < leastPlain)
    ) {
      return undefined;
    }
    this.value = first > start ? -value : value;
    if (!passesNumber(this.#rules, this.value)) return false;
    out.at = at;
    return this.wroteAt(out, from);
  }
}
