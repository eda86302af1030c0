import type { Dimension } from '../expression/scope.ts';
import type { Value } from '../expression/value.ts';
import type { QueryScope } from './query-scope.ts';

/** A measure, compiled in whatever grouping asks for it: the visual's, a ranking's, or a total's. */
export type Measure = (scope: QueryScope) => Value;

/** One sort key: a measure, or the dimension itself. */
export interface SortKey {
  readonly measure: Measure | undefined;
  /** Sorts by a dimension of the query when there is no measure. */
  readonly dimension: Dimension | undefined;
  readonly descending: boolean;
}

/** Order and number of a dimension's members. */
export interface MemberOrder {
  readonly dimension: Dimension;
  readonly keys: readonly SortKey[];
  /** At most so many members; undefined: all. */
  readonly limit: number | undefined;
  /** What is beyond the limit becomes one member "Other"; otherwise it is left out. */
  readonly other: boolean;
}

/** A top/bottom filter: rows whose member is among the first. */
export interface TopFilter {
  readonly member: Value;
  readonly keys: readonly { readonly measure: Measure; readonly descending: boolean }[];
  readonly limit: number;
}

/** One query of a visual. Every part is compiled in `scope` or in a grouping of it. */
export interface VisualQuery {
  readonly scope: QueryScope;
  /** Conditions on rows, and on groups (their `at` tells which). */
  readonly filters: readonly Value[];
  readonly tops: readonly TopFilter[];
  /** false: rows as they are, no grouping. */
  readonly grouped: boolean;
  /** Dimensions whose members have an order of their own or a limit. */
  readonly members: readonly MemberOrder[];
  /** What comes out, in order. */
  readonly outputs: readonly Value[];
  readonly order: readonly { readonly sql: string; readonly descending: boolean }[];
  readonly limit: number;
  /** A total per output, undefined: none; an empty list: no totals. */
  readonly totals: readonly (Measure | undefined)[];
}

/** What a dimension past its limit is called. */
export const otherMember = 'Other';

/**
 * Sorts a query by its dimensions' members, the most significant first. Only members that a measure orders or a limit cuts are numbered,
 * which reads the rows once more.
 */
export function orderByMembers(orders: readonly MemberOrder[]): Pick<VisualQuery, 'members' | 'order'> {
  const members = orders.filter(
    (each) => each.limit !== undefined || each.keys.some((key) => key.measure !== undefined),
  );
  const order = orders.flatMap((each) => {
    const number = members.indexOf(each);
    if (number !== -1) return [{ sql: `_k${number}`, descending: false }];
    return [{ sql: each.dimension.column, descending: each.keys[0]?.descending ?? false }];
  });
  return { members, order };
}
