import type { DuckDBConnection } from '@duckdb/node-api';
import type { SqlTables } from '../../glue/duckdb/spark-sql/translation.ts';

/** Tables that SQL can be asked of. */
export interface SqlSource {
  /** Holds a view of each table's name. */
  readonly connection: DuckDBConnection;
  readonly tables: SqlTables;
  /** What a person should know of a table before they believe its rows, by name. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  close(): void;
}
