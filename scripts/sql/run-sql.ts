import type { SqlFinding } from '../../glue/duckdb/spark-sql/findings.ts';
import { installMacros } from '../../glue/duckdb/spark-sql/install-macros.ts';
import { translate } from '../../glue/duckdb/spark-sql/translate.ts';
import type { SqlColumn } from '../../glue/duckdb/spark-sql/translation.ts';
import type { AskedSql } from './read-sql.ts';
import type { SqlSource } from './sql-source.ts';

/** Translated SQL, ready to give rows. */
export interface SqlRows {
  readonly columns: readonly SqlColumn[];
  readonly reads: readonly string[];
  readonly findings?: undefined;
  /** Chunks of rows, values as DuckDB's JSON has them. @throws DuckDB's error */
  readonly chunks: () => AsyncIterable<readonly (readonly unknown[])[]>;
}

/** Translates SQL for a source's tables. */
export async function runSql(
  asked: AskedSql,
  source: SqlSource,
): Promise<SqlRows | { readonly findings: readonly SqlFinding[] }> {
  const translation = translate(asked.text, { file: asked.file, tables: source.tables, exploring: true });
  if (translation.findings !== undefined) return translation;
  await installMacros(source.connection);
  const { duckdb, columns, reads } = translation;
  return {
    columns,
    reads,
    chunks: async function* () {
      const result = await source.connection.stream(duckdb);
      yield* result.yieldRowsJson();
    },
  };
}
