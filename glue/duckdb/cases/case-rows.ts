import { readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quote } from '../../../lambda/schema/finding.ts';
import { didYouMean } from '../did-you-mean.ts';
import { duckdbProblem } from '../duckdb-error.ts';
import { readText } from '../engine.ts';
import { findings, type TableFinding } from '../findings.ts';
import { readProcessedCsv } from '../sources/processed-csv.ts';
import { readHeader } from '../sources/read-header.ts';
import { strictTryCast } from '../sources/strict-cast.ts';
import { sqlName } from '../sql-text.ts';

/** A column that a case's file may have. */
export interface CaseColumn {
  readonly name: string;
  /** DuckDB's. */
  readonly type: string;
  /** SQL of the value where the file has no such column. */
  readonly otherwise: string;
}

/**
 * Reads a case's CSV, written like a processed file (empty: null), into a table of typed rows.
 * @param path absolute; @param shown the path that findings name
 * @param complete whether every column has to be in the file
 */
export async function loadCaseRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly CaseColumn[],
  file: { readonly path: string; readonly shown: string },
  complete: boolean,
): Promise<readonly TableFinding[]> {
  const header = await readHeader(file.path);
  const found = checkHeader(header, columns, file.shown, complete);
  if (found.length > 0) return found;
  const open = await findOpenQuote(file.path);
  if (open !== undefined) {
    const got = 'a quote that is never closed';
    return [findings.caseInput({ file: file.shown, line: open }, 'CSV', 'every quoted text to end', got, 'close it')];
  }
  const read = readProcessedCsv(
    [file.path],
    header.map((name) => [name, 'VARCHAR'] as const),
    '_path',
  );
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE _case_text AS SELECT *, row_number() OVER () AS _n FROM ${read}`,
    );
  } catch (error) {
    const problem = duckdbProblem(error);
    if (problem === undefined) throw error;
    const place = { file: file.shown, line: problem.csv?.line };
    const fix = 'write it as RFC 4180: commas, LF line ends, texts with commas or quotes in double quotes';
    return [findings.caseInput(place, 'CSV', 'rows like those of a processed file', problem.text, fix)];
  }
  const present = columns.filter((column) => header.includes(column.name));
  const bad = await badCells(connection, present, file.shown);
  if (bad.length > 0) return bad;
  const values = columns.map(
    (column) => `${header.includes(column.name) ? cast(column) : column.otherwise} AS ${sqlName(column.name)}`,
  );
  await connection.run(
    `CREATE OR REPLACE TABLE ${sqlName(table)} AS SELECT ${values.join(', ')} FROM _case_text ORDER BY _n`,
  );
  return [];
}

/** DuckDB reads no row of a quote that is never closed, and says nothing. @returns the line of the last quote then */
async function findOpenQuote(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8');
  const quotes = text.split('"').length - 1;
  return quotes % 2 === 0 ? undefined : text.slice(0, text.lastIndexOf('"')).split('\n').length;
}

function checkHeader(
  header: readonly string[],
  columns: readonly CaseColumn[],
  shown: string,
  complete: boolean,
): TableFinding[] {
  const names = columns.map((column) => column.name);
  const place = { file: shown, line: 1 };
  const unknown = header
    .filter((name) => !names.includes(name))
    .map((name) =>
      findings.caseInput(
        place,
        name,
        'a known column',
        quote(name),
        didYouMean(name, names, `choose among ${names.join(', ')}`),
      ),
    );
  const twice = header
    .filter((name, index) => header.indexOf(name) !== index)
    .map((name) => findings.caseInput(place, name, 'each column once', 'the name again', 'remove one of them'));
  const missing = complete ? names.filter((name) => !header.includes(name)) : [];
  const absent = missing.map((name) =>
    findings.caseInput(
      place,
      name,
      'every column of the contract',
      'none',
      'add the column, empty where null is expected',
    ),
  );
  return [...unknown, ...twice, ...absent];
}

/** Text that is no value of its column's type; instants may carry an offset. */
async function badCells(
  connection: DuckDBConnection,
  columns: readonly CaseColumn[],
  shown: string,
): Promise<TableFinding[]> {
  const found: TableFinding[] = [];
  for (const column of columns) {
    const name = sqlName(column.name);
    const rows = await readText(
      connection,
      `SELECT CAST(_n AS VARCHAR), ${name} FROM _case_text WHERE ${name} IS NOT NULL AND ${cast(column)} IS NULL ORDER BY _n LIMIT 3`,
    );
    for (const [row, value] of rows) {
      const expected = `a value of type ${column.type} in row ${row}`;
      found.push(findings.caseInput({ file: shown }, column.name, expected, quote(value ?? ''), 'mend the cell'));
    }
  }
  return found;
}

function cast({ name, type }: CaseColumn): string {
  return strictTryCast(sqlName(name), type);
}
