import type { FormulaType } from '../formula-type.ts';
import { type FormulaFunction, type Parameter, pageOf } from './formula-function.ts';
import { any, condition, date, granularity, keys, number, optional, percent } from './parameters.ts';

const aggregate = (name: string, parameters: readonly Parameter[], result: FormulaType | 'first'): FormulaFunction => ({
  name,
  category: 'aggregate',
  parameters,
  result,
  level: 'aggregate',
  page: pageOf(name),
});

/** An aggregate takes the fields of its own level, and has a form with a condition. */
const withLevelAndIf = (name: string, operand: Parameter, result: FormulaType | 'first'): FormulaFunction[] => [
  aggregate(name, [operand, keys], result),
  aggregate(`${name}If`, [operand, condition('condition')], result),
];

const periodToDate = (
  name: string,
  operand: Parameter,
  result: FormulaType | 'first',
  between: readonly Parameter[] = [],
) =>
  aggregate(
    `periodToDate${name}`,
    [operand, ...between, date('dateTime'), granularity, optional(date('endDate'))],
    result,
  );

const measure = number('measure');
const field = any('dimensionOrMeasure');

/**
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html; the second argument of the first form:
 * https://docs.aws.amazon.com/quicksight/latest/user/level-aware-calculations.html#level-aware-calculations-aggregate
 */
export const aggregateFunctions: readonly FormulaFunction[] = [
  ...withLevelAndIf('avg', measure, 'decimal'),
  ...withLevelAndIf('count', field, 'integer'),
  ...withLevelAndIf('distinct_count', field, 'integer'),
  ...withLevelAndIf('max', field, 'first'),
  ...withLevelAndIf('median', measure, 'decimal'),
  ...withLevelAndIf('min', field, 'first'),
  aggregate('percentile', [measure, percent, keys], 'decimal'),
  aggregate('percentileCont', [measure, percent, keys], 'decimal'),
  aggregate('percentileDisc', [measure, percent, keys], 'decimal'),
  periodToDate('Avg', measure, 'decimal'),
  periodToDate('Count', field, 'integer'),
  periodToDate('Max', field, 'first'),
  periodToDate('Median', measure, 'decimal'),
  periodToDate('Min', field, 'first'),
  periodToDate('Percentile', measure, 'decimal', [percent]),
  periodToDate('PercentileCont', measure, 'decimal', [percent]),
  periodToDate('StDev', measure, 'decimal'),
  periodToDate('StDevP', measure, 'decimal'),
  periodToDate('Sum', measure, 'first'),
  periodToDate('Var', measure, 'decimal'),
  periodToDate('VarP', measure, 'decimal'),
  ...withLevelAndIf('stdev', measure, 'decimal'),
  ...withLevelAndIf('stdevp', measure, 'decimal'),
  ...withLevelAndIf('sum', measure, 'first'),
  ...withLevelAndIf('var', measure, 'decimal'),
  ...withLevelAndIf('varp', measure, 'decimal'),
];
