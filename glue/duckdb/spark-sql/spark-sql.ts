import type { DuckDBConnection } from '@duckdb/node-api';
import { installMacros } from './install-macros.ts';
import { readTables, translate } from './translate.ts';
import type { Reads, TranslateOptions, Translation } from './translation.ts';

/** Spark SQL as the rest of glue/duckdb uses it. */
export const sparkSql = {
  readTables: async (sql: string, options: { readonly file: string }): Promise<Reads> => readTables(sql, options),
  translate: async (sql: string, options: TranslateOptions): Promise<Translation> => translate(sql, options),
  installMacros: async (connection: DuckDBConnection): Promise<void> => await installMacros(connection),
};
