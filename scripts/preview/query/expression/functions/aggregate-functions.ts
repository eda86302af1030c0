import { NotDrawable } from '../../not-drawable.ts';
import type { Expression } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { isAggregate, latest, stages, type Value, type ValueType } from '../value.ts';
import type { Accepted, Call, FunctionSpec } from './function-spec.ts';
import { literalNumber, requireType } from './row-function.ts';

/** An aggregate of DuckDB: how it is written for an operand, and what it gives. */
export interface Aggregate {
  readonly accepts: Accepted;
  /** `same`: the operand's type. */
  readonly type: ValueType | 'same';
  readonly sql: (operand: string) => string;
}

/** Aggregates by QuickSight's name. https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  sum: { accepts: 'number', type: 'number', sql: (x) => `sum(${x})` },
  avg: { accepts: 'number', type: 'number', sql: (x) => `avg(${x})` },
  count: { accepts: 'any', type: 'number', sql: (x) => `count(${x})` },
  distinct_count: { accepts: 'any', type: 'number', sql: (x) => `count(DISTINCT ${x})` },
  min: { accepts: 'any', type: 'same', sql: (x) => `min(${x})` },
  max: { accepts: 'any', type: 'same', sql: (x) => `max(${x})` },
  median: { accepts: 'number', type: 'number', sql: (x) => `median(${x})` },
  stdev: { accepts: 'number', type: 'number', sql: (x) => `stddev_samp(${x})` },
  stdevp: { accepts: 'number', type: 'number', sql: (x) => `stddev_pop(${x})` },
  var: { accepts: 'number', type: 'number', sql: (x) => `var_samp(${x})` },
  varp: { accepts: 'number', type: 'number', sql: (x) => `var_pop(${x})` },
};

/** One percentile, 0 to 100: the value of a row (disc), or between two (cont). */
export function percentile(continuous: boolean, percent: number): Aggregate {
  const name = continuous ? 'quantile_cont' : 'quantile_disc';
  return { accepts: 'number', type: 'number', sql: (x) => `${name}(${x}, ${percent / 100})` };
}

/**
 * An aggregate over the rows of each of the visual's groups.
 * @param condition rows that count, undefined: all
 * @throws NotDrawable when the operand is an aggregate itself
 */
export function aggregated(
  aggregate: Aggregate,
  operand: Value,
  where: string,
  scope: Scope,
  condition?: Value,
): Value {
  requireType(operand, aggregate.accepts, where);
  if (isAggregate(operand) || (condition !== undefined && isAggregate(condition))) {
    throw new NotDrawable(`${where}: an aggregate of an aggregate needs a level, as in ${where}(sum({x}, [{y}]))`);
  }
  const rows = scope.dimensions.map((dimension) => dimension.row.sql);
  const filter = condition === undefined ? '' : ` FILTER (WHERE ${condition.sql})`;
  const sql = aggregate.sql(onePerGroup(operand, rows, scope)) + filter;
  const type = aggregate.type === 'same' ? operand.type : aggregate.type;
  return { sql: scope.aggregateColumn(sql), type, at: stages.grouped };
}

/**
 * A level-aware aggregate repeats on each row of its group: an aggregate over it counts one row of each group, within `keys`.
 * https://docs.aws.amazon.com/quicksight/latest/user/level-aware-calculations-aggregate.html
 */
function onePerGroup(operand: Value, keys: readonly string[], scope: Scope): string {
  if (operand.level === undefined) return operand.sql;
  const partition = [...new Set([...keys, ...operand.level])];
  const over = partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')}`;
  const number = scope.rowColumn(`row_number() OVER (${over})`, Math.max(stages.ranked, operand.at));
  return `CASE WHEN ${number.sql} = 1 THEN ${operand.sql} END`;
}

/** `sum(x, [a, b])`: computed at the level of its keys, whatever the visual's dimensions are. */
function levelAware(aggregate: Aggregate, operand: Value, list: Expression, { name, scope, value }: Call): Value {
  requireType(operand, aggregate.accepts, name);
  if (isAggregate(operand)) throw new NotDrawable(`${name}: a level-aware aggregate takes values of rows`);
  const keys = levelKeys(list, name, scope, value);
  const sql = aggregate.sql(
    onePerGroup(
      operand,
      keys.map((key) => key.sql),
      scope,
    ),
  );
  const over = keys.length === 0 ? '' : `PARTITION BY ${keys.map((key) => key.sql).join(', ')}`;
  const column = scope.rowColumn(`${sql} OVER (${over})`, Math.max(stages.ranked, latest([operand, ...keys])));
  const type = aggregate.type === 'same' ? operand.type : aggregate.type;
  return { ...column, type, level: keys.map((key) => key.sql) };
}

function levelKeys(
  list: Expression,
  where: string,
  scope: Scope,
  value: (tree: Expression) => Value,
): readonly Value[] {
  if (list.kind !== 'list') throw new NotDrawable(`${where}: expected a list of fields in [ ]`);
  let keys: Value[] = [];
  for (const { expression, excluded } of list.items) {
    if (expression.kind === 'parameter' && expression.name === 'visualDimensions') {
      keys.push(...scope.dimensions.map((dimension) => dimension.row));
      continue;
    }
    const key = value(expression);
    if (isAggregate(key)) throw new NotDrawable(`${where}: a level is made of fields of rows`);
    const named = scope.dimensions.filter(
      ({ name, row }) => row.sql === key.sql || (expression.kind === 'field' && name === expression.name),
    );
    if (excluded)
      keys = keys.filter((each) => each.sql !== key.sql && !named.some((dimension) => dimension.row.sql === each.sql));
    else keys.push(key);
  }
  return keys.filter((key, index) => keys.findIndex((other) => other.sql === key.sql) === index);
}

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
 * Sum of what lies between the start of the period of `end` and `end` (now, unless it is given).
 * https://docs.aws.amazon.com/quicksight/latest/user/periodToDateSum-function.html
 */
export const aggregateFunctions: readonly FunctionSpec[] = [
  ...Object.entries(aggregates).map(([name, aggregate]) => aggregateFunction(name, [], () => aggregate)),
  ...Object.entries(aggregates).map(([name, aggregate]) => conditional(name, aggregate)),
  percentileFunction('percentile', false),
  percentileFunction('percentileDisc', false),
  percentileFunction('percentileCont', true),
];
