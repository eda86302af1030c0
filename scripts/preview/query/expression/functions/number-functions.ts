import type { FunctionSpec } from './function-spec.ts';
import { rowFunction } from './row-function.ts';

/**
 * Numeric functions. What has no result (a root or a logarithm below zero, a remainder of zero) is NULL, not an error.
 * https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#numeric-functions
 */
export const numberFunctions: readonly FunctionSpec[] = [
  rowFunction('abs(number)', ['number'], 'number', (value) => `abs(${value})`),
  rowFunction('ceil(number)', ['number'], 'number', (value) => `ceil(${value})`),
  rowFunction('floor(number)', ['number'], 'number', (value) => `floor(${value})`),
  rowFunction(
    'round(number, decimals?)',
    ['number', 'number'],
    'number',
    (value, scale) => `round(${value}, CAST(${scale ?? '0'} AS INTEGER))`,
    1,
  ),
  rowFunction('mod(number, divisor)', ['number', 'number'], 'number', (value, by) => `(${value} % nullif(${by}, 0))`),
  rowFunction('sqrt(number)', ['number'], 'number', (value) => `CASE WHEN ${value} >= 0 THEN sqrt(${value}) END`),
  rowFunction('exp(number)', ['number'], 'number', (value) => `exp(${value})`),
  rowFunction('ln(number)', ['number'], 'number', (value) => `CASE WHEN ${value} > 0 THEN ln(${value}) END`),
  rowFunction('log(number)', ['number'], 'number', (value) => `CASE WHEN ${value} > 0 THEN log10(${value}) END`),
  rowFunction(
    'power(base, exponent)',
    ['number', 'number'],
    'number',
    (base, exponent) => `power(${base}, ${exponent})`,
  ),
  rowFunction('sign(number)', ['number'], 'number', (value) => `sign(${value})`),
  rowFunction('intToDecimal(number)', ['number'], 'number', (value) => `CAST(${value} AS DOUBLE)`),
  rowFunction('decimalToInt(number)', ['number'], 'number', (value) => `CAST(trunc(${value}) AS BIGINT)`),
];
