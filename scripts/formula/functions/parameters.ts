import type { Accepted } from '../formula-type.ts';
import type { MeasureRule, Parameter } from './formula-function.ts';

/** Shorthands in which the table writes parameters. */
export const value = (name: string, accepts: Accepted, more: Partial<Extract<Parameter, { kind: 'value' }>> = {}) =>
  ({ kind: 'value', name, accepts, ...more }) as const satisfies Parameter;
export const text = (name: string) => value(name, 'string');
export const number = (name: string) => value(name, 'number');
export const integer = (name: string) => value(name, 'integer');
export const date = (name: string) => value(name, 'date');
export const any = (name: string) => value(name, 'any');
export const condition = (name: string) => value(name, 'boolean');
export const measure = (accepts: Accepted, rule?: MeasureRule, name = 'measure') =>
  value(name, accepts, rule === undefined ? {} : { measure: rule });
export const partition: Parameter = { kind: 'partition', name: 'partitionField', optional: true };
export const sort: Parameter = { kind: 'sort', name: 'sortField' };
export const keys: Parameter = { kind: 'keys', name: 'groupByLevel', optional: true };
export const percent: Parameter = { kind: 'constant', name: 'percentile', least: 0, most: 100, whole: false };
export const optional = <P extends Parameter>(parameter: P) => ({ ...parameter, optional: true });
export const repeated = <P extends Parameter>(parameter: P) => ({ ...parameter, repeats: true });

/** A whole number written in the formula. */
export const wholeConstant = (name: string, least = Number.NEGATIVE_INFINITY): Parameter => ({
  kind: 'constant',
  name,
  least,
  most: Number.POSITIVE_INFINITY,
  whole: true,
});

const codes = ['YYYY', 'Q', 'MM', 'WK', 'DD', 'HH', 'MI', 'SS', 'MS'] as const;
export const period: Parameter = { kind: 'period', name: 'period', words: codes, quoted: true };
/** extract alone has the day of the week. https://docs.aws.amazon.com/quicksight/latest/user/extract-function.html */
export const datePart: Parameter = { ...period, name: 'period', words: [...codes, 'WD'] };

/** Periods of the period functions, which stand without quotes: their page lists SECONDS, the definitions write SECOND. */
export const granularity: Parameter = {
  kind: 'period',
  name: 'period',
  words: ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'SECONDS'],
  quoted: false,
  optional: true,
};

export const textComparison: Parameter = {
  kind: 'option',
  name: 'stringComparisonMode',
  words: ['CASE_SENSITIVE', 'CASE_INSENSITIVE'],
  optional: true,
};

export const level: Parameter = {
  kind: 'level',
  name: 'calculationLevel',
  words: ['PRE_FILTER', 'PRE_AGG', 'POST_AGG_FILTER'],
  optional: true,
};
