import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildTables } from '../../glue/duckdb/build/build-tables.ts';
import { isTableManifest, type TableManifest } from '../../glue/duckdb/build/table-manifest.ts';
import { openEngine, readText } from '../../glue/duckdb/engine.ts';
import { finalView } from '../../glue/duckdb/sources/final-view.ts';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import { sqlName } from '../../glue/duckdb/sql-text.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import type { Manifest } from '../../lambda/clean/manifest.ts';
import { reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import type { Dataset } from '../lake/read-datasets.ts';
import type { ExpectedRow } from './expected-row.ts';

export interface LaptopLakeOptions {
  /** Absolute path of an empty folder. */
  readonly folder: string;
  /** Absolute path of glue/tables, and the path that findings name. */
  readonly room: string;
  readonly shown: string;
  readonly datasets: readonly Dataset[];
  readonly schemas: readonly DatasetSchema[];
  readonly tables: readonly Table[];
}

/** A lake in a folder of this machine: what AWS has to come to, by the same cleaning and the same tables. */
export class LaptopLake {
  readonly #options: LaptopLakeOptions;
  readonly #surroundings: Parameters<typeof reconcileKey>[1];

  constructor(options: LaptopLakeOptions) {
    this.#options = options;
    const store = (name: string) => new FileStore(join(options.folder, name), { mode: 0o600 });
    const schemas = new Map(options.schemas.map((schema) => [schema.name, schema]));
    this.#surroundings = {
      ...{ raw: store('raw'), processed: store('processed'), quarantine: store('quarantine') },
      schemaOf: async (dataset) => schemas.get(dataset),
      ...{ token: developmentToken, now: () => new Date(0) },
    };
  }

  /** Cleans a file. @returns undefined when it leaves no manifest */
  async clean({ key, body }: { readonly key: string; readonly body: Uint8Array }): Promise<Manifest | undefined> {
    await this.#surroundings.raw.write(key, body);
    return (await reconcileKey(key, this.#surroundings)).manifest;
  }

  /**
   * Rows of final tables that are there because of a cleaned file: with it, and not without it. Of other datasets the committed files are read,
   * as far as tables that read the file's dataset read them.
   */
  async rowsOf(key: string): Promise<ExpectedRow[]> {
    const dataset = key.slice(0, key.indexOf('/'));
    const reading = tablesReading(dataset, this.#options.tables);
    const sources = new Set(reading.flatMap(({ reads }) => reads));
    const others: Manifest[] = [];
    for (const { name, files } of this.#options.datasets.filter((one) => sources.has(one.name)))
      for (const file of files) {
        const manifest = await this.clean({ key: file.key, body: await readFile(file.path) });
        if (manifest !== undefined && name !== '') others.push(manifest);
      }
    const own = (await reconcileKey(key, this.#surroundings)).manifest;
    const tables = [...reading, ...this.#options.tables.filter(({ reads }) => reads.includes('_runs'))];
    const before = await this.#build(others, tables, 'before');
    const after = await this.#build(own === undefined ? others : [...others, own], tables, 'after');
    return tables.flatMap((table) => {
      const keys = new Set(before.get(table.name)?.map((row) => keyOf(table, row)));
      const added = (after.get(table.name) ?? []).filter((row) => !keys.has(keyOf(table, row)));
      return added.map((values): ExpectedRow => ({ table, values }));
    });
  }

  async #build(manifests: readonly Manifest[], tables: readonly Table[], final: string) {
    const { folder, room, shown, schemas } = this.#options;
    const out = join(folder, final);
    await buildTables({
      ...{ room, shown, schemas, manifests, final: out, processed: join(folder, 'processed'), sql: sparkSql },
    });
    const rows = new Map<string, readonly ReadonlyMap<string, string | null>[]>();
    const engine = await openEngine();
    try {
      for (const table of tables) {
        const manifest = await readTable(join(out, '_tables', `${table.name}.json`));
        if (manifest === undefined) continue;
        await finalView(engine.connection, manifest, out);
        const columns = table.columns.map(({ name }) => `CAST(${sqlName(name)} AS VARCHAR)`);
        const read = await readText(engine.connection, `SELECT ${columns.join(', ')} FROM ${sqlName(table.name)}`);
        const named = (values: readonly (string | null)[]) =>
          new Map(table.columns.map(({ name }, index) => [name, values[index] ?? null]));
        rows.set(table.name, read.map(named));
      }
    } finally {
      engine.close();
    }
    return rows;
  }
}

/** Tables that read a dataset, by themselves or through other tables. */
function tablesReading(dataset: string, tables: readonly Table[]): Table[] {
  const reading = new Set([dataset]);
  return tables.filter(({ name, reads }) => {
    const does = reads.some((one) => reading.has(one));
    if (does) reading.add(name);
    return does;
  });
}

const keyOf = ({ key }: Table, row: ReadonlyMap<string, string | null>): string =>
  JSON.stringify(key.map((name) => row.get(name)));

async function readTable(path: string): Promise<TableManifest | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isTableManifest(value) ? value : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
