import type { Buffer } from 'node:buffer';

const [MINUS, PLUS, DOT, ZERO, LOWER_E, UPPER_E] = [45, 43, 46, 48, 101, 69];

/** What plain numbers of a column are like: `-1234.56`, also with an exponent. */
export class NumberEvidence {
  /** Values that are plain numbers. */
  count = 0;
  /** Among them those without a point or an exponent. */
  whole = 0;
  exponents = 0;
  /** Those with digits behind a point and no exponent; among them those in which the point may group thousands, such as 906.035. */
  pointed = 0;
  grouped = 0;
  /** Those with a digit other than zero behind the point. */
  fractions = 0;
  /** Whole ones with a zero before other digits, such as 007. */
  leadingZeros = 0;
  negatives = 0;
  /** Bounds of their values; of more than 15 digits, as near as a double comes. */
  least = Number.POSITIVE_INFINITY;
  most = Number.NEGATIVE_INFINITY;
  /** Most digits before and after the point. */
  digits = 0;
  scale = 0;
  /** Fewest digits of whole ones: with `digits`, whether all are as long. */
  fewest = Number.POSITIVE_INFINITY;

  /** @returns whether the bytes are a plain number; if so it counts `weight` times */
  add(bytes: Buffer, start: number, end: number, weight: number): boolean {
    let at = start;
    const sign = bytes[at];
    if (sign === MINUS || sign === PLUS) at++;
    const first = at;
    let value = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    const digits = at - first;
    let scale = 0;
    if (at < end && bytes[at] === DOT) {
      const point = at++;
      for (; at < end; at++) {
        const digit = (bytes[at] ?? 0) - ZERO;
        if (!(digit >= 0 && digit <= 9)) break;
        value = value * 10 + digit;
      }
      scale = at - point - 1;
      value /= 10 ** scale;
    }
    if (digits + scale === 0) return false;
    const isExponent = at < end && (bytes[at] === LOWER_E || bytes[at] === UPPER_E);
    if (isExponent) {
      at++;
      if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
      const power = at;
      while (at < end && (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= ZERO + 9) at++;
      if (at === power || at - power > 4) return false;
    }
    if (at !== end) return false;
    if (isExponent || digits + scale > 15) value = Number(bytes.toString('latin1', first, end));
    this.count += weight;
    if (isExponent) this.exponents += weight;
    if (!Number.isInteger(value)) this.fractions += weight;
    if (scale === 0 && !isExponent && first + digits === end) {
      this.whole += weight;
      if (digits > 1 && bytes[first] === ZERO) this.leadingZeros += weight;
      if (digits < this.fewest) this.fewest = digits;
    }
    if (scale > 0 && !isExponent) {
      this.pointed += weight;
      if (scale === 3 && digits > 0 && digits < 4 && bytes[first] !== ZERO) this.grouped += weight;
    }
    if (sign === MINUS) {
      this.negatives += weight;
      value = -value;
    }
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
    if (digits > this.digits) this.digits = digits;
    if (scale > this.scale) this.scale = scale;
    return true;
  }
}
