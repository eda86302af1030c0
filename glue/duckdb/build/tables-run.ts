import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { asStoreError } from '../duckdb-error.ts';
import { openEngine } from '../engine.ts';
import { findings } from '../findings.ts';
import { datasetHash, staleFiles } from '../sources/dataset-parts.ts';
import type { SqlTables } from '../spark-sql/translation.ts';
import type { Table } from '../table.ts';
import { sqlCatalog } from '../tables/catalog.ts';
import { BuildSession } from './build-session.ts';
import { buildTable, shapeOf, tableId } from './build-table.ts';
import type { BuildTablesOptions, BuiltTable } from './build-tables-options.ts';
import { type FileSteps, fileSteps, readTableManifest, writeTableManifest } from './final-files.ts';
import { inputHash } from './input-hash.ts';
import type { TableManifest } from './table-manifest.ts';

/** What is known of a table before it is settled. */
interface Plan {
  readonly table: Table;
  readonly before: TableManifest | undefined;
  /** Input hash of what is to be built. */
  readonly tried: string;
  readonly current: boolean;
}

/** One build in its course: tables are settled each after those it reads, and beside the others. */
export class TablesRun {
  readonly results: BuiltTable[] = [];
  readonly #options: BuildTablesOptions;
  readonly #files: FileSteps;
  readonly #catalog: SqlTables;
  readonly #code: string;
  /** Of what tables read: datasets at first, then tables as they are settled. */
  readonly #hashes: Map<string, string>;
  readonly #manifests = new Map<string, TableManifest>();
  /** Datasets that can't be read, and tables that keep yesterday's rows. */
  readonly #failed: Set<string>;
  /** What tables that have to be built read. */
  #reads: ReadonlySet<string> = new Set();
  #session: Promise<BuildSession> | undefined;

  constructor(options: BuildTablesOptions, tables: readonly Table[], code: string) {
    this.#options = options;
    this.#files = options.files ?? fileSteps;
    this.#catalog = sqlCatalog(options.schemas, tables, false);
    this.#code = code;
    this.#failed = new Set(options.unreadable);
    this.#hashes = new Map(options.schemas.map((schema) => [schema.name, datasetHash(schema, options.manifests)]));
  }

  /** A folder that is no table: what was built of it stays, stale. */
  async settleBroken(name: string, found: readonly Finding[]): Promise<void> {
    const before = await readTableManifest(this.#options.final, name, this.#files);
    this.#report(await this.#keep(name, before ?? neverBuilt(name), null, found, before));
  }

  /** @param tables each after those it reads: the order of the results */
  async settleAll(tables: readonly Table[]): Promise<void> {
    const plans: Plan[] = [];
    for (const table of tables) plans.push(await this.#plan(table));
    const stale = plans.filter(({ current }) => !current);
    this.#reads = new Set(stale.flatMap(({ table }) => table.reads));
    const settled = new Map<string, Promise<BuiltTable>>();
    for (const plan of longestWayFirst(plans)) {
      const upstream = plan.table.reads.flatMap((name) => settled.get(name) ?? []);
      settled.set(plan.table.name, this.#after(upstream, plan));
    }
    const all = plans.flatMap(({ table }) => settled.get(table.name) ?? []);
    const ended = Promise.allSettled(all);
    // Told in order; and nothing is still writing when one has thrown.
    try {
      for (const result of all) this.#report(await result);
    } finally {
      await ended;
    }
  }

  async #after(upstream: readonly Promise<BuiltTable>[], plan: Plan): Promise<BuiltTable> {
    await Promise.all(upstream);
    return await this.#settle(plan);
  }

  async #plan(table: Table): Promise<Plan> {
    const before = await readTableManifest(this.#options.final, table.name, this.#files);
    const tried = inputHash(table, this.#code, this.#hashes);
    this.#hashes.set(table.name, tried);
    return { table, before, tried, current: before !== undefined && (await this.#isCurrent(before, tried)) };
  }

  async #settle({ table, before, tried, current }: Plan): Promise<BuiltTable> {
    const started = performance.now();
    const kept = before?.inputHash == null ? { ...neverBuilt(table.name), ...shapeOf(table) } : before;
    const upstream = table.reads.filter((name) => this.#failed.has(name));
    if (upstream.length > 0) {
      const found = upstream.map((name) => findings.upstreamStale(table.sql.place, name));
      return this.#keep(table.name, kept, null, found, before);
    }
    if (before !== undefined && current) {
      return this.#publish(table, { ...before, triedHash: tried }, 'unchanged', undefined, before);
    }
    // The same input fails in the same way.
    if (before?.triedHash === tried && before.inputHash !== tried) {
      return this.#keep(table.name, kept, tried, before.staleBecause, before);
    }
    const built = await this.#build(table, tried).catch((error: unknown) => {
      throw asStoreError(error, table.name);
    });
    if ('findings' in built) return this.#keep(table.name, kept, tried, built.findings, before);
    return this.#publish(table, built.manifest, 'built', performance.now() - started, before);
  }

  /** The id that each table's manifest names. */
  ids(): ReadonlyMap<string, string | undefined> {
    const id = ({ inputHash: hash }: TableManifest) => (hash === null ? undefined : tableId(hash));
    return new Map([...this.#manifests].map(([name, manifest]) => [name, id(manifest)]));
  }

  /** After everything has ended. */
  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    session?.engine.close();
  }

  async #isCurrent(manifest: TableManifest, tried: string): Promise<boolean> {
    if (manifest.inputHash !== tried) return false;
    const sizes = await Promise.all(
      manifest.parts.map((part) => this.#files.size(join(this.#options.final, part.path))),
    );
    return manifest.parts.every((part, index) => sizes[index] === part.bytes);
  }

  async #build(table: Table, hash: string) {
    const { final, sql } = this.#options;
    this.#session ??= this.#open();
    const session = await this.#session;
    const build = { table, inputHash: hash, upstream: this.#manifests, catalog: this.#catalog };
    return session.lanes.run((connection) =>
      buildTable(session, connection, { ...build, sql, final, files: this.#files }),
    );
  }

  async #open(): Promise<BuildSession> {
    const engine = await openEngine(this.#options.threads);
    try {
      return await BuildSession.open(engine, { ...this.#options, catalog: this.#catalog }, this.#reads);
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  async #publish(
    table: Table,
    manifest: TableManifest,
    status: 'built' | 'unchanged',
    milliseconds: number | undefined,
    before: TableManifest | undefined,
  ): Promise<BuiltTable> {
    const files = table.reads.flatMap((name) => staleFiles(name, this.#options.manifests));
    const upstream = table.reads.filter((name) => this.#manifests.get(name)?.stale === true);
    const staleBecause = [
      ...(files.length === 0 ? [] : [findings.inputStale(table.sql.place, files)]),
      ...upstream.map((name) => findings.upstreamStale(table.sql.place, name)),
    ];
    const published = { ...manifest, stale: staleBecause.length > 0, staleBecause };
    await this.#write(published, before);
    return builtTable(published, status, milliseconds, [...published.warnings, ...staleBecause]);
  }

  /** What there was stays as it was, marked stale. */
  async #keep(
    name: string,
    kept: TableManifest,
    triedHash: string | null,
    found: readonly Finding[],
    before: TableManifest | undefined,
  ): Promise<BuiltTable> {
    this.#failed.add(name);
    const manifest = { ...kept, triedHash, stale: true, staleBecause: found };
    await this.#write(manifest, before);
    return builtTable(manifest, manifest.inputHash === null ? 'missing' : 'stale', undefined, found);
  }

  async #write(manifest: TableManifest, before: TableManifest | undefined): Promise<void> {
    this.#manifests.set(manifest.table, manifest);
    if (JSON.stringify(before) === JSON.stringify(manifest)) return;
    await writeTableManifest(this.#options.final, manifest, this.#files);
  }

  #report(result: BuiltTable): void {
    this.results.push(result);
    this.#options.onTable?.(result);
  }
}

/** Each still after those it reads; of the others, the one on which the longest chain of tables waits comes first. */
function longestWayFirst(plans: readonly Plan[]): readonly Plan[] {
  const waiting = new Map<string, number>();
  for (const { table } of plans.toReversed()) {
    const own = waiting.get(table.name) ?? 0;
    for (const name of table.reads) waiting.set(name, Math.max(waiting.get(name) ?? 0, own + 1));
  }
  return plans.toSorted((a, b) => (waiting.get(b.table.name) ?? 0) - (waiting.get(a.table.name) ?? 0));
}

function builtTable(
  manifest: TableManifest,
  status: BuiltTable['status'],
  milliseconds: number | undefined,
  found: readonly Finding[],
): BuiltTable {
  const rows = manifest.inputHash === null ? undefined : manifest.rows;
  return { table: manifest.table, status, stale: manifest.stale, rows, milliseconds, findings: found };
}

function neverBuilt(table: string): TableManifest {
  return {
    format: 1,
    table,
    inputHash: null,
    triedHash: null,
    stale: true,
    staleBecause: [],
    warnings: [],
    columns: [],
    key: [],
    partitions: [],
    reads: [],
    rows: 0,
    parts: [],
    quality: [],
  };
}
