import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { type Finding, quote } from '../../../lambda/schema/finding.ts';
import { evaluateTable, type TableSql } from '../build/evaluate-table.ts';
import { didYouMean } from '../did-you-mean.ts';
import { findings } from '../findings.ts';
import { settleDuplicates } from '../sources/settle-duplicates.ts';
import { sqlName, sqlText } from '../sql-text.ts';
import type { Table } from '../table.ts';
import { type CaseColumn, loadCaseRows } from './case-rows.ts';
import { compareRows, repeatedKeys } from './compare-rows.ts';

const expectedFile = 'expected.csv';
const expectedRows = '_expected';

/** What a case may name. */
export interface CaseContext {
  readonly schemas: readonly DatasetSchema[];
  readonly tables: readonly Table[];
}

/** A folder `cases/<case>/`. */
export interface CaseFolder {
  /** Absolute. */
  readonly path: string;
  /** The path that findings name. */
  readonly shown: string;
}

/**
 * Runs a table's SQL on a case's rows and compares: `<dataset or table>.csv` are the inputs (columns that a file has not are null, a
 * source that has no file is empty), `expected.csv` the rows. The whole contract is judged, quality rules are not.
 * @param connection one whose schemas are free for this; macros are installed
 */
export async function runCase(
  connection: DuckDBConnection,
  table: Table,
  sql: TableSql,
  folder: CaseFolder,
  context: CaseContext,
): Promise<readonly Finding[]> {
  const names = (await readdir(folder.path)).sort();
  const wrong = checkFiles(names, table, folder);
  if (wrong.length > 0) return wrong;
  await connection.run('CREATE OR REPLACE SCHEMA _case');
  await connection.run("SET search_path = '_case,main'");
  try {
    const found = await loadInputs(connection, table, names, folder, context);
    if (found.length > 0) return found;
    const evaluated = await evaluateTable(connection, table, sql);
    return evaluated.length > 0
      ? evaluated.map((one) => atCase(one, folder))
      : await compare(connection, table, folder);
  } finally {
    await connection.run("SET search_path = 'main'");
    await connection.run(`DROP TABLE IF EXISTS temp.${sqlName(table.name)}`);
    await connection.run('DROP SCHEMA _case CASCADE');
  }
}

function checkFiles(names: readonly string[], table: Table, { shown }: CaseFolder): Finding[] {
  const known = [expectedFile, ...table.reads.map((name) => `${name}.csv`)];
  const missing = names.includes(expectedFile)
    ? []
    : [
        findings.caseFile(
          { file: `${shown}/${expectedFile}` },
          'the rows that the case expects',
          'no file',
          'write expected.csv',
        ),
      ];
  const unknown = names
    .filter((name) => !known.includes(name))
    .map((name) =>
      findings.caseFile(
        { file: `${shown}/${name}` },
        `expected.csv or a file named after what the table reads: ${table.reads.join(', ')}`,
        quote(name),
        didYouMean(name, known, 'remove or rename it'),
      ),
    );
  return [...missing, ...unknown];
}

async function loadInputs(
  connection: DuckDBConnection,
  table: Table,
  names: readonly string[],
  { path, shown }: CaseFolder,
  { schemas, tables }: CaseContext,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const name of table.reads) {
    const file = `${name}.csv`;
    const schema = schemas.find((one) => one.name === name);
    const upstream = tables.find((one) => one.name === name);
    const columns = schema === undefined ? contractColumns(upstream) : datasetColumns(schema, file);
    if (!names.includes(file)) {
      await connection.run(
        `CREATE TABLE ${sqlName(name)} (${columns.map((one) => `${sqlName(one.name)} ${one.type}`).join(', ')})`,
      );
      continue;
    }
    found.push(
      ...(await loadCaseRows(connection, name, columns, { path: join(path, file), shown: `${shown}/${file}` }, false)),
    );
    if (schema !== undefined && found.length === 0) await settle(connection, schema);
  }
  return found;
}

function datasetColumns(schema: DatasetSchema, file: string): CaseColumn[] {
  const own = schema.columns
    .filter((column) => column.sensitive !== 'drop')
    .map((column) => ({ name: column.name, type: engineTypes(column.type).duckdb, otherwise: 'NULL' }));
  return [
    ...own.map((column) => ({ ...column, otherwise: `CAST(NULL AS ${column.type})` })),
    { name: '_file', type: 'VARCHAR', otherwise: sqlText(`${schema.name}/${file}`) },
    { name: '_row', type: 'BIGINT', otherwise: '_n' },
  ];
}

function contractColumns(table: Table | undefined): CaseColumn[] {
  return (table?.columns ?? []).map(({ name, type }) => {
    const duckdb = engineTypes(type).duckdb;
    return { name, type: duckdb, otherwise: `CAST(NULL AS ${duckdb})` };
  });
}

/** A case may give `_file`, and so say that rows come from several files. */
async function settle(connection: DuckDBConnection, schema: DatasetSchema): Promise<void> {
  const name = sqlName(schema.name);
  const sql = settleDuplicates(schema, `SELECT * FROM ${name}`);
  if (sql !== `SELECT * FROM ${name}`)
    await connection.run(`CREATE OR REPLACE TABLE ${name} AS ${sql} ORDER BY _file, _row`);
}

async function compare(
  connection: DuckDBConnection,
  table: Table,
  { path, shown }: CaseFolder,
): Promise<readonly Finding[]> {
  const file = { path: join(path, expectedFile), shown: `${shown}/${expectedFile}` };
  const found = await loadCaseRows(connection, expectedRows, contractColumns(table), file, true);
  if (found.length > 0) return found;
  const place = { file: file.shown };
  const twice = await repeatedKeys(connection, table, expectedRows);
  if (twice.length > 0) {
    return [
      findings.caseInput(
        place,
        table.key.join(', '),
        'one row a key',
        twice.join('; '),
        'remove the row, or add to the key',
      ),
    ];
  }
  return compareRows(connection, table, table.name, expectedRows, place);
}

/** What the contract finds wrong with a case's rows says which case it was. */
function atCase(finding: Finding, { shown }: CaseFolder): Finding {
  return { ...finding, subject: [finding.subject, `in ${shown}`].filter((one) => one !== undefined).join(' ') };
}
