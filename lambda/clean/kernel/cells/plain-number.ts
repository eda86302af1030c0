import { byteAt } from '../bytes.ts';

const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** A number in its plain form, taken apart: `-12.50`. */
export class PlainNumber {
  static isNegative: bool = false;
  /** All digits as one whole number, as far as it is below 2^63. */
  static digits: i64 = 0;
  /** Digits before and behind the point. */
  static whole: i32 = 0;
  static fraction: i32 = 0;
  /** Where the first digit stands. */
  static first: usize = 0;
}

/**
 * Reads digits with an optional sign before and an optional fraction behind them.
 * @returns whether that is all, with no zero before other digits
 */
export function readPlainNumber(start: usize, end: usize, hasPoint: bool): bool {
  let at = start;
  PlainNumber.isNegative = byteAt(at) === MINUS;
  if (PlainNumber.isNegative) at++;
  const first = at;
  let digits: i64 = 0;
  for (let digit = byteAt(at) - ZERO; at < end && <u32>digit < 10; digit = byteAt(++at) - ZERO)
    digits = digits * 10 + digit;
  const whole = <i32>(at - first);
  let fraction = 0;
  if (hasPoint && at < end && byteAt(at) === POINT) {
    at++;
    const point = at;
    for (let digit = byteAt(at) - ZERO; at < end && <u32>digit < 10; digit = byteAt(++at) - ZERO)
      digits = digits * 10 + digit;
    fraction = <i32>(at - point);
  }
  PlainNumber.digits = digits;
  PlainNumber.whole = whole;
  PlainNumber.fraction = fraction;
  PlainNumber.first = first;
  return at === end && whole > 0 && (whole === 1 || byteAt(first) !== ZERO);
}
