import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { whyNotPortable } from './check-path.ts';
import { hasDataEnding, isDocument } from './file-kinds.ts';
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
  const entries = await sortedEntries(root);
  const loose = entries.filter((entry) => !entry.isDirectory() && !isDocument(entry.name));
  found.push(...loose.map(({ name }) => findings.unexpectedFile(`datasets/${name}`, 'loose-data')));
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const dataset of names) {
    if (dataset.startsWith('.') && !(await holdsContent(join(root, dataset)))) continue;
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
    const { paths, repositories } = await walk(join(root, dataset), '');
    found.push(...repositories.map((path) => findings.unexpectedFile(`datasets/${dataset}${path}`, 'submodule')));
    for (const path of paths) {
      if (path === 'schema.json') schema = join(root, dataset, path);
      else if (!isDocument(path)) {
        const file = await describeFile(root, `${dataset}/${path}`, seen, found);
        if (file !== undefined) files.push(file);
      }
    }
    if (schema === undefined && !repositories.includes(''))
      found.push(findings.datasetWithoutSchema(`datasets/${dataset}`));
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
  else if (key[key.lastIndexOf('/') + 1] === '.') {
    found.push(findings.unexpectedFile(name, 'hidden'));
  } else if (!hasDataEnding(key)) {
    found.push(findings.unexpectedFile(name, 'ending'));
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

/** Whether a folder holds a file that is more than settings and text for people. */
export async function holdsContent(folder: string): Promise<boolean> {
  const { paths, repositories } = await walk(folder, '');
  return repositories.length > 0 || paths.some((path) => !isDocument(path));
}

/**
 * Paths of all files below a folder, relative to it, with `/`; and of folders that are git repositories of their own (`` for the folder itself, else
 * `/a/b`), whose files belong to those.
 */
async function walk(folder: string, prefix: string): Promise<{ paths: string[]; repositories: string[] }> {
  const entries = await sortedEntries(folder);
  if (entries.some(({ name }) => name === '.git')) {
    return { paths: [], repositories: [prefix === '' ? '' : `/${prefix.slice(0, -1)}`] };
  }
  const paths: string[] = [];
  const repositories: string[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (!entry.isDirectory()) paths.push(path);
    else {
      const below = await walk(join(folder, entry.name), `${path}/`);
      paths.push(...below.paths);
      repositories.push(...below.repositories);
    }
  }
  return { paths, repositories };
}

async function sortedEntries(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
