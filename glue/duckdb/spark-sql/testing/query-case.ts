import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { SqlFindingCode } from '../findings.ts';
import type { SqlTables } from '../translation.ts';
import type { FixtureTable, Probe } from './probe.ts';
import type { SparkAnswer } from './spark-oracle.ts';

/** What is known of a query of testdata/queries: Spark's answer, and what became of it here. */
export interface QueryGolden {
  /** `right`: the same answer. `raises`: both stop at a value. A list: refused with these codes, once each, though Spark answers. */
  readonly ours: 'right' | 'raises' | readonly SqlFindingCode[];
  readonly spark: SparkAnswer | { readonly error: string };
}

/** A whole query over excerpts of the lake, as people write them, not made with the translator in mind. */
export interface QueryCase extends Probe {
  readonly golden: QueryGolden;
}

const folder = new URL('../testdata/queries/', import.meta.url);

/** The excerpts that the queries read: testdata/queries/tables.json. */
export async function readQueryTables(): Promise<ReadonlyMap<string, FixtureTable>> {
  const tables: Record<string, FixtureTable> = JSON.parse(await readFile(new URL('tables.json', folder), 'utf8'));
  return new Map(Object.entries(tables));
}

/** The tables' columns as `translate` takes them. */
export const columnsOf = (tables: ReadonlyMap<string, FixtureTable>): SqlTables =>
  new Map([...tables].map(([name, table]) => [name, table.columns]));

/** The queries by name, without their goldens. */
export async function readQueries(): Promise<readonly Probe[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return await Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.sql$/, ''),
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}

/** The queries with the goldens beside them. */
export async function readQueryCases(): Promise<readonly QueryCase[]> {
  const queries = await readQueries();
  return await Promise.all(
    queries.map(async (query) => {
      const golden: QueryGolden = JSON.parse(await readFile(new URL(`${query.name}.json`, folder), 'utf8'));
      return { ...query, golden };
    }),
  );
}

/** Writes a golden with a line for each column and row, so that a change shows where it is. */
export async function writeQueryGolden(name: string, { ours, spark }: QueryGolden): Promise<void> {
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `      ${JSON.stringify(item)}`).join(',\n')}\n    ]`;
  const said =
    'columns' in spark
      ? `{\n    "columns": ${list(spark.columns)},\n    "rows": ${list(spark.rows)}\n  }`
      : JSON.stringify({ error: spark.error });
  await writeFile(new URL(`${name}.json`, folder), `{\n  "ours": ${JSON.stringify(ours)},\n  "spark": ${said}\n}\n`);
}
