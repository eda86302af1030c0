import type { DuckDBConnection } from '@duckdb/node-api';
import type { SqlFinding } from './spark-sql/findings.ts';
import type { TranslateOptions, Translation } from './spark-sql/translation.ts';

/** Spark SQL for DuckDB: what this room needs of spark-sql. */
export interface SqlEngine {
  /** The datasets and tables that a SELECT names, sorted; or why it can't be read. */
  readTables(
    sql: string,
    options: { readonly file: string },
  ): Promise<
    { readonly reads: readonly string[]; readonly findings?: undefined } | { readonly findings: readonly SqlFinding[] }
  >;
  translate(sql: string, options: TranslateOptions): Promise<Translation>;
  /** Defines what translated SQL calls, on the connection's database. */
  installMacros(connection: DuckDBConnection): Promise<void>;
}
