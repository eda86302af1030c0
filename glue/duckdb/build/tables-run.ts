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

/** One build in its course: tables are settled one by one, each after those it reads. */
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
  #session: BuildSession | undefined;

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
    await this.#keep(name, before ?? neverBuilt(name), null, found, before);
  }

  async settle(table: Table): Promise<void> {
    const started = performance.now();
    const before = await readTableManifest(this.#options.final, table.name, this.#files);
    const kept = before?.inputHash == null ? { ...neverBuilt(table.name), ...shapeOf(table) } : before;
    const tried = inputHash(table, this.#code, this.#hashes);
    this.#hashes.set(table.name, tried);
    const upstream = table.reads.filter((name) => this.#failed.has(name));
    if (upstream.length > 0) {
      const found = upstream.map((name) => findings.upstreamStale(table.sql.place, name));
      return this.#keep(table.name, kept, null, found, before);
    }
    if (before !== undefined && (await this.#isCurrent(before, tried))) {
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

  close(): void {
    this.#session?.engine.close();
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
    this.#session ??= await BuildSession.open(await openEngine(this.#options.threads), {
      ...this.#options,
      catalog: this.#catalog,
    });
    return buildTable(this.#session, {
      table,
      inputHash: hash,
      upstream: this.#manifests,
      catalog: this.#catalog,
      sql,
      final,
      files: this.#files,
    });
  }

  async #publish(
    table: Table,
    manifest: TableManifest,
    status: 'built' | 'unchanged',
    milliseconds: number | undefined,
    before: TableManifest | undefined,
  ): Promise<void> {
    const files = table.reads.flatMap((name) => staleFiles(name, this.#options.manifests));
    const upstream = table.reads.filter((name) => this.#manifests.get(name)?.stale === true);
    const staleBecause = [
      ...(files.length === 0 ? [] : [findings.inputStale(table.sql.place, files)]),
      ...upstream.map((name) => findings.upstreamStale(table.sql.place, name)),
    ];
    const published = { ...manifest, stale: staleBecause.length > 0, staleBecause };
    await this.#write(published, before);
    this.#report(published, status, milliseconds, [...published.warnings, ...staleBecause]);
  }

  /** What there was stays as it was, marked stale. */
  async #keep(
    name: string,
    kept: TableManifest,
    triedHash: string | null,
    found: readonly Finding[],
    before: TableManifest | undefined,
  ): Promise<void> {
    this.#failed.add(name);
    const manifest = { ...kept, triedHash, stale: true, staleBecause: found };
    await this.#write(manifest, before);
    this.#report(manifest, manifest.inputHash === null ? 'missing' : 'stale', undefined, found);
  }

  async #write(manifest: TableManifest, before: TableManifest | undefined): Promise<void> {
    this.#manifests.set(manifest.table, manifest);
    if (JSON.stringify(before) === JSON.stringify(manifest)) return;
    await writeTableManifest(this.#options.final, manifest, this.#files);
  }

  #report(
    manifest: TableManifest,
    status: BuiltTable['status'],
    milliseconds: number | undefined,
    found: readonly Finding[],
  ): void {
    const rows = manifest.inputHash === null ? undefined : manifest.rows;
    const result = { table: manifest.table, status, stale: manifest.stale, rows, milliseconds, findings: found };
    this.results.push(result);
    this.#options.onTable?.(result);
  }
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
