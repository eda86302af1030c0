import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlName, sqlText } from '../../glue/duckdb/sql-text.ts';
import { engineTypes, parseColumnType } from '../../lambda/schema/column-type.ts';

/** A table as far as one role may see it. */
export interface SeenTable {
  readonly database: string;
  readonly name: string;
  /** Absolute paths of the Parquet files of the snapshot that readers get. */
  readonly files: readonly string[];
  /** As the catalog lists them: all of them, with Glue's types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Names of those that the role may see. */
  readonly visible: readonly string[];
  /** The row filter of Lake Formation; null: every row. */
  readonly filter: string | null;
}

export interface Query {
  readonly sql: string;
  readonly database: string | undefined;
  readonly tables: readonly SeenTable[];
}

/** Rows as GetQueryResults gives them: text, null where SQL has NULL. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** @throws SyntaxError for what is no query: the plugin alone writes these lines */
export function parseQuery(line: string): Query {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null || !('sql' in value && 'tables' in value))
    throw new SyntaxError(`a query: expected sql and tables, got ${line.slice(0, 80)}`);
  return value as Query;
}

/**
 * Puts the tables before the query as far as the role sees them, shuts DuckDB off from files, and runs it. A column or table that the role
 * may not see is one that does not exist, as it is to a reader of Athena.
 * @throws DuckDB's error: for the query's own, and for a row filter that is no expression
 */
export async function answerQuery(connection: DuckDBConnection, { sql, database, tables }: Query): Promise<Answer> {
  for (const table of tables) await show(connection, table);
  if (database !== undefined) {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${sqlName(database)}`);
    await connection.run(`SET search_path = ${sqlText(database)}`);
  }
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const described = await connection.runAndReadAll(sql.trim().replace(/;$/, ''));
  const columns = described.columnNames().map((name, index) => ({
    name,
    type: String(described.columnTypes()[index]).toLowerCase(),
  }));
  const rows = described.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))));
  return { columns, rows };
}

/** A type of Glue's as DuckDB names it. */
const duckDbType = (glue: string): string => {
  const type = parseColumnType(glue);
  return type === undefined ? 'VARCHAR' : engineTypes(type).duckdb;
};

/** A column that was added after a file was written is null in it. */
async function show(connection: DuckDBConnection, table: SeenTable): Promise<void> {
  const { database, name, files, columns, visible, filter } = table;
  const [schema, target] = [sqlName(database), `${sqlName(database)}.${sqlName(name)}`];
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  const list = files.map(sqlText).join(', ');
  const read = `read_parquet([${list}], union_by_name = true, hive_partitioning = false)`;
  const described = files.length === 0 ? [] : (await connection.runAndReadAll(`DESCRIBE FROM ${read}`)).getRowsJson();
  const written = new Set(described.map(([column]) => String(column)));
  const typed = columns.map(({ name: column, type }) => {
    const value = written.has(column) ? sqlName(column) : 'NULL';
    return `CAST(${value} AS ${duckDbType(type)}) AS ${sqlName(column)}`;
  });
  const all = `SELECT ${typed.join(', ')}${files.length === 0 ? ' WHERE false' : ` FROM ${read}`}`;
  const rows = filter === null ? '' : ` WHERE ${filter}`;
  await connection.run(`CREATE TABLE ${target} AS SELECT ${visible.map(sqlName).join(', ')} FROM (${all})${rows}`);
}
