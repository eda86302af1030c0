import { join } from 'node:path';
import type { SqlFinding } from '../../glue/duckdb/spark-sql/findings.ts';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import type { SqlColumn } from '../../glue/duckdb/spark-sql/translation.ts';
import { sqlName } from '../../glue/duckdb/sql-text.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { type MayRead, mayRead, type Readable } from '../access/may-read.ts';
import { rowPredicate } from '../access/row-predicate.ts';
import { usageError } from '../cli/parse-arguments.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import type { SqlSource } from './sql-source.ts';

/** A lake as one audience sees it. */
export interface SeenLake extends SqlSource {
  /** Findings in which a table that is there but not to be read says so. */
  readonly explain: (findings: readonly SqlFinding[]) => readonly SqlFinding[];
}

/**
 * Narrows a lake to what an audience reads in AWS: final tables alone, of them its columns and its rows. The views of the whole lake stay in
 * their schema, and no SQL that is translated can name that.
 * @throws CommandError for an audience that neither a schema nor an environment names
 */
export async function seeAs(audience: string, lake: SqlSource, project: Project): Promise<SeenLake> {
  const readable = await readableBy(audience, project);
  const tables = new Map<string, readonly SqlColumn[]>();
  await lake.connection.run('CREATE SCHEMA seen');
  for (const [name, { columns, rows }] of readable) {
    const there = (lake.tables.get(name) ?? []).filter((column) => columns.includes(column.name));
    const isKnown = (column: string) => there.some((one) => one.name === column);
    // Rows of an older build may lack a column that a condition asks for.
    if (there.length === 0 || rows?.every(({ column }) => isKnown(column)) === false) continue;
    const list = there.map((column) => sqlName(column.name)).join(', ');
    const where = rows === undefined ? '' : ` WHERE ${rowPredicate(rows)}`;
    await lake.connection.run(`CREATE VIEW seen.${sqlName(name)} AS SELECT ${list} FROM main.${sqlName(name)}${where}`);
    tables.set(name, there);
  }
  await lake.connection.run("SET search_path = 'seen,main'");
  const hidden = new Set([...lake.tables.keys()].filter((name) => !tables.has(name)).map((name) => name.toLowerCase()));
  const explain = (findings: readonly SqlFinding[]) =>
    findings.map((finding) => {
      const isHidden = finding.code === 'sql-table' && hidden.has(nameIn(finding).toLowerCase());
      return isHidden ? { ...finding, ...unreadable(audience, [...tables.keys()]) } : finding;
    });
  return { ...lake, tables, explain };
}

/** The name that a finding about a table got, without its quotes. */
const nameIn = ({ got = '', subject = '' }: SqlFinding): string => /^"(.*)"$/.exec(got)?.[1] ?? subject;

const unreadable = (audience: string, tables: readonly string[]) => ({
  expected: `a table that ${audience} may read: ${[...tables].sort().join(', ') || 'there is none'}`,
  fix: 'audiences read final tables, never datasets; who reads which, and which rows, is what "readers" in the schemas say',
});

async function readableBy(audience: string, project: Project): Promise<ReadonlyMap<string, Readable>> {
  const { folders } = await listDatasets(project.datasets);
  const schemas = (await readDatasets(project.root, folders)).flatMap(({ schema }) => schema ?? []);
  const read = readEnvironments(join(project.root, 'infra', 'environments', 'environments.json'));
  const environments = 'environments' in read ? read.environments : [];
  const named = schemas.flatMap(({ readers, columns }) => [
    ...readers.map((reader) => reader.audience),
    ...columns.flatMap((column) => column.readers),
  ]);
  const audiences = new Set([...named, ...environments.flatMap((one) => Object.keys(one.audiences))]);
  if (!audiences.has(audience)) {
    const known = [...audiences].sort().join(', ') || 'none: no schema and no environment names one';
    throw usageError('sql', `--as to be an audience: ${known}`, `"${audience}"`);
  }
  const room = { room: project.tables, shown: 'glue/tables' };
  const { tables } = await loadTables({ ...room, schemas, sql: sparkSql });
  return byTable(mayRead(tables, schemas, [audience]), audience);
}

const byTable = (may: ReadonlyMap<string, MayRead>, audience: string): ReadonlyMap<string, Readable> =>
  new Map(
    [...may].flatMap(([table, one]) => {
      const readable = one.get(audience);
      return readable === undefined ? [] : [[table, readable] as const];
    }),
  );
