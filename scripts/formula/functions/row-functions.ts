import type { FormulaType } from '../formula-type.ts';
import { type Category, type FormulaFunction, type Parameter, pageOf } from './formula-function.ts';
import {
  any,
  condition,
  date,
  datePart,
  integer,
  number,
  optional,
  period,
  repeated,
  text,
  textComparison,
  value,
} from './parameters.ts';

const row = (
  category: Category,
  name: string,
  parameters: readonly Parameter[],
  result: FormulaType | 'first' | 'common',
): FormulaFunction => ({ name, category, parameters, result, level: 'row', page: pageOf(name) });

const returned = { returned: true } as const;

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#conditional-functions */
export const conditionalFunctions: readonly FormulaFunction[] = [
  row(
    'conditional',
    'coalesce',
    [value('expression', 'any', returned), repeated(value('expression', 'any', returned))],
    'common',
  ),
  row(
    'conditional',
    'ifelse',
    [repeated(condition('if')), repeated(value('then', 'any', returned)), value('else', 'any', returned)],
    'common',
  ),
  row('conditional', 'in', [any('expression'), { kind: 'values', name: 'literal' }], 'boolean'),
  row('conditional', 'isNotNull', [any('expression')], 'boolean'),
  row('conditional', 'isNull', [any('expression')], 'boolean'),
  row('conditional', 'notIn', [any('expression'), { kind: 'values', name: 'literal' }], 'boolean'),
  row('conditional', 'nullIf', [any('expression'), value('expression', 'any', { likeFirst: true })], 'first'),
  row(
    'conditional',
    'switch',
    [
      any('condition'),
      repeated(value('label', 'any', { likeFirst: true })),
      repeated(value('return', 'any', returned)),
      value('default', 'any', returned),
    ],
    'common',
  ),
];

const notNull = { notNull: true } as const;

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#date-functions */
export const dateFunctions: readonly FormulaFunction[] = [
  row('date', 'addDateTime', [integer('amount'), period, date('datetime')], 'date'),
  row('date', 'addWorkDays', [value('initDate', 'date', notNull), value('numWorkDays', 'integer', notNull)], 'date'),
  row('date', 'dateDiff', [date('date1'), date('date2'), optional(period)], 'integer'),
  row('date', 'epochDate', [number('epochDate')], 'date'),
  row('date', 'extract', [datePart, date('date')], 'integer'),
  row('date', 'formatDate', [date('date'), optional(text('format'))], 'string'),
  row('date', 'isWorkDay', [value('inputDate', 'date', notNull)], 'boolean'),
  row('date', 'netWorkDays', [value('startDate', 'date', notNull), value('endDate', 'date', notNull)], 'integer'),
  row('date', 'now', [], 'date'),
  row('date', 'truncDate', [period, date('date')], 'date'),
];

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#numeric-functions, and the mathematical ones below them */
export const numericFunctions: readonly FormulaFunction[] = [
  row('numeric', 'abs', [number('expression')], 'first'),
  row('numeric', 'ceil', [number('decimal')], 'integer'),
  row('numeric', 'decimalToInt', [number('decimal')], 'integer'),
  row('numeric', 'exp', [number('expression')], 'decimal'),
  row('numeric', 'floor', [number('decimal')], 'integer'),
  row('numeric', 'intToDecimal', [number('integer')], 'decimal'),
  row('numeric', 'ln', [number('expression')], 'decimal'),
  row('numeric', 'log', [number('expression')], 'decimal'),
  row('numeric', 'mod', [number('number'), number('divisor')], 'first'),
  row('numeric', 'round', [number('decimal'), optional(integer('scale'))], 'decimal'),
  row('numeric', 'sqrt', [number('expression')], 'decimal'),
];

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#string-functions */
export const stringFunctions: readonly FormulaFunction[] = [
  row('string', 'concat', [text('expression'), repeated(text('expression'))], 'string'),
  row('string', 'contains', [text('expression'), text('substring'), textComparison], 'boolean'),
  row('string', 'endsWith', [text('expression'), text('substring'), textComparison], 'boolean'),
  row('string', 'left', [text('expression'), integer('limit')], 'string'),
  row('string', 'locate', [text('expression'), text('substring'), optional(integer('start'))], 'integer'),
  row('string', 'ltrim', [text('expression')], 'string'),
  row('string', 'parseDate', [text('expression'), optional(text('format'))], 'date'),
  row('string', 'parseDecimal', [text('expression')], 'decimal'),
  row('string', 'parseInt', [text('expression')], 'integer'),
  { ...row('string', 'parseJson', [text('fieldName'), text('path')], 'string'), onlyPreparedInSpice: true },
  row('string', 'replace', [text('expression'), text('substring'), text('replacement')], 'string'),
  row('string', 'right', [text('expression'), integer('limit')], 'string'),
  row('string', 'rtrim', [text('expression')], 'string'),
  row('string', 'split', [text('expression'), text('delimiter'), integer('position')], 'string'),
  row('string', 'startsWith', [text('expression'), text('substring'), textComparison], 'boolean'),
  row('string', 'strlen', [text('expression')], 'integer'),
  row('string', 'substring', [text('expression'), integer('start'), integer('length')], 'string'),
  row('string', 'toLower', [text('expression')], 'string'),
  row('string', 'toString', [any('expression')], 'string'),
  row('string', 'toUpper', [text('expression')], 'string'),
  row('string', 'trim', [text('expression')], 'string'),
];

const seen = (name: string, parameters: readonly Parameter[], result: FormulaType | 'first'): FormulaFunction => ({
  ...row('undocumented', name, parameters, result),
  page: undefined,
});

/** Functions that definitions use and the user guide does not describe: not judged beyond what their names say. */
export const undocumentedFunctions: readonly FormulaFunction[] = [
  seen(
    'between',
    [any('expression'), value('from', 'any', { likeFirst: true }), value('to', 'any', { likeFirst: true })],
    'boolean',
  ),
  seen('power', [number('base'), number('exponent')], 'decimal'),
  seen('sign', [number('expression')], 'integer'),
];
