import type { DuckDBConnection } from '@duckdb/node-api';
import { contractSql } from '../../../glue/duckdb/build/contract-cast.ts';
import { evaluateTable } from '../../../glue/duckdb/build/evaluate-table.ts';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import type { SqlColumn, SqlTables } from '../../../glue/duckdb/spark-sql/translation.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { profileColumns, type RowsProfile } from './profile-columns.ts';
import { type ResultColumn, resultColumns } from './result-columns.ts';

/** A SELECT, translated, and what it returns. */
export interface TranslatedResult {
  /** Where its findings are. */
  readonly file: string;
  readonly duckdb: string;
  /** Its columns with Spark's types. */
  readonly given: readonly SqlColumn[];
  /** The same with the types of a final table. */
  readonly columns: readonly ResultColumn[];
}

/** Translates a SELECT whose columns a final table can have. */
export async function translateResult(
  catalog: SqlTables,
  { text, file }: { readonly text: string; readonly file: string },
): Promise<TranslatedResult | { readonly findings: readonly Finding[] }> {
  const translation = await sparkSql.translate(text, { file, tables: catalog });
  if (translation.findings !== undefined) return { findings: translation.findings };
  const { duckdb, columns: given } = translation;
  const typed = resultColumns(given, { file });
  return 'findings' in typed ? typed : { file, duckdb, given, columns: typed.columns };
}

/**
 * Computes a SELECT into a temporary table of the drafted table's name, and looks at its rows.
 * @param key the columns that rows are sorted by, where the key is known
 * @returns findings where its rows can't be computed
 */
export async function computeResult(
  connection: DuckDBConnection,
  name: string,
  { file, duckdb, given, columns }: TranslatedResult,
  key: readonly string[] | undefined,
): Promise<RowsProfile | { readonly findings: readonly Finding[] }> {
  const place = { file };
  const names = columns.map((column) => column.name);
  const table: Table = {
    ...{ name, title: name, description: name, owner: '', reads: [], partitions: [] },
    columns: columns.map((column) => ({ ...column, nullable: true, description: column.name, unit: undefined })),
    key: key ?? names.slice(0, 1),
    ...{ sql: { text: '', place }, quality: { text: '', place } },
  };
  const sql = { transform: duckdb, contract: contractSql(table, duckdb, given), columns: given };
  const found = await evaluateTable(connection, table, sql);
  // Where no key is known yet nothing is asked of the rows but that they can be computed.
  const wrong = found.filter(({ code }) => code !== 'contract-key');
  return wrong.length > 0 ? { findings: wrong } : await profileColumns(connection, `temp.${sqlName(name)}`, names);
}
