import type { ValueTest } from '../../schema/compile-record-test.ts';
import { parseDecimal } from '../../schema/decimal.ts';
import { parseNumberFormat } from '../../schema/number-format.ts';
import { compileAsciiTest } from '../../schema/pattern/compile-ascii-test.ts';
import type { AsciiTest } from '../../schema/pattern/text-matcher.ts';
import { isObject, type Keywords } from '../../schema/subschemas.ts';
import type { ReadCell } from '../cells/cell.ts';
import { ByteSet } from './byte-set.ts';
import { BooleanCell } from './cells/boolean-cell.ts';
import type { ByteCell } from './cells/byte-cell.ts';
import { DateCell } from './cells/date-cell.ts';
import { DateTimeCell } from './cells/date-time-cell.ts';
import { DecimalCell, type DecimalRules } from './cells/decimal-cell.ts';
import { IntegerCell } from './cells/integer-cell.ts';
import { MarkedNumber } from './cells/marked-number.ts';
import { NumberCell } from './cells/number-cell.ts';
import { exactDigits, type NumberRules } from './cells/number-rules.ts';
import { TextCell, type TextRules } from './cells/text-cell.ts';
import { TextualCell } from './cells/textual-cell.ts';
import type { ColumnPlan } from './plan-columns.ts';

const free = ['type', 'x-sluice', '$comment', 'title', 'description', 'examples', 'default', 'deprecated'];

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Values of `enum` or `const`, null aside, if they are all of one kind; undefined: none are listed. */
function choicesOf<T>({ enum: several, const: one }: Keywords, is: (value: unknown) => value is T): T[] | undefined {
  const values = Array.isArray(several) ? several : one === undefined ? undefined : [one];
  return values?.filter((value) => value !== null).filter(is);
}

/** Whether keywords beside the given ones need the column's own test. */
const hasOthers = (keywords: Keywords | undefined, known: readonly string[]): boolean =>
  keywords === undefined ||
  ('enum' in keywords && 'const' in keywords) ||
  Object.keys(keywords).some((keyword) => !free.includes(keyword) && !known.includes(keyword));

function testOf({ keywords, test }: ColumnPlan, known: readonly string[]): ValueTest | undefined {
  return hasOthers(keywords, known) ? test() : undefined;
}

const bound = (value: unknown, otherwise: number): number => (isNumber(value) ? value : otherwise);
const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

function numberRules(plan: ColumnPlan): NumberRules {
  const keywords = plan.keywords ?? {};
  const choices = choicesOf(keywords, isNumber);
  return {
    minimum: bound(keywords['minimum'], least),
    maximum: bound(keywords['maximum'], most),
    exclusiveMinimum: bound(keywords['exclusiveMinimum'], least),
    exclusiveMaximum: bound(keywords['exclusiveMaximum'], most),
    choices: choices === undefined ? undefined : new Set(choices),
    test: testOf(plan, ['enum', 'const', ...bounds]),
  };
}

const asciiTestOf = (pattern: unknown): AsciiTest | undefined =>
  typeof pattern === 'string' ? compileAsciiTest(pattern) : undefined;

function textRules(plan: ColumnPlan): TextRules {
  const keywords = plan.keywords ?? {};
  const choices = choicesOf(keywords, (value) => typeof value === 'string');
  const known = ['minLength', 'maxLength', 'enum', 'const'];
  return {
    minLength: bound(keywords['minLength'], 0),
    maxLength: bound(keywords['maxLength'], most),
    choices: choices === undefined ? undefined : new ByteSet(choices),
    asciiTest: hasOthers(plan.keywords, [...known, 'pattern']) ? undefined : asciiTestOf(keywords['pattern']),
    test: testOf(plan, known),
    mindsFormulas: plan.column.formulas !== 'keep',
  };
}

/** A point is the decimal mark unless a format groups by it. */
const hasPoint = (formats: readonly string[]): boolean =>
  formats.every((format) => parseNumberFormat(format)?.group !== '.');

/** A decimal bound times ten to the power of the scale; undefined where that is no exact whole number. */
function scaledBound(text: unknown, scale: number): number | undefined {
  const decimal = typeof text === 'string' ? parseDecimal(text) : undefined;
  if (typeof text !== 'string' || decimal === undefined) return undefined;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole + fraction.padEnd(scale, '0');
  return fraction.length > scale || digits.length > exactDigits ? undefined : Number(`${sign}${digits}`);
}

/** @returns undefined where a bound is not exact */
function decimalRules(plan: ColumnPlan, precision: number, scale: number): DecimalRules | undefined {
  const own = plan.keywords?.['x-sluice'];
  const { minimum, maximum } = isObject(own) ? own : {};
  const low = minimum === undefined ? least : scaledBound(minimum, scale);
  const high = maximum === undefined ? most : scaledBound(maximum, scale);
  if (plan.keywords === undefined || low === undefined || high === undefined) return undefined;
  const test = testOf(plan, ['format']);
  return { precision, scale, minimum: low, maximum: high, test };
}

/** Makes the byte tier's reader of one column's cells. @param read the other tiers' reader, for what bytes do not know */
export function compileByteCell(plan: ColumnPlan, read: ReadCell): ByteCell {
  const { type, formats, timeZone, json } = plan.column;
  const textual = new TextualCell(plan.column, read, plan.test);
  if (json === true) return textual;
  const forms = { marked: MarkedNumber.of(formats), hasPoint: hasPoint(formats), textual };
  switch (type.kind) {
    case 'string':
      return new TextCell(textRules(plan), textual);
    case 'integer':
      return new IntegerCell(numberRules(plan), forms);
    case 'number':
      return new NumberCell(numberRules(plan), forms);
    case 'decimal': {
      const rules = decimalRules(plan, type.precision, type.scale);
      return rules === undefined ? textual : new DecimalCell(rules, forms);
    }
    case 'boolean':
      return new BooleanCell(testOf(plan, []), textual);
    case 'date':
      return new DateCell(formats, testOf(plan, ['format']), textual);
    case 'timestamp':
      return new DateTimeCell(formats, timeZone, testOf(plan, ['format']), textual);
  }
}
