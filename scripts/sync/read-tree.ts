import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { schemaKey } from '../../lambda/reconcile/stored-schemas.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';
import { findings } from '../lake/findings.ts';
import { hashFile } from '../lake/hash-file.ts';
import { type DatasetFile, listDatasets } from '../lake/list-datasets.ts';
import { type Dataset, readDatasets } from '../lake/read-datasets.ts';

/** A committed file and its content. */
export interface TreeFile extends DatasetFile {
  readonly sha256: string;
}

/** A committed schema, by its key in processed. */
export interface TreeSchema {
  readonly key: string;
  /** As a message names it. */
  readonly name: string;
  readonly dataset: string;
  readonly text: Uint8Array;
  readonly sha256: string;
}

/** What raw and processed should hold of the repository. */
export interface Tree {
  /** Files that raw should hold, by key. */
  readonly files: ReadonlyMap<string, TreeFile>;
  /** By key. */
  readonly schemas: ReadonlyMap<string, TreeSchema>;
  /** The schemas, read, by dataset. */
  readonly read: ReadonlyMap<string, DatasetSchema>;
  /** Keys of which raw keeps what it has: their file can't be taken now. */
  readonly heldKeys: ReadonlySet<string>;
  /** Datasets of which raw keeps what it has. */
  readonly heldDatasets: ReadonlySet<string>;
  /** Datasets that have a folder. */
  readonly datasets: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Hashing waits for the disk. */
const atOnce = 16;

/**
 * Reads datasets/: which files and schemas there are, and their contents' sha256.
 * @param root the repository
 * @param room absolute path of its datasets/
 */
export async function readTree(root: string, room: string): Promise<Tree> {
  const listing = await listDatasets(room);
  const datasets = await readDatasets(root, listing.folders);
  const taken = datasets.filter(takesFiles);
  const found: Finding[] = [...listing.findings, ...datasets.flatMap((dataset) => dataset.findings)];
  const heldKeys = new Set(listing.findings.map(({ place }) => place.file.replace(/^datasets\//, '')));
  const hashed = await fewAtOnce(
    taken.flatMap(({ files }) => files),
    atOnce,
    async (file): Promise<TreeFile[]> => {
      const sha256 = await hashFile(file.path, file.bytes).catch((error: unknown) => {
        if (!(error instanceof Error && 'syscall' in error)) throw error;
        found.push(findings.unreadableFile(file.name, error.message));
        heldKeys.add(file.key);
      });
      return sha256 === undefined ? [] : [{ ...file, sha256 }];
    },
  );
  const readable = new Set(datasets.flatMap(({ name, schema }) => (schema === undefined ? [] : [name])));
  const schemas = await fewAtOnce(listing.folders, atOnce, async ({ dataset, schema }): Promise<TreeSchema[]> => {
    if (schema === undefined || !readable.has(dataset)) return [];
    const text = await readFile(schema);
    const name = `datasets/${dataset}/schema.json`;
    return [{ key: schemaKey(dataset), name, dataset, text, sha256: hash('sha256', text) }];
  });
  return {
    files: new Map(hashed.flat().map((file) => [file.key, file])),
    schemas: new Map(schemas.flat().map((schema) => [schema.key, schema])),
    read: new Map(datasets.flatMap(({ name, schema }) => (schema === undefined ? [] : [[name, schema]]))),
    heldKeys,
    heldDatasets: new Set(datasets.filter((one) => !takesFiles(one)).map(({ name }) => name)),
    datasets: new Set(datasets.map(({ name }) => name)),
    findings: found,
  };
}

/** Decision 8 and the two doors of decision 10: what can't be judged, may not be committed, or is uploaded, stays as raw has it. */
function takesFiles({ schema, findings: found }: Dataset): boolean {
  return schema?.source === 'repository' && !found.some(({ code }) => code === 'sensitive-committed');
}
