/** Types that matter to drawing: QuickSight's STRING, INTEGER and DECIMAL, DATETIME, and booleans. `null` is the literal. */
export type ValueType = 'string' | 'number' | 'date' | 'boolean' | 'null';

/**
 * How far a query has come when a column exists. QuickSight's order of evaluation, each number a step of the query:
 * https://docs.aws.amazon.com/quicksight/latest/user/order-of-evaluation-quicksight.html
 */
export const stages = {
  constant: -1,
  /** Columns of the data set and calculations on one row. */
  row: 0,
  /** Filters on rows have been applied; PRE_FILTER calculations come before, PRE_AGG after. */
  filtered: 100,
  /** Filters on PRE_AGG results and top/bottom filters have been applied; level-aware aggregates come after. */
  ranked: 200,
  /** GROUP BY of the visual's dimensions. */
  grouped: 300,
} as const;

/** A compiled expression. */
export interface Value {
  readonly sql: string;
  readonly type: ValueType;
  /** The first step whose result has every column that `sql` names. */
  readonly at: number;
  /** The value itself, of a literal or a single-valued parameter. */
  readonly literal?: string | number | undefined;
  /** Of a multi-valued parameter or a `[…]` of literals: what `in` compares with. */
  readonly list?: readonly Value[] | undefined;
  /**
   * Of a level-aware aggregate: the fields that it is grouped by, as SQL. It repeats on every row of a group, so an aggregate over
   * it takes one row of each group.
   */
  readonly level?: readonly string[] | undefined;
}

/** The value exists once a visual's rows have been grouped. */
export function isAggregate(value: Value): boolean {
  return value.at >= stages.grouped;
}

/** The latest step that any of the values needs. */
export function latest(values: readonly Value[]): number {
  return Math.max(stages.constant, ...values.map((value) => value.at));
}
