import type { DuckDBConnection } from '@duckdb/node-api';
import { evaluateTable, type TableSql } from '../../../glue/duckdb/build/evaluate-table.ts';
import { readText } from '../../../glue/duckdb/engine.ts';
import type { SqlColumn } from '../../../glue/duckdb/spark-sql/translation.ts';
import { sqlName, sqlNames, sqlText } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { tableColumns } from '../../../glue/duckdb/tables/catalog.ts';
import { csvField, shownValue } from '../../sql/show-value.ts';
import type { ChosenRows } from './choose-case.ts';
import type { Source } from './source.ts';

/** A file of a case. */
export interface CaseFile {
  readonly name: string;
  readonly text: string;
}

/** Files of a case with chosen rows, or undefined where these rows alone don't make a sound result. */
export interface ComputedCase {
  readonly files: readonly CaseFile[];
  /** Rows that came out. */
  readonly rows: number;
}

/** What a case is computed with: the drafted table, translated, and what it reads. */
export interface CaseTools {
  readonly connection: DuckDBConnection;
  readonly table: Table;
  readonly sql: TableSql;
  readonly sources: readonly Source[];
}

/** Runs the drafted table on some of its rows, in a schema of their own; sensitive texts have stand-ins. */
export async function computeCase(tools: CaseTools, chosen: ChosenRows): Promise<ComputedCase | undefined> {
  const { connection, table, sql, sources } = tools;
  const standIns = await findStandIns(connection, sources, chosen);
  await connection.run('CREATE OR REPLACE SCHEMA _drafted');
  await connection.run("SET search_path = '_drafted,main'");
  try {
    const files: CaseFile[] = [];
    for (const source of sources) {
      const columns = inputColumns(source, table.sql.text);
      await connection.run(inputSql(source, columns, chosen.get(source.name) ?? [], standIns));
      const rows = `SELECT ${sqlNames(columns.map(({ name }) => name))} FROM _drafted.${sqlName(source.name)}`;
      files.push({ name: `${source.name}.csv`, text: await csvOf(connection, rows, columns) });
    }
    const found = await evaluateTable(connection, table, sql);
    if (found.length > 0) return undefined;
    const columns = tableColumns(table);
    const rows = `SELECT * FROM temp.${sqlName(table.name)} ORDER BY ${sqlNames(table.key)}`;
    const [[count] = []] = await readText(
      connection,
      `SELECT CAST(count(*) AS VARCHAR) FROM temp.${sqlName(table.name)}`,
    );
    return {
      files: [...files, { name: 'expected.csv', text: await csvOf(connection, rows, columns) }],
      rows: Number(count),
    };
  } finally {
    await connection.run("SET search_path = 'main'");
    await connection.run(`DROP TABLE IF EXISTS temp.${sqlName(table.name)}`);
    await connection.run('DROP SCHEMA _drafted CASCADE');
  }
}

/** The columns that the SQL has a word for, those of the key, and where a row came from if the SQL asks. */
function inputColumns({ columns, key, kind }: Source, sql: string): SqlColumn[] {
  const bare = sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').toLowerCase();
  const words = new Set(bare.match(/[a-z_][a-z0-9_]*/g));
  const isAll = /(select|,|\.)\s*\*/.test(bare);
  const own = tableColumns({ columns: columns.map((column) => ({ ...column, nullable: true, description: '' })) });
  const place = [
    { name: '_file', type: 'string' },
    { name: '_row', type: 'bigint' },
  ];
  const used = own.filter(({ name }) => isAll || words.has(name) || key.includes(name));
  const values = used.length === 0 ? own.slice(0, 1) : used;
  // A null alone on its line would be no row.
  const isLone = values.length === 1;
  return [
    ...values,
    ...(kind === 'dataset' ? place.filter(({ name }) => words.has(name) || (isLone && name === '_row')) : []),
  ];
}

function inputSql(
  source: Source,
  columns: readonly SqlColumn[],
  ids: readonly string[],
  standIns: ReadonlyMap<string, string>,
): string {
  const name = sqlName(source.name);
  const replaced = source.columns.map((column) => {
    const value = sqlName(column.name);
    const isGiven = columns.some((one) => one.name === column.name);
    if (!isGiven) return `if(true, NULL, ${value}) AS ${value}`;
    if (column.hidden !== 'tokenise' || column.type.kind !== 'string' || standIns.size === 0) return value;
    const cases = [...standIns].map(([from, to]) => `WHEN ${sqlText(from)} THEN ${sqlText(to)}`);
    return `CASE ${value} ${cases.join(' ')} END AS ${value}`;
  });
  const place = source.kind === 'dataset' ? ['_file', '_row'] : [];
  return `CREATE TABLE _drafted.${name} AS SELECT ${[...replaced, ...place].join(', ')} FROM main.${name} WHERE ${ids.length === 0 ? 'false' : `rowid IN (${ids.join(', ')})`} ORDER BY rowid`;
}

/** Equal texts keep equal in all sources, so that they still join. */
async function findStandIns(
  connection: DuckDBConnection,
  sources: readonly Source[],
  chosen: ChosenRows,
): Promise<ReadonlyMap<string, string>> {
  const standIns = new Map<string, string>();
  for (const { name, columns } of sources) {
    const ids = chosen.get(name) ?? [];
    const hidden = columns.filter((column) => column.hidden === 'tokenise' && column.type.kind === 'string');
    for (const column of ids.length === 0 ? [] : hidden) {
      const value = sqlName(column.name);
      const texts = await readText(
        connection,
        `SELECT DISTINCT ${value} FROM main.${sqlName(name)} WHERE rowid IN (${ids.join(', ')}) AND ${value} IS NOT NULL ORDER BY 1`,
      );
      for (const [text] of texts)
        if (typeof text === 'string' && !standIns.has(text)) standIns.set(text, `token-${standIns.size + 1}`);
    }
  }
  return standIns;
}

async function csvOf(connection: DuckDBConnection, sql: string, columns: readonly SqlColumn[]): Promise<string> {
  const reader = await connection.runAndReadAll(sql);
  const lines = reader
    .getRowsJson()
    .map((row) => columns.map(({ type }, index) => csvField(shownValue(row[index], type, 'iso'))).join(','));
  return `${[columns.map(({ name }) => name).join(','), ...lines].join('\n')}\n`;
}
