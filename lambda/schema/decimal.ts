/** A decimal as text: `-12.50`. No exponent, no sign `+`, no bare point. */
const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal number, exactly: `units` times ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * Reads plain decimal text exactly; no trip through a float.
 * @returns undefined when the text is no plain decimal, or has more than 100 digits
 */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > 102) return undefined;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '0', fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/**
 * Reads a number as JSON writes it, exactly, also with an exponent.
 * @returns undefined when the text is no number of JSON, or has more than 100 digits when written out
 */
export function readNumber(source: string): Decimal | undefined {
  const [, digits = '', power = '0'] = /^([^eE]{1,102})(?:[eE]([+-]?\d{1,3}))?$/.exec(source) ?? [];
  const decimal = parseDecimal(digits);
  if (decimal === undefined || Math.abs(Number(power)) > 100) return undefined;
  const scale = decimal.scale - Number(power);
  return scale >= 0 ? { ...decimal, scale } : { units: decimal.units * 10n ** BigInt(-scale), scale: 0 };
}

/** @returns the whole number that it is, or undefined when it has a fraction */
export function toInteger({ units, scale }: Decimal): bigint | undefined {
  const unit = 10n ** BigInt(scale);
  return units % unit === 0n ? units / unit : undefined;
}

/** @returns negative, zero or positive, as a sort wants it. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = left.units * 10n ** BigInt(scale - left.scale) - right.units * 10n ** BigInt(scale - right.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether the number fits DECIMAL(precision, scale) without rounding; zeros at the end of the fraction don't count. */
export function fitsDecimal(decimal: Decimal, precision: number, scale: number): boolean {
  let { units } = decimal;
  let digits = decimal.scale;
  while (digits > scale && units % 10n === 0n) [units, digits] = [units / 10n, digits - 1];
  if (digits > scale) return false;
  const whole = units / 10n ** BigInt(digits);
  const size = (whole < 0n ? -whole : whole).toString();
  return whole === 0n || size.length <= precision - scale;
}

/** Digits of any whole number that a double holds exactly. */
const exactDigits = 15;
const [MINUS, POINT, ZERO] = [45, 46, 48];

/**
 * Reads plain decimal text of at most 15 digits, without BigInt.
 * @returns units of ten to the power of minus `scale`; undefined where the text has another number of digits after its point, more
 *   digits in all, or is no plain decimal
 */
export function readUnits(text: string, scale: number): number | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  const point = scale === 0 ? text.length : text.length - scale - 1;
  if (point <= start || text.length - start > exactDigits + 1) return undefined;
  let units = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (at === point) {
      if (code !== POINT) return undefined;
    } else {
      const digit = code - ZERO;
      if (!(digit >= 0 && digit <= 9)) return undefined;
      units = units * 10 + digit;
    }
  }
  return negative ? -units : units;
}

/** The decimal in units of ten to the power of minus `scale`; undefined where that is no whole number or has more than 15 digits. */
export function unitsOf(decimal: Decimal, scale: number): number | undefined {
  if (decimal.scale > scale) return undefined;
  const units = decimal.units * 10n ** BigInt(scale - decimal.scale);
  return units > -(10n ** 15n) && units < 10n ** 15n ? Number(units) : undefined;
}

/** Whether the text is plain decimal text of at most 100 digits. */
export const isDecimal = (text: string): boolean => text.length <= 102 && pattern.test(text);
