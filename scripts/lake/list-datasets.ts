import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { whyNotPortable } from './check-path.ts';
import { findings, type LakeFinding } from './findings.ts';

/** A data file of a dataset. */
export interface DatasetFile {
  /** Raw key: `<dataset>/<path below its folder>`. */
  readonly key: string;
  /** As a message names it: `datasets/<key>`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

/** A folder below datasets/, as it lies there. */
export interface DatasetFolder {
  readonly dataset: string;
  /** Absolute path of schema.json; undefined when there is none. */
  readonly schema: string | undefined;
  readonly files: readonly DatasetFile[];
}

/** All that lies below datasets/. */
export interface DatasetListing {
  readonly folders: readonly DatasetFolder[];
  readonly findings: readonly LakeFinding[];
}

/** Endings of data files; each may be followed by .gz. */
export const dataEndings = ['.csv', '.tsv', '.txt', '.ndjson', '.jsonl', '.json'] as const;

/** GitHub refuses larger files: https://docs.github.com/repositories/working-with-files/managing-large-files */
const largest = 100_000_000;

/**
 * Lists datasets/ without reading a file's content.
 * @param root absolute path of datasets/
 * @returns folders and files in code-point order, and what is wrong with their names and sizes; a file with a finding is left out
 */
export async function listDatasets(root: string): Promise<DatasetListing> {
  const found: LakeFinding[] = [];
  const folders: DatasetFolder[] = [];
  const seen = new Map<string, string>();
  const entries = (await sortedEntries(root)).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const names = entries.map(({ name }) => name);
  for (const dataset of names) {
    if (!/^_?[a-z][a-z0-9_]{0,63}$/.test(dataset)) {
      const folder = `datasets/${dataset}`;
      const twin = names.find((name) => name !== dataset && name.toLowerCase() === dataset.toLowerCase());
      found.push(
        twin === undefined
          ? findings.datasetName(folder, dataset)
          : findings.pathCaseCollision(folder, `datasets/${twin}`),
      );
      continue;
    }
    const files: DatasetFile[] = [];
    let schema: string | undefined;
    for (const path of await walk(join(root, dataset), '')) {
      if (path === 'schema.json') schema = join(root, dataset, path);
      else if (!isDocument(path)) {
        const file = await describeFile(root, `${dataset}/${path}`, seen, found);
        if (file !== undefined) files.push(file);
      }
    }
    if (schema === undefined) found.push(findings.datasetWithoutSchema(`datasets/${dataset}`));
    folders.push({ dataset, schema, files });
  }
  return { folders, findings: found };
}

async function describeFile(
  root: string,
  key: string,
  seen: Map<string, string>,
  found: LakeFinding[],
): Promise<DatasetFile | undefined> {
  const name = `datasets/${key}`;
  const twin = seen.get(key.toLowerCase());
  seen.set(key.toLowerCase(), name);
  const why = whyNotPortable(key);
  if (why !== undefined) found.push(findings.pathNotPortable(name, why));
  else if (twin !== undefined) found.push(findings.pathCaseCollision(name, twin));
  else if (!dataEndings.some((ending) => key.toLowerCase().replace(/\.gz$/, '').endsWith(ending))) {
    found.push(findings.unexpectedFile(name, dataEndings));
  } else {
    const path = join(root, ...key.split('/'));
    const bytes = await sizeOf(path, root);
    if (typeof bytes !== 'number') found.push(findings.unreadableFile(name, bytes.reason));
    else if (bytes > largest) found.push(findings.fileTooLarge(name, bytes, largest));
    else return { key, name, path, bytes };
  }
  return undefined;
}

async function sizeOf(path: string, root: string): Promise<number | { reason: string }> {
  try {
    const isLink = (await lstat(path)).isSymbolicLink();
    if (isLink && !(await realpath(path)).startsWith((await realpath(root)) + sep)) {
      return { reason: 'a link that leads out of datasets/' };
    }
    const status = await stat(path);
    return status.isFile() ? status.size : { reason: 'something that is no file' };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Files that explain a dataset and hold none of its rows. */
function isDocument(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    name.startsWith('.') || /^(readme|licen[cs]e|notice)(\.[a-z]+)?$/i.test(name) || name.toLowerCase().endsWith('.md')
  );
}

/** Paths of all files below a folder, relative to it, with `/`. */
async function walk(folder: string, prefix: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await sortedEntries(folder)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await walk(join(folder, entry.name), `${path}/`)));
    else paths.push(path);
  }
  return paths;
}

async function sortedEntries(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
