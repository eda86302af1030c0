/**
 * What one value of a formula stands for. `row`: a record; level-aware windows with PRE_FILTER or PRE_AGG are rows too.
 * `level-aware`: `sum(x, [y])`, one value a group of its own. `aggregate`: a group of the visual. `table`: a cell of the visual.
 * `unknown`: a mistake was found in it already.
 * https://docs.aws.amazon.com/quicksight/latest/user/order-of-evaluation-quicksight.html
 */
export type FormulaLevel = 'constant' | 'row' | 'level-aware' | 'aggregate' | 'table' | 'unknown';

const order = { constant: 0, row: 1, 'level-aware': 2, aggregate: 3, table: 4, unknown: 5 } as const satisfies Record<
  FormulaLevel,
  number
>;

const nouns = {
  constant: 'a constant',
  row: 'a value of each row',
  'level-aware': 'a level-aware aggregate',
  aggregate: 'an aggregate',
  table: 'a table calculation',
  unknown: 'a value',
} as const satisfies Record<FormulaLevel, string>;

/** A level as messages name it: `an aggregate`. */
export function levelNoun(level: FormulaLevel): string {
  return nouns[level];
}

/** Only after grouping is there such a value. */
export function isAggregated(level: FormulaLevel): boolean {
  return level === 'aggregate' || level === 'table';
}

/** The level of an expression over values of these levels: the latest of them. */
export function latestLevel(levels: readonly FormulaLevel[]): FormulaLevel {
  return levels.reduce<FormulaLevel>((one, other) => (order[other] > order[one] ? other : one), 'constant');
}

/**
 * Rows beside aggregates in one expression, which QuickSight calls mismatched aggregation: `sum(sales) + quantity`.
 * Level-aware aggregates are let pass beside both.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 */
export function mixesLevels(levels: readonly FormulaLevel[]): boolean {
  return levels.includes('row') && levels.some(isAggregated) && !levels.includes('unknown');
}
