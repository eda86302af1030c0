import { relative } from 'node:path';
import { bucketStems } from '../../infra/names/names.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import { writeS3Manifests } from '../../lambda/s3-manifests/write-s3-manifests.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { isOpenToAll } from '../../lambda/schema/is-open-to-all.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import type { BuildOptions } from './build-options.ts';
import type { BuildResult, TableResult } from './build-result.ts';
import { cleanRaw } from './clean-raw.ts';
import { listDatasets } from './list-datasets.ts';
import type { Project } from './project.ts';
import { type Dataset, readDatasets } from './read-datasets.ts';
import { syncRaw } from './sync-raw.ts';

/**
 * Builds what changed: raw, processed, final, page. What fails stays as it was and is marked stale, the rest is built; a build that is
 * killed leaves a lake that the next one repairs.
 */
export async function buildLake(project: Project, { now, progress, onPage }: BuildOptions): Promise<BuildResult> {
  const watch = new Stopwatch();
  const { lake } = project;
  progress.step('datasets: reading schemas');
  const listing = await listDatasets(project.datasets);
  const datasets = await readDatasets(project.root, listing.folders);
  watch.lap('schemas');

  progress.step('raw: comparing files');
  const raw = new FileStore(lake.raw);
  const [taken, refused] = partition(datasets, takesFiles);
  const held = new Set([
    ...listing.findings.map((finding) => finding.place.file.replace(/^datasets\//, '')),
    ...refused.flatMap(({ files }) => files.map((file) => file.key)),
  ]);
  const files = taken.flatMap((dataset) => dataset.files);
  const synced = await syncRaw(raw, files, held);
  watch.lap('sync');

  const unreadable = new Set(datasets.filter(({ schema }) => schema === undefined).map(({ name }) => name));
  const schemas = new Map(datasets.map(({ name, schema }) => [name, schema]));
  const readable = datasets.flatMap(({ schema }) => schema ?? []);
  // Cleaning leaves a core free, and waits for the disk: what later steps load is loaded meanwhile.
  const ahead = loadAhead(project, readable);
  ahead.catch(() => undefined);
  const processed = new FileStore(lake.processed);
  const cleaned = await cleanRaw(
    {
      raw,
      processed,
      quarantine: new FileStore(lake.quarantine, { mode: 0o600 }),
      schemaOf: async (dataset) => schemas.get(dataset),
      token: developmentToken,
      now,
    },
    (key) => synced.held.has(key) || unreadable.has(key.slice(0, key.indexOf('/'))),
    (file) => progress.step(`clean: ${file}`),
  );
  watch.lap('clean');

  await writeS3Manifests({
    processed,
    bucket: bucketStems.processed,
    datasets: readable.filter(isOpenToAll).map(({ name }) => name),
    partsOf: (dataset) => cleaned.manifests.filter((one) => one.dataset === dataset).flatMap(({ parts }) => parts),
  });

  const { buildTables, sparkSql, drawPage, page } = await ahead;
  progress.step('tables: starting DuckDB');
  const built = await buildTables({
    room: project.tables,
    shown: relative(project.root, project.tables).replaceAll('\\', '/'),
    processed: lake.processed,
    final: lake.final,
    schemas: readable,
    unreadable,
    manifests: cleaned.manifests,
    sql: sparkSql,
    onTable: (table) => progress.step(`tables: ${table.table}`),
  });
  watch.lap('tables');

  progress.step('page: drawing dashboards');
  const drawn = await drawPage(project, now, page);
  onPage?.(drawn);
  watch.lap('page');

  const findings: Finding[] = [
    ...listing.findings,
    ...datasets.flatMap((dataset) => dataset.findings),
    ...synced.findings,
    ...cleaned.findings,
    ...built.findings,
    ...drawn.dashboards.flatMap((dashboard) => dashboard.findings),
  ];
  return {
    files: cleaned.files,
    removed: cleaned.removed,
    tables: built.tables.map(({ findings: _, ...table }): TableResult => table),
    findings,
    steps: watch.laps,
  };
}

/** Modules that later steps need, with what the page needs beside rows begun. */
async function loadAhead(project: Project, schemas: readonly DatasetSchema[]) {
  const [{ buildTables }, { sparkSql }, { drawPage, preparePage }] = await Promise.all([
    import('../../glue/duckdb/build/build-tables.ts'),
    import('../../glue/duckdb/spark-sql/spark-sql.ts'),
    import('./draw-page.ts'),
    import('@duckdb/node-api'),
  ]);
  return { buildTables, sparkSql, drawPage, page: preparePage(project, schemas) };
}

/** A dataset whose schema can't be read, or whose sensitive files may not be committed, keeps what raw has of it. */
function takesFiles({ schema, findings }: Dataset): boolean {
  return schema !== undefined && !findings.some((finding) => finding.code === 'sensitive-committed');
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/** Milliseconds by step. */
class Stopwatch {
  readonly laps: { step: string; milliseconds: number }[] = [];
  #since = performance.now();

  lap(step: string): void {
    const now = performance.now();
    this.laps.push({ step, milliseconds: now - this.#since });
    this.#since = now;
  }
}
