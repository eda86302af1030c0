import { parseDecimal } from '../../../schema/decimal.ts';
import { decimalCell, hostCell, integerCell, numberCell } from '../../kernel/cell-kind.ts';
import type { Kernel } from '../kernel.ts';
import type { ColumnPlan } from '../plan-columns.ts';
import { type CellRules, choicesOf, hasOthers, numberOf, ownWords } from './column-keywords.ts';
import { keepNumberFormats, usesPoint } from './number-formats.ts';

/** A number of so many digits is exact as a double, and so is every comparison of two of them. */
const exactDigits = 15;
const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Writes down in the kernel what a column's schema says of its integers or doubles. */
export function numberRules(kernel: Kernel, plan: ColumnPlan): CellRules {
  const { exports } = kernel;
  const keywords = plan.keywords ?? {};
  const rules = exports.newNumberRules(
    numberOf(keywords['minimum'], least),
    numberOf(keywords['maximum'], most),
    numberOf(keywords['exclusiveMinimum'], least),
    numberOf(keywords['exclusiveMaximum'], most),
  );
  const choices = choicesOf(keywords, isNumber);
  if (choices !== undefined) {
    const doubles = Float64Array.from(choices);
    exports.setChoices(rules, kernel.keep(new Uint8Array(doubles.buffer)), choices.length);
  }
  setForms(kernel, rules, plan);
  const kind = plan.column.type.kind === 'integer' ? integerCell : numberCell;
  return { kind, rules, isTested: hasOthers(plan, ['enum', 'const', ...bounds]) };
}

/** The same for decimals; where a bound is not exact, they are read as text. */
export function decimalRules(kernel: Kernel, plan: ColumnPlan, precision: number, scale: number): CellRules {
  const { minimum, maximum } = ownWords(plan);
  const low = minimum === undefined ? least : scaledBound(minimum, scale);
  const high = maximum === undefined ? most : scaledBound(maximum, scale);
  if (plan.keywords === undefined || low === undefined || high === undefined) {
    return { kind: hostCell, rules: 0, isTested: true };
  }
  const rules = kernel.exports.newNumberRules(low, high, least, most);
  kernel.exports.setScale(rules, precision, scale, 10 ** scale);
  setForms(kernel, rules, plan);
  return { kind: decimalCell, rules, isTested: hasOthers(plan, ['format']) };
}

function setForms(kernel: Kernel, rules: number, { column: { formats } }: ColumnPlan): void {
  kernel.exports.setForms(rules, usesPoint(formats) ? 1 : 0, keepNumberFormats(kernel, formats));
}

/** A decimal bound times ten to the power of the scale; undefined where that is no exact whole number. */
function scaledBound(text: unknown, scale: number): number | undefined {
  if (typeof text !== 'string' || parseDecimal(text) === undefined) return undefined;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole + fraction.padEnd(scale, '0');
  return fraction.length > scale || digits.length > exactDigits ? undefined : Number(`${sign}${digits}`);
}
