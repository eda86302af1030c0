import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isTableManifest, type TableManifest } from './table-manifest.ts';

/** The steps that change or read the final bucket, one by one: tests make each of them fail. */
export interface FileSteps {
  makeFolder(path: string): Promise<void>;
  read(path: string): Promise<Buffer>;
  write(path: string, text: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Names; nothing for a folder that is not there. Folders end in `/`. */
  list(path: string): Promise<readonly string[]>;
  /** Bytes; undefined for a file that is not there. */
  size(path: string): Promise<number | undefined>;
}

export const fileSteps: FileSteps = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  read: (path) => readFile(path),
  // Flushed, so that the rename never makes an empty file durable.
  write: (path, text) => writeFile(path, text, { flush: true }),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  list: (path) =>
    readdir(path, { withFileTypes: true }).then(
      (entries) => entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort(),
      absent([]),
    ),
  size: (path) => stat(path).then((found) => found.size, absent(undefined)),
};

function absent<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return value;
    throw error;
  };
}

/** Folder of the manifests, in final. */
export const manifestFolder = '_tables';

export function manifestPath(final: string, table: string): string {
  return join(final, manifestFolder, `${table}.json`);
}

/** @returns undefined when there is none, or none that this version can read */
export async function readTableManifest(
  final: string,
  table: string,
  files = fileSteps,
): Promise<TableManifest | undefined> {
  const path = manifestPath(final, table);
  if ((await files.size(path)) === undefined) return undefined;
  const value = parse((await files.read(path)).toString());
  return isTableManifest(value) && value.table === table ? value : undefined;
}

/** A manifest is all there or not at all: a draft beside it takes its place in one step. */
export async function writeTableManifest(final: string, manifest: TableManifest, files = fileSteps): Promise<void> {
  const path = manifestPath(final, manifest.table);
  await files.makeFolder(dirname(path));
  await files.write(`${path}.draft`, `${JSON.stringify(manifest, null, 1)}\n`);
  await files.rename(`${path}.draft`, path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
