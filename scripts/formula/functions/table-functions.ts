import type { Accepted, FormulaType } from '../formula-type.ts';
import { type FormulaFunction, type MeasureRule, type Parameter, pageOf } from './formula-function.ts';
import { date, granularity, level, measure, optional, partition, percent, sort, wholeConstant } from './parameters.ts';

type Result = FormulaType | 'first';

const table = (name: string, parameters: readonly Parameter[], result: Result): FormulaFunction => ({
  name,
  category: 'table',
  parameters,
  result,
  level: 'table',
  page: pageOf(name),
});

/** `f(measure, [sort], lookupIndex, [partition])` */
const lookup = (name: string, accepts: Accepted, rule?: MeasureRule) =>
  table(name, [measure(accepts, rule), sort, wholeConstant('lookupIndex'), partition], 'first');

/** `f(measure, [partition], level)`: a level-aware window with PRE_FILTER or PRE_AGG, a table calculation without. */
const over = (name: string, accepts: Accepted, result: Result, rule?: MeasureRule) =>
  table(name, [measure(accepts, rule), partition, level], result);

const percentileOver = (name: string) =>
  table(name, [measure('number', 'by-level'), percent, partition, level], 'decimal');

/** `f([sort], [partition], level)` */
const ranking = (name: string, result: Result) => table(name, [sort, partition, level], result);

/** `f(measure, [sort], [partition])` */
const running = (name: string, accepts: Accepted, result: Result, rule?: MeasureRule) =>
  table(name, [measure(accepts, rule), sort, partition], result);

/** `f(measure, [sort], startIndex, endIndex, [partition])` */
const moving = (name: string, accepts: Accepted, result: Result) =>
  table(
    name,
    [measure(accepts, 'aggregated'), sort, wholeConstant('startIndex', 0), wholeConstant('endIndex', 0), partition],
    result,
  );

const aggregated = measure('number', 'aggregated');
const periodOverPeriod = (name: string) =>
  table(
    `periodOverPeriod${name}`,
    [measure('any', 'aggregated'), date('date'), granularity, optional(wholeConstant('offset'))],
    'first',
  );
const overTime = (name: string, accepts: Accepted, result: Result) =>
  table(`periodToDate${name}OverTime`, [measure(accepts, 'aggregated'), date('dateTime'), granularity], result);

/** distinctCountOver knows no POST_AGG_FILTER, which would be its default: https://docs.aws.amazon.com/quicksight/latest/user/distinctCountOver-function.html */
const distinctLevel: Parameter = { kind: 'level', name: 'calculationLevel', words: ['PRE_FILTER', 'PRE_AGG'] };

/**
 * Table calculations and level-aware windows.
 * https://docs.aws.amazon.com/quicksight/latest/user/table-calculation-functions.html
 * https://docs.aws.amazon.com/quicksight/latest/user/level-aware-calculations.html#level-aware-calculations-window
 */
export const tableFunctions: readonly FormulaFunction[] = [
  lookup('difference', 'number', 'aggregated'),
  lookup('lag', 'any'),
  lookup('lead', 'any'),
  lookup('percentDifference', 'number', 'aggregated'),
  over('avgOver', 'number', 'decimal', 'by-level'),
  over('countOver', 'any', 'integer'),
  table(
    'distinctCountOver',
    [measure('any', 'unaggregated', 'measureOrDimension'), { ...partition, optional: false }, distinctLevel],
    'integer',
  ),
  over('maxOver', 'any', 'first', 'by-level'),
  over('minOver', 'any', 'first', 'by-level'),
  percentileOver('percentileOver'),
  percentileOver('percentileContOver'),
  percentileOver('percentileDiscOver'),
  table('percentOfTotal', [aggregated, partition], 'decimal'),
  periodOverPeriod('Difference'),
  periodOverPeriod('LastValue'),
  periodOverPeriod('PercentDifference'),
  overTime('Avg', 'number', 'decimal'),
  overTime('Count', 'any', 'integer'),
  overTime('Max', 'any', 'first'),
  overTime('Min', 'any', 'first'),
  overTime('Sum', 'number', 'first'),
  over('stdevOver', 'number', 'decimal', 'by-level'),
  over('stdevpOver', 'number', 'decimal', 'by-level'),
  over('sumOver', 'number', 'first', 'by-level'),
  over('varOver', 'number', 'decimal', 'by-level'),
  over('varpOver', 'number', 'decimal', 'by-level'),
  ranking('denseRank', 'integer'),
  ranking('percentileRank', 'decimal'),
  ranking('rank', 'integer'),
  running('runningAvg', 'number', 'decimal', 'aggregated'),
  running('runningCount', 'any', 'integer', 'aggregated'),
  running('runningMax', 'any', 'first', 'aggregated'),
  running('runningMin', 'any', 'first', 'aggregated'),
  running('runningSum', 'number', 'first', 'aggregated'),
  running('firstValue', 'any', 'first'),
  running('lastValue', 'any', 'first'),
  moving('windowAvg', 'number', 'decimal'),
  moving('windowCount', 'any', 'integer'),
  moving('windowMax', 'any', 'first'),
  moving('windowMin', 'any', 'first'),
  moving('windowSum', 'number', 'first'),
];
