import { byteAt, copyBytes } from '../bytes.ts';
import { decimalCell, integerCell } from '../cell-kind.ts';
import { Column, setValue } from '../column.ts';
import { passesText } from '../host.ts';
import { writeHostCell } from './host-cell.ts';
import { MarkedNumber, readMarkedNumber } from './marked-number.ts';
import { exactDigits, NumberRules, passes } from './number-rules.ts';
import { PlainNumber, readPlainNumber } from './plain-number.ts';

const POINT = 46;
const ZERO = 48;
/** Below it, JavaScript writes numbers with an exponent (ECMAScript, Number::toString). */
const leastPlain = 1e-6;
const powers = memory.data<f64>([1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]);

/** What a form that is not plain gives; 0 stands for a number that does not pass. */
const notPlain: usize = 1;

/** Numbers: in their plain form, else in a declared format, else by the host. As `writeCell`. */
export function writeNumericCell(column: Column, start: usize, end: usize, out: usize): usize {
  const rules = changetype<NumberRules>(column.rules);
  let written = writePlain(column, start, end, out, rules.hasPoint);
  if (written === notPlain && changetype<usize>(rules.formats) !== 0) {
    if (readMarkedNumber(rules.formats, start, end)) {
      written = writePlain(column, MarkedNumber.start, MarkedNumber.end, out, true);
    } else if (!rules.hasPoint) written = writePlain(column, start, end, out, true);
  }
  return written === notPlain ? writeHostCell(column, start, end, out) : written;
}

function writePlain(column: Column, start: usize, end: usize, out: usize, hasPoint: bool): usize {
  if (column.kind === integerCell) return writeInteger(column, start, end, out);
  if (!readPlainNumber(start, end, hasPoint)) return notPlain;
  return column.kind === decimalCell ? writeDecimal(column, start, end, out) : writeNumber(column, start, end, out);
}

/** Whole numbers of up to 15 digits. */
function writeInteger(column: Column, start: usize, end: usize, out: usize): usize {
  if (!readPlainNumber(start, end, false) || PlainNumber.whole > exactDigits) return notPlain;
  // There is no -0.
  if (PlainNumber.isNegative && PlainNumber.digits === 0) return notPlain;
  const value = <f64>PlainNumber.digits;
  column.value = PlainNumber.isNegative ? -value : value;
  if (!passes(column, column.value)) return 0;
  return setValue(column, out, copyBytes(out, start, end - start));
}

/**
 * Doubles written with up to 15 digits: no shorter decimal than the written one without zeros at its end reads back as the same
 * double, so its digits are canonical. Both the digits and the power of ten are exact, and so their quotient is the nearest double
 * (IEEE 754).
 */
function writeNumber(column: Column, start: usize, end: usize, out: usize): usize {
  const digits = PlainNumber.digits;
  const fraction = PlainNumber.fraction;
  if (PlainNumber.whole + fraction > exactDigits || (digits === 0 && PlainNumber.isNegative)) return notPlain;
  const value = <f64>digits / load<f64>(powers + ((<usize>fraction) << 3));
  if (digits > 0 && value < leastPlain) return notPlain;
  column.value = PlainNumber.isNegative ? -value : value;
  if (!passes(column, column.value)) return 0;
  let at = copyBytes(out, start, end - start);
  if (fraction > 0) while (byteAt(at - 1) === ZERO) at--;
  if (byteAt(at - 1) === POINT) at--;
  return setValue(column, out, at);
}

/** Decimals of up to 15 digits, with exactly their scale's. */
function writeDecimal(column: Column, start: usize, end: usize, out: usize): usize {
  const rules = changetype<NumberRules>(column.rules);
  const scale = rules.scale;
  const whole = PlainNumber.whole;
  let fraction = PlainNumber.fraction;
  let scaled = PlainNumber.digits;
  if (fraction > scale || whole + scale > exactDigits || (scaled === 0 && PlainNumber.isNegative)) return notPlain;
  // A zero before the point is no digit of the number.
  if (whole > rules.precision - scale && !(whole === 1 && byteAt(PlainNumber.first) === ZERO)) return 0;
  let at = copyBytes(out, start, end - start);
  if (fraction === 0) {
    // "5." has a point already.
    if (byteAt(at - 1) === POINT) at--;
    if (scale > 0) store<u8>(at++, POINT);
  }
  for (; fraction < scale; fraction++) {
    scaled *= 10;
    store<u8>(at++, ZERO);
  }
  const value = <f64>(PlainNumber.isNegative ? -scaled : scaled);
  if (value < rules.minimum || value > rules.maximum) return 0;
  if (column.isTested && !passesText(column.number, out, at)) return 0;
  column.value = value / rules.unit;
  return setValue(column, out, at);
}
