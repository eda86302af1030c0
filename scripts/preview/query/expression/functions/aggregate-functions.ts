import { NotDrawable } from '../../not-drawable.ts';
import { sqlTimestamp } from '../../sql-text.ts';
import { datePart, truncated } from '../date-part.ts';
import { stages } from '../value.ts';
import { type Aggregate, aggregated, aggregates, percentile } from './aggregate.ts';
import type { Call, FunctionSpec } from './function-spec.ts';
import { levelAware } from './level-aware.ts';
import { combined, literalNumber, literalText, requireType } from './row-function.ts';

function aggregateFunction(
  name: string,
  extra: readonly string[],
  aggregateOf: (call: Call) => Aggregate,
): FunctionSpec {
  return {
    name,
    signature: `${name}(${['value', ...extra, '[level, …]?'].join(', ')})`,
    kind: 'aggregate',
    least: 1 + extra.length,
    most: 2 + extra.length,
    compile(call) {
      const [first] = call.trees;
      if (first === undefined) throw new NotDrawable(`${name}: expected a value`);
      const list = call.trees[1 + extra.length];
      const operand = call.value(first);
      if (list !== undefined) return levelAware(aggregateOf(call), operand, list, call);
      return aggregated(aggregateOf(call), operand, name, call.scope);
    },
  };
}

function conditional(name: string, aggregate: Aggregate): FunctionSpec {
  return {
    name: `${name}If`,
    signature: `${name}If(value, condition)`,
    kind: 'aggregate',
    least: 2,
    most: 2,
    compile({ trees, value, scope }) {
      const [operand, condition] = trees.map(value);
      if (operand === undefined || condition === undefined) throw new NotDrawable(`${name}If: expected two arguments`);
      requireType(condition, 'boolean', `${name}If, argument 2`);
      return aggregated(aggregate, operand, `${name}If`, scope, condition);
    },
  };
}

function percentileFunction(name: string, continuous: boolean): FunctionSpec {
  return aggregateFunction(name, ['percent'], ({ trees, value }) => {
    const [, percent] = trees;
    const number = percent === undefined ? Number.NaN : literalNumber(value(percent), `${name}, argument 2`);
    if (!(number >= 0 && number <= 100)) throw new NotDrawable(`${name}: a percentile is between 0 and 100`);
    return percentile(continuous, number);
  });
}

/**
 * periodToDateSum and its kind: rows from the start of the period of `end` to `end`, which is now unless it is given.
 * https://docs.aws.amazon.com/quicksight/latest/user/periodToDateSum-function.html
 */
function periodToDate(name: string, aggregateName: string): FunctionSpec {
  return {
    name,
    signature: `${name}(value, date, period, end?)`,
    kind: 'aggregate',
    least: 3,
    most: 4,
    compile({ trees: [tree, date, period, end], value, scope }) {
      const aggregate = aggregates[aggregateName];
      if (tree === undefined || date === undefined || period === undefined || aggregate === undefined) {
        throw new NotDrawable(`${name}: expected a value, a date and a period`);
      }
      const day = value(date);
      const last =
        end === undefined ? { sql: sqlTimestamp(scope.now), type: 'date' as const, at: stages.constant } : value(end);
      for (const each of [day, last]) requireType(each, 'date', name);
      const text = period.kind === 'field' ? period.name : literalText(value(period), `${name}, argument 3`);
      const start = truncated(last.sql, datePart(text), scope.weekStart);
      const within = combined(`(${day.sql} >= ${start} AND ${day.sql} <= ${last.sql})`, 'boolean', [day, last], name);
      return aggregated(aggregate, value(tree), name, scope, within);
    },
  };
}

/** https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html */
export const aggregateFunctions: readonly FunctionSpec[] = [
  ...Object.entries(aggregates).map(([name, aggregate]) => aggregateFunction(name, [], () => aggregate)),
  ...Object.entries(aggregates).map(([name, aggregate]) => conditional(name, aggregate)),
  percentileFunction('percentile', false),
  percentileFunction('percentileDisc', false),
  percentileFunction('percentileCont', true),
  periodToDate('periodToDateSum', 'sum'),
  periodToDate('periodToDateAvg', 'avg'),
  periodToDate('periodToDateMin', 'min'),
  periodToDate('periodToDateMax', 'max'),
  periodToDate('periodToDateCount', 'count'),
];
