import type { DuckDBConnection } from '@duckdb/node-api';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import { type Finding, quote } from '../../../lambda/schema/finding.ts';
import { type DuckdbProblem, duckdbProblem } from '../duckdb-error.ts';
import { readText } from '../engine.ts';
import { findings } from '../findings.ts';
import { rowText } from '../row-text.ts';
import type { SqlColumn, SqlTables } from '../spark-sql/translation.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { sqlName, sqlNames } from '../sql-text.ts';
import type { Table } from '../table.ts';
import { castColumn, checkColumns, contractSql } from './contract-cast.ts';

/** SQL of a table that has passed all that can be said without rows. */
export interface TableSql {
  /** Returns the contract's columns with its types. */
  readonly contract: string;
  /** The same before the casts. */
  readonly transform: string;
  readonly columns: readonly SqlColumn[];
}

/** Translates a table's SQL and holds its columns against the contract. */
export async function translateTable(
  table: Table,
  catalog: SqlTables,
  sql: SqlEngine,
): Promise<TableSql | { readonly findings: readonly Finding[] }> {
  const translation = await sql.translate(table.sql.text, { file: table.sql.place.file, tables: catalog });
  if (translation.findings !== undefined) return { findings: translation.findings };
  const { duckdb, columns } = translation;
  const found = checkColumns(table, columns);
  return found.length > 0
    ? { findings: found }
    : { transform: duckdb, contract: contractSql(table, duckdb, columns), columns };
}

/**
 * Computes a table's rows into a temporary table of its name, sorted by key, from what the connection holds under the names that it
 * reads; then judges what the contract says of nulls and keys.
 * @returns findings; without any, the rows are there
 * @throws DuckDB's error when the surroundings failed
 */
export async function evaluateTable(
  connection: DuckDBConnection,
  table: Table,
  sql: TableSql,
): Promise<readonly Finding[]> {
  const name = sqlName(table.name);
  try {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql.contract} ORDER BY ${sqlNames(table.key)}`);
  } catch (error) {
    const problem = duckdbProblem(error);
    if (problem === undefined) throw error;
    return explainFailure(connection, table, sql, problem);
  }
  return [...(await nullFindings(connection, table)), ...(await keyFindings(connection, table))];
}

/** The SQL itself failed, or the casts of some columns did: whose values, and which. */
async function explainFailure(
  connection: DuckDBConnection,
  table: Table,
  sql: TableSql,
  problem: DuckdbProblem,
): Promise<Finding[]> {
  const given = sql.columns.map((_, index) => `c${index}`).join(', ');
  try {
    await connection.run(`CREATE OR REPLACE TEMP TABLE _raw AS SELECT * FROM (${sql.transform}) AS t (${given})`);
  } catch (error) {
    return [findings.transformFailed(table.sql.place, duckdbProblem(error) ?? problem)];
  }
  const found: Finding[] = [];
  for (const [index, column] of table.columns.entries()) {
    const cast = castColumn(column, index, sql.columns[index]?.type ?? '');
    const bad = await readText(
      connection,
      `SELECT DISTINCT CAST(c${index} AS VARCHAR) FROM _raw WHERE c${index} IS NOT NULL AND TRY(${cast}) IS NULL ORDER BY 1 LIMIT 3`,
    );
    if (bad.length === 0) continue;
    const values = bad.map(([value]) => quote(value ?? 'null')).join(', ');
    found.push(findings.contractCast(table.sql.place, column.name, engineTypes(column.type).spark, values));
  }
  await connection.run('DROP TABLE _raw');
  return found.length > 0 ? found : [findings.transformFailed(table.sql.place, problem)];
}

async function nullFindings(connection: DuckDBConnection, table: Table): Promise<Finding[]> {
  const required = table.columns.filter((column) => !column.nullable).map((column) => column.name);
  if (required.length === 0) return [];
  const counts = required.map((name) => `CAST(count(*) FILTER (WHERE ${sqlName(name)} IS NULL) AS VARCHAR)`);
  const [row = []] = await readText(connection, `SELECT ${counts.join(', ')} FROM ${sqlName(table.name)}`);
  const found: Finding[] = [];
  for (const [index, name] of required.entries()) {
    const total = Number(row[index] ?? 0);
    if (total === 0) continue;
    const samples = await readText(
      connection,
      `SELECT ${rowText(table.key)} FROM ${sqlName(table.name)} WHERE ${sqlName(name)} IS NULL ORDER BY ${sqlNames(table.key)} LIMIT 3`,
    );
    found.push(findings.contractNull(table.sql.place, name, { texts: samples.map(([text]) => text ?? 'null'), total }));
  }
  return found;
}

async function keyFindings(connection: DuckDBConnection, table: Table): Promise<Finding[]> {
  const key = sqlNames(table.key);
  const again = `SELECT ${key}, count(*) AS _n FROM ${sqlName(table.name)} GROUP BY ${key} HAVING count(*) > 1`;
  const rows = await readText(
    connection,
    `SELECT ${rowText(table.key)} || ' (' || _n || ' rows)', CAST(count(*) OVER () AS VARCHAR) FROM (${again}) ORDER BY ${key} LIMIT 3`,
  );
  const [first] = rows;
  if (first === undefined) return [];
  const texts = rows.map(([text]) => text ?? 'null');
  return [findings.contractKey(table.sql.place, table.key, { texts, total: Number(first[1] ?? 1) })];
}
