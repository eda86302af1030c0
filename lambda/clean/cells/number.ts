import { parseNumberFormat } from '../../schema/number-format.ts';
import * as faults from '../faults.ts';
import type { Fault } from '../findings.ts';
import type { Cell, ReadCell } from './cell.ts';
import { compileWrittenNumber, toScale, type WrittenNumber } from './written-number.ts';

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
/** More digits than any integer of 64 bits or decimal(38) has: not worth expanding an exponent for. */
const longest = 400;

const tooLong = ({ digits, scale }: WrittenNumber): boolean => digits.length - scale > longest || scale > longest;

/**
 * Whole numbers of 64 bits, never through a float; `5.0` and `5e3` are whole, `5.5` is not. Zeros before are dropped.
 * `value` is the nearest double; where that is not the integer itself, `text` is what JSON Schema's bounds are judged by.
 */
export function compileInteger(formats: readonly string[]): ReadCell {
  const read = compileWrittenNumber(formats);
  return (text): Cell => {
    if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return { text, value: Number(text) };
    const number = read(text);
    if (number === undefined) return { fault: faults.integerFormat };
    if (number.digits !== '' && number.digits.length - number.scale > longest) return { fault: faults.integerRange };
    const digits = tooLong(number) ? undefined : toScale(number, 0);
    if (digits === undefined) return { fault: faults.integerFormat };
    const integer = BigInt(digits === '' ? 0 : digits) * (number.negative ? -1n : 1n);
    if (integer < least || integer > most) return { fault: faults.integerRange };
    return { text: integer.toString(), value: Number(integer) };
  };
}

/** Doubles: the nearest to the written number; the text is the shortest that reads back as the same double. */
export function compileNumber(formats: readonly string[]): ReadCell {
  const read = compileWrittenNumber(formats);
  return (text): Cell => {
    const number = read(text);
    if (number === undefined) return { fault: faults.numberFormat };
    const value = Number(`${number.negative ? '-' : ''}${number.digits === '' ? '0' : number.digits}e${-number.scale}`);
    return Number.isFinite(value) ? { text: String(value), value } : { fault: faults.numberRange };
  };
}

/**
 * What canonical decimals that are not negative look like, where a point is the decimal mark, as it is unless a format groups by it.
 */
function canonicalDecimal(precision: number, scale: number, formats: readonly string[]): RegExp | undefined {
  if (formats.some((format) => parseNumberFormat(format)?.group === '.')) return undefined;
  const whole = precision > scale ? `(?:0|[1-9]\\d{0,${precision - scale - 1}})` : '0';
  return new RegExp(scale === 0 ? `^${whole}$` : `^${whole}\\.\\d{${scale}}$`);
}

/** Decimals as text with exactly `scale` digits after the point; a digit is never rounded away. */
export function compileDecimal(precision: number, scale: number, formats: readonly string[]): ReadCell {
  const read = compileWrittenNumber(formats);
  const size: Fault = faults.decimalSize(precision, scale);
  const canonicalForm = canonicalDecimal(precision, scale, formats);
  return (text): Cell => {
    if (canonicalForm?.test(text) === true) return { text, value: text };
    const number = read(text);
    if (number === undefined) return { fault: faults.decimalFormat };
    const digits = tooLong(number) ? undefined : toScale(number, scale);
    if (digits === undefined || digits.length > precision) return { fault: size };
    const padded = digits.padStart(scale + 1, '0');
    const whole = padded.slice(0, padded.length - scale);
    const fraction = scale === 0 ? '' : `.${padded.slice(padded.length - scale)}`;
    const canonical = `${number.negative ? '-' : ''}${whole}${fraction}`;
    return { text: canonical, value: canonical };
  };
}
