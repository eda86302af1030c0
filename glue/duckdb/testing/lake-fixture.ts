import { hash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Manifest, Part } from '../../../lambda/clean/manifest.ts';
import { parseColumnType } from '../../../lambda/schema/column-type.ts';
import type { Column, DatasetSchema, OnDuplicate } from '../../../lambda/schema/dataset-schema.ts';
import type { Table } from '../table.ts';

/** A project and its lake in a temporary folder, written file by file by a test. */
export class LakeFixture {
  readonly root: string;
  readonly room: string;
  readonly processed: string;
  readonly final: string;
  readonly schemas: DatasetSchema[] = [];
  readonly manifests: Manifest[] = [];

  private constructor(root: string) {
    this.root = root;
    this.room = join(root, 'glue', 'tables');
    this.processed = join(root, '.lake', 'processed');
    this.final = join(root, '.lake', 'final');
  }

  static async create(): Promise<LakeFixture> {
    return new LakeFixture(await mkdtemp(join(tmpdir(), 'sluice-tables-')));
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  /** Adds or replaces a dataset. @param columns Spark types by name */
  dataset(name: string, columns: Readonly<Record<string, string>>, more: Partial<DatasetSchema> = {}): DatasetSchema {
    const schema = datasetSchema(name, columns, more);
    const at = this.schemas.findIndex((one) => one.name === name);
    if (at < 0) this.schemas.push(schema);
    else this.schemas[at] = schema;
    return schema;
  }

  /** Writes a clean file (processed CSV with header and `_row`) and its manifest. */
  async clean(dataset: string, file: string, csv: string, more: Partial<Manifest> = {}): Promise<Manifest> {
    const id = hash('sha256', csv).slice(0, 16);
    const key = `${dataset}/${file}/${id}/part-00000.csv`;
    const part = await this.#part(key, csv);
    const raw = `${dataset}/${file}`;
    const run = await this.#part(
      `_runs/${dataset}/${file}/${id}.csv`,
      `dataset,file,status,stale,rows_in,cleaned_at,seconds\n${dataset},${raw},clean,false,${part.rows},${new Date().toISOString()},${Math.random()}\n`,
    );
    const manifest: Manifest = {
      format: 1,
      dataset,
      file: raw,
      status: 'clean',
      stale: false,
      rawVersion: hash('sha256', csv),
      schemaHash: this.schemas.find((one) => one.name === dataset)?.hash ?? '',
      engineVersion: '1',
      tokenKeyId: 'dev',
      rowsIn: part.rows,
      rowsClean: part.rows,
      rowsQuarantined: 0,
      parts: [part],
      rejects: undefined,
      run,
      quarantine: undefined,
      report: `_reports/${raw}/0123456789abcdef.json`,
      ...more,
    };
    const at = this.manifests.findIndex((one) => one.file === raw);
    if (at < 0) this.manifests.push(manifest);
    else this.manifests[at] = manifest;
    return manifest;
  }

  /** Writes a table's folder. */
  async table(
    name: string,
    files: { readonly contract: unknown; readonly sql: string; readonly quality?: string },
  ): Promise<void> {
    await this.write(`glue/tables/${name}/table.json`, JSON.stringify(files.contract, null, 2));
    await this.write(`glue/tables/${name}/transform.sql`, files.sql);
    await this.write(`glue/tables/${name}/quality.dqdl`, files.quality ?? 'Rules = [ RowCount > 0 ]\n');
  }

  async removeTable(name: string): Promise<void> {
    await rm(join(this.room, name), { recursive: true });
  }

  /** Writes a file below the root. */
  async write(path: string, text: string): Promise<void> {
    const target = join(this.root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  /** sha256 by path of every file of the final bucket. */
  async finalFiles(): Promise<Readonly<Record<string, string>>> {
    const entries = await readdir(this.final, { withFileTypes: true, recursive: true }).catch(() => []);
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const pairs = paths
      .sort()
      .map(async (path) => [relative(this.final, path), hash('sha256', await readFile(path))] as const);
    return Object.fromEntries(await Promise.all(pairs));
  }

  async #part(key: string, csv: string): Promise<Part> {
    await this.write(`.lake/processed/${key}`, csv);
    return { key, rows: csv.trim().split('\n').length - 1, bytes: Buffer.byteLength(csv), sha256: hash('sha256', csv) };
  }
}

/** A contract with short columns: `{ day: 'date', region: 'string?' }`, where `?` allows null. */
export function contractOf(
  columns: Readonly<Record<string, string>>,
  key: readonly string[],
  partitions: readonly string[] = [],
): Record<string, unknown> {
  return {
    title: 'Test',
    description: 'A test.',
    owner: 'tests',
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type: type.replace('?', ''),
      nullable: type.endsWith('?'),
      description: name,
    })),
    key,
    partitions,
  };
}

/** A table with short columns, as contractOf. */
export function tableOf(
  name: string,
  columns: Readonly<Record<string, string>>,
  key: readonly string[],
  partitions: readonly string[] = [],
): Table {
  return {
    name,
    title: name,
    description: '',
    owner: '',
    columns: Object.entries(columns).map(([column, type]) => ({
      name: column,
      type: parseColumnType(type.replace('?', '')) ?? { kind: 'string' },
      nullable: type.endsWith('?'),
      description: '',
      unit: undefined,
    })),
    key,
    partitions,
    sql: { text: '', place: { file: `glue/tables/${name}/transform.sql` } },
    quality: { text: '', place: { file: `glue/tables/${name}/quality.dqdl` } },
    reads: [],
  };
}

/** A dataset's schema from Spark types by column. */
export function datasetSchema(
  name: string,
  columns: Readonly<Record<string, string>>,
  more: Partial<DatasetSchema> = {},
): DatasetSchema {
  const first: OnDuplicate = { rule: 'first' };
  return {
    name,
    title: name,
    description: '',
    owner: '',
    licence: '',
    source: 'repository',
    declared: undefined,
    format: 'csv',
    columns: Object.entries(columns).map(([column, type]) => columnOf(column, type)),
    primaryKey: [],
    onDuplicate: first,
    dialect: {
      delimiter: undefined,
      quote: undefined,
      header: undefined,
      encoding: undefined,
      comment: undefined,
      skipLines: 0,
    },
    unknownColumns: 'fail',
    tolerance: 0.05,
    limits: {},
    readers: [],
    freshness: undefined,
    json: {},
    hash: JSON.stringify(columns),
    ...more,
  };
}

function columnOf(name: string, type: string): Column {
  return {
    name,
    path: [name],
    type: parseColumnType(type) ?? { kind: 'string' },
    required: false,
    nullable: true,
    formats: [],
    timeZone: undefined,
    nullTokens: [],
    aliases: [],
    sensitive: undefined,
    formulas: 'keep',
    readers: [],
    title: undefined,
    description: undefined,
    unit: undefined,
  };
}
