import type { DuckDBConnection } from '@duckdb/node-api';
import { parseStatement } from '../parse-query.ts';
import { parseType } from '../parse-type.ts';
import { duckdbName, type SparkType, sparkName } from '../spark-type.ts';
import { translate } from '../translate.ts';
import type { SqlTables } from '../translation.ts';
import type { FixtureTable, Probe } from './probe.ts';
import type { SparkAnswer } from './spark-oracle.ts';

/**
 * How DuckDB's answer stands to Spark's. `right`: equal names of types, types and values. `raises`: both fail on the rows. `refused`: the
 * translator gives findings. `stopped`: it translates, and stops at a value that it can't treat as Spark does. `wrong`: all else.
 */
export interface Verdict {
  readonly outcome: 'right' | 'raises' | 'refused' | 'stopped' | 'wrong';
  readonly detail: string;
}

/** Creates the fixture's tables in DuckDB. */
export async function loadFixture(
  connection: DuckDBConnection,
  fixture: ReadonlyMap<string, FixtureTable>,
): Promise<void> {
  for (const [name, table] of fixture) {
    const columns = table.columns.map(
      (column) => `"${column.name}" ${duckdbName(parseType(column.type) ?? { kind: 'string' })}`,
    );
    await connection.run(`CREATE TABLE "${name}" (${columns.join(', ')})`);
    const rows = table.rows.map(
      (row) => `(${row.map((cell) => (cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`)).join(', ')})`,
    );
    await connection.run(`INSERT INTO "${name}" VALUES ${rows.join(', ')}`);
  }
}

/** Asks DuckDB what Spark was asked, and compares. */
export async function judgeProbe(
  connection: DuckDBConnection,
  probe: Probe,
  spark: SparkAnswer,
  tables: SqlTables,
): Promise<Verdict> {
  const translation = translate(probe.sql, { file: probe.name, tables });
  if (translation.findings !== undefined) return { outcome: 'refused', detail: translation.findings[0]?.got ?? '' };
  let answer: Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>;
  try {
    answer = await connection.runAndReadAll(translation.duckdb);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/^(Binder|Parser|Catalog|INTERNAL)/.test(message))
      return { outcome: 'wrong', detail: `DuckDB refuses the translation: ${message} IN ${translation.duckdb}` };
    if (spark.error !== undefined) return { outcome: 'raises', detail: message };
    return { outcome: 'stopped', detail: message };
  }
  if (spark.error !== undefined)
    return {
      outcome: 'wrong',
      detail: `Spark says ${spark.error}: ${spark.message}; DuckDB answers ${JSON.stringify(answer.getRowsJson()).slice(0, 200)}`,
    };
  const types = translation.columns.map(({ type }) => type).join(', ');
  const wanted = spark.columns.map(({ type }) => type).join(', ');
  if (types !== wanted) return { outcome: 'wrong', detail: `types: Spark has ${wanted}, the translation ${types}` };
  const sparkTypes = spark.columns.map(({ type }) => parseType(type) ?? { kind: 'null' as const });
  const held = answer
    .columnTypes()
    .map((type) => String(type))
    .join(', ');
  // DuckDB holds an untyped NULL as INTEGER.
  const expected = sparkTypes.map((type) => (type.kind === 'null' ? 'INTEGER' : duckdbName(type))).join(', ');
  if (held.replaceAll('"', '') !== expected.replaceAll('"', ''))
    return { outcome: 'wrong', detail: `types: DuckDB holds ${held}, not ${expected}` };
  const isOrdered = parseStatement(probe.sql).orderBy.length > 0;
  const [ours, theirs] = [answer.getRowsJson(), spark.rows].map((rows) => canonical(rows, sparkTypes, isOrdered));
  if (ours?.length !== theirs?.length)
    return { outcome: 'wrong', detail: `${ours?.length} rows, not ${theirs?.length}` };
  const index = ours?.findIndex((row, place) => !sameRow(row, theirs?.[place])) ?? -1;
  if (index === -1) return { outcome: 'right', detail: sparkTypes.map(sparkName).join(', ') };
  return {
    outcome: 'wrong',
    detail: `row ${index + 1}: Spark has ${JSON.stringify(theirs?.[index])}, DuckDB ${JSON.stringify(ours?.[index])}`,
  };
}

/** Rows in one form for both engines; in the order of their text, unless the query orders them. */
function canonical(
  rows: readonly (readonly unknown[])[],
  types: readonly SparkType[],
  isOrdered: boolean,
): unknown[][] {
  const plain = rows.map((row) => row.map((value, index) => canonicalValue(value, types[index] ?? { kind: 'string' })));
  return isOrdered ? plain : plain.sort((a, b) => compareText(JSON.stringify(a, sortKey), JSON.stringify(b, sortKey)));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Doubles that differ in the last digit must not sort apart. */
const sortKey = (_: string, value: unknown): unknown => (typeof value === 'number' ? value.toPrecision(10) : value);

function canonicalValue(value: unknown, type: SparkType): unknown {
  if (value === null || value === undefined) return null;
  if (type.kind === 'double') return typeof value === 'number' ? value : Number(value);
  if (type.kind === 'array' && Array.isArray(value)) return value.map((item) => canonicalValue(item, type.element));
  if (type.kind === 'struct' && typeof value === 'object') {
    const fields = new Map(Object.entries(value));
    return type.fields.map((field) => canonicalValue(fields.get(field.name), field.type));
  }
  if (type.kind === 'timestamp')
    return String(value)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return type.kind === 'boolean' ? value : String(value);
}

function sameRow(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Object.is(a, b) || a === b || Math.abs(a - b) <= 4e-15 * Math.max(Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => sameRow(value, b[index]));
  return a === b;
}
