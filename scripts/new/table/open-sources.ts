import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { BuildSession } from '../../../glue/duckdb/build/build-session.ts';
import { evaluateTable, translateTable } from '../../../glue/duckdb/build/evaluate-table.ts';
import { openEngine } from '../../../glue/duckdb/engine.ts';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import type { SqlTables } from '../../../glue/duckdb/spark-sql/translation.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { sqlCatalog } from '../../../glue/duckdb/tables/catalog.ts';
import { loadTables } from '../../../glue/duckdb/tables/load-tables.ts';
import { developmentToken } from '../../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { type Finding, formatFinding } from '../../../lambda/schema/finding.ts';
import { FileStore } from '../../../lambda/store/file-store.ts';
import type { FileResult } from '../../lake/build-result.ts';
import { cleanRaw } from '../../lake/clean-raw.ts';
import { listDatasets } from '../../lake/list-datasets.ts';
import type { Project } from '../../lake/project.ts';
import { type Dataset, readDatasets } from '../../lake/read-datasets.ts';
import { syncRaw } from '../../lake/sync-raw.ts';

/** What the repository declares, read once. */
export interface Declared {
  readonly project: Project;
  readonly datasets: readonly Dataset[];
  readonly schemas: readonly DatasetSchema[];
  /** Sound tables, each after those it reads. */
  readonly tables: readonly Table[];
  /** Names of all table folders. */
  readonly folders: readonly string[];
  readonly catalog: SqlTables;
  readonly findings: readonly Finding[];
}

/** The rows of what a draft reads, in DuckDB. */
export interface Rows {
  /** Holds a table of each name that was asked for, with rows in their order. */
  readonly connection: DuckDBConnection;
  /** Files of what is read, of which not every row is there. */
  readonly losses: readonly string[];
  close(): Promise<void>;
}

/** Reads every schema and table folder of a project. */
export async function readDeclared(project: Project): Promise<Declared> {
  const listing = await listDatasets(project.datasets);
  const datasets = await readDatasets(project.root, listing.folders);
  const schemas = datasets.flatMap(({ schema }) => schema ?? []);
  const loaded = await loadTables({
    room: project.tables,
    shown: relative(project.root, project.tables).split(sep).join('/'),
    schemas,
    unreadable: new Set(datasets.filter(({ schema }) => schema === undefined).map(({ name }) => name)),
    sql: sparkSql,
  });
  return {
    ...{ project, datasets, schemas, tables: loaded.tables },
    folders: loaded.folders.map(({ name }) => name),
    catalog: sqlCatalog(schemas, loaded.tables, false),
    findings: [...listing.findings, ...datasets.flatMap((one) => one.findings), ...loaded.findings],
  };
}

/** Findings that keep a dataset or a table from being read: its own, and those of what it reads. */
export function whyUnreadable({ datasets, folders, findings, tables }: Declared, names: readonly string[]): Finding[] {
  const needed = withUpstream(tables, names);
  const rooms = [...needed].flatMap((name) => [
    ...(datasets.some((one) => one.name === name) ? [`datasets/${name}`] : []),
    ...(folders.includes(name) ? [`glue/tables/${name}`] : []),
  ]);
  return findings.filter(
    ({ severity, place }) =>
      severity === 'error' && rooms.some((room) => place.file === room || place.file.startsWith(`${room}/`)),
  );
}

/**
 * Cleans the committed files of what is asked for into a lake of its own, in the system's temporary folder, and computes the tables
 * among it: the same steps as a build's, and the project's lake is neither needed nor touched.
 * @param names of datasets and tables
 * @returns findings where the rows can't be had
 */
export async function openRows(
  declared: Declared,
  names: readonly string[],
  say: (text: string) => void,
): Promise<Rows | { readonly findings: readonly Finding[] }> {
  const needed = withUpstream(declared.tables, names);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-new-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const { manifests, losses } = await cleanInto(folder, declared, needed, say);
    const { schemas, catalog } = declared;
    const engine = await openEngine();
    const close = async () => {
      engine.close();
      await discard();
    };
    try {
      say('reading rows');
      const paths = { processed: join(folder, 'processed'), final: join(folder, 'final') };
      const inputs = { ...paths, schemas, manifests, catalog, sql: sparkSql };
      const session = await BuildSession.open(engine, inputs, needed);
      const failed: Finding[] = [];
      for (const name of needed) failed.push(...(await session.load(name, undefined)));
      for (const table of declared.tables.filter(({ name }) => needed.has(name)))
        if (failed.length === 0) failed.push(...(await computeTable(engine.connection, table, catalog)));
      if (failed.length === 0) return { connection: engine.connection, losses, close };
      await close();
      return { findings: failed };
    } catch (error) {
      engine.close();
      throw error;
    }
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Names with all that they read, at any distance. */
function withUpstream(tables: readonly Table[], names: readonly string[]): ReadonlySet<string> {
  const needed = new Set(names);
  for (const name of needed) for (const read of tables.find((one) => one.name === name)?.reads ?? []) needed.add(read);
  return needed;
}

async function cleanInto(
  folder: string,
  { datasets, schemas }: Declared,
  needed: ReadonlySet<string>,
  say: (text: string) => void,
) {
  // What the lake keeps of itself is made of every file.
  const isAll = schemas.some(({ name, source }) => source === 'lake' && needed.has(name));
  const taken = datasets.filter(({ name, schema }) => schema !== undefined && (isAll || needed.has(name)));
  const raw = new FileStore(join(folder, 'raw'));
  const synced = await syncRaw(
    raw,
    taken.flatMap(({ files }) => files),
    new Set(),
  );
  const byName = new Map(taken.map(({ name, schema }) => [name, schema]));
  const cleaned = await cleanRaw(
    {
      raw,
      processed: new FileStore(join(folder, 'processed')),
      quarantine: new FileStore(join(folder, 'quarantine'), { mode: 0o600 }),
      schemaOf: async (dataset) => byName.get(dataset),
      token: developmentToken,
      // Only _runs would show a clock, in columns that no table may read.
      now: () => new Date(0),
    },
    () => false,
    (file) => say(`cleaning ${file}`),
  );
  const failed = [...synced.findings, ...cleaned.findings].filter(({ severity }) => severity === 'error');
  return { manifests: cleaned.manifests, losses: [...failed.map(formatFinding), ...quarantined(cleaned.files)] };
}

/** Rows that wait in quarantine, by dataset. */
function quarantined(files: readonly FileResult[]): string[] {
  const clean = Map.groupBy(
    files.filter(({ status }) => status === 'clean'),
    ({ file }) => file.slice(0, file.indexOf('/')),
  );
  return [...clean].flatMap(([dataset, own]) => {
    const sum = (of: (file: FileResult) => number) => own.reduce((all, file) => all + of(file), 0);
    const [rows, held] = [sum(({ rowsIn }) => rowsIn), sum(({ rowsQuarantined }) => rowsQuarantined)];
    return held === 0
      ? []
      : [
          `${dataset}: ${held} of ${rows} rows are in quarantine, and none of these; see npx sluice validate datasets/${dataset}`,
        ];
  });
}

/** Computes a table and keeps it under its name beside the datasets. */
async function computeTable(
  connection: DuckDBConnection,
  table: Table,
  catalog: SqlTables,
): Promise<readonly Finding[]> {
  const translated = await translateTable(table, catalog, sparkSql);
  if ('findings' in translated) return translated.findings;
  const found = await evaluateTable(connection, table, translated);
  if (found.length > 0) return found;
  const name = sqlName(table.name);
  await connection.run(`CREATE OR REPLACE TABLE main.${name} AS SELECT * FROM temp.${name}`);
  await connection.run(`DROP TABLE temp.${name}`);
  return [];
}
