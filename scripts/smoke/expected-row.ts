import type { Table } from '../../glue/duckdb/table.ts';

/** A row that the file brings into a final table, as a laptop computes it. */
export interface ExpectedRow {
  readonly table: Table;
  /** By column: as DuckDB writes it; null for null. */
  readonly values: ReadonlyMap<string, string | null>;
}
