import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of glue/tables as it lies there. */
export interface TableFolder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** The path that findings name. */
  readonly shown: string;
  /** Names in the folder; folders end in `/`. */
  readonly entries: readonly string[];
  /** Undefined where there is no such file. */
  readonly contract: string | undefined;
  readonly transform: string | undefined;
  readonly quality: string | undefined;
}

/** Reads every table folder, by name. A room that does not exist has none. */
export async function readTableFolders(room: string, shown: string): Promise<readonly TableFolder[]> {
  const entries = await readdir(room, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readTableFolder(join(room, name), name, `${shown}/${name}`)));
}

async function readTableFolder(path: string, name: string, shown: string): Promise<TableFolder> {
  const list = await readdir(path, { withFileTypes: true });
  const entries = list.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  const text = async (file: string) => (entries.includes(file) ? readFile(join(path, file), 'utf8') : undefined);
  const [contract, transform, quality] = await Promise.all([
    text('table.json'),
    text('transform.sql'),
    text('quality.dqdl'),
  ]);
  return { name, path, shown, entries, contract, transform, quality };
}
