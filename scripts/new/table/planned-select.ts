import type { Link } from './link.ts';
import type { Source, SourceColumn } from './source.ts';

/** A column of the SELECT that is drafted. */
export interface PlannedColumn {
  readonly name: string;
  /** Spark SQL, with a table's name before columns where several are read. */
  readonly sql: string;
  readonly description: string;
  readonly unit: string | undefined;
  /** No row can be without a value, whatever tomorrow's rows are. */
  readonly required: boolean;
  /** The column that is passed on as it is, if it is one. */
  readonly from: { readonly source: Source; readonly column: SourceColumn } | undefined;
  /** Made of a date or a time for readers' convenience: what is true of that one needs no saying again. */
  readonly derived: boolean;
}

/** A SELECT that is drafted, and why it is so. */
export interface PlannedSelect {
  readonly columns: readonly PlannedColumn[];
  /** A row of the result is a row of this one. */
  readonly root: Source;
  readonly links: readonly Link[];
  /** Names of result columns. */
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  /** Columns that are left out, with the reason. */
  readonly leftOut: readonly string[];
  /** What a person has to look at. */
  readonly toLookAt: readonly string[];
}
