import { NotDrawable } from '../../not-drawable.ts';
import type { Scope } from '../scope.ts';
import { isAggregate, stages, type Value, type ValueType } from '../value.ts';
import type { Accepted } from './function-spec.ts';
import { requireType } from './row-function.ts';

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
  if (condition !== undefined && operand.level !== undefined && condition.at > stages.constant) {
    throw new NotDrawable(`${where}: a condition on rows over a level-aware aggregate`);
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
export function onePerGroup(operand: Value, keys: readonly string[], scope: Scope): string {
  if (operand.level === undefined) return operand.sql;
  const partition = [...new Set([...keys, ...operand.level])];
  const over = partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')}`;
  const number = scope.rowColumn(`row_number() OVER (${over})`, Math.max(stages.ranked, operand.at));
  return `CASE WHEN ${number.sql} = 1 THEN ${operand.sql} END`;
}
