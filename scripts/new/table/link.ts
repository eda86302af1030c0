import type { Source } from './source.ts';

/** A way from a row of one source to at most one row of another. */
export interface Link {
  readonly from: Source;
  readonly to: Source;
  /** Columns that are equal: of `from`, of `to`. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Compared in small letters, because more rows are found so. */
  readonly folded: boolean;
  /** Why the pair was tried: names that say so, or values alone. */
  readonly by: 'names' | 'values';
  /** What says that the columns of `to` are unique. */
  readonly unique: 'declared' | 'data';
  /** Rows of `from` that have a value, and those that are found in `to`; both 0 where there are no rows. */
  readonly tried: number;
  readonly found: number;
  /** Those that are found as they are written. */
  readonly exact: number;
}

/** `sales_records.item = items.item`. */
export function linkText({ from, to, pairs }: Pick<Link, 'from' | 'to' | 'pairs'>): string {
  return pairs.map(([own, other]) => `${from.name}.${own} = ${to.name}.${other}`).join(' and ');
}

/** Share of rows that are found, 0 to 1; 1 where there are none to try. */
export function linkShare({ tried, found }: Pick<Link, 'tried' | 'found'>): number {
  return tried === 0 ? 1 : found / tried;
}
