import type { ColumnType } from '../../../lambda/schema/column-type.ts';

/** What stands behind a definition's DataSetIdentifier: one final table, and what the data set adds to it. */
export interface DataSetRelation {
  /** The final table's name, for the catalogue and for stale marks. */
  readonly table: string;
  /** What stands after FROM: a quoted view name, or a subquery in parentheses. */
  readonly sql: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: ColumnType;
    /** QuickSight's role of the column: LATITUDE, COUNTRY, … */
    readonly role?: string | undefined;
  }[];
  /** Row-level fields that the data set computes; expressions in QuickSight's language. */
  readonly calculatedColumns?: readonly { readonly name: string; readonly expression: string }[];
  /** The table is older than what it is made of. */
  readonly stale?: boolean;
}
