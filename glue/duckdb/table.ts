import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { Place } from '../../lambda/schema/finding.ts';

/** One column of an output contract. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
  readonly unit: string | undefined;
}

/** A folder of glue/tables, read and checked: transform.sql, table.json and quality.dqdl. */
export interface Table {
  /** The folder's name, and the table's in SQL. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly columns: readonly TableColumn[];
  /** Column names that together are unique; rows are written in their order. */
  readonly key: readonly string[];
  /** Column names, outermost first (year, month, day); Hive-style folders. */
  readonly partitions: readonly string[];
  readonly sql: { readonly text: string; readonly place: Place };
  readonly quality: { readonly text: string; readonly place: Place };
  /** Datasets and tables that the SQL reads. */
  readonly reads: readonly string[];
}
