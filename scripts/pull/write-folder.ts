import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileChange } from './plan-files.ts';

/** Texts of a dashboard's JSON files by path within its folder, `/` between; empty where there is no folder. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    texts.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  return texts;
}

/**
 * Makes the changes, all or none as far as a file system can: everything is written beside the folder first, and only then moved into place.
 * What fails before leaves the folder as it was.
 * @throws RangeError when a path leads out of the folder, before anything is written
 */
export async function writeFolder(folder: string, changes: readonly FileChange[]): Promise<void> {
  for (const { path } of changes)
    if (!isWithin(folder, path)) throw new RangeError(`${JSON.stringify(path)}: expected a path within ${folder}`);
  await mkdir(dirname(folder), { recursive: true });
  const stage = await mkdtemp(join(dirname(folder), '.pull-'));
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      await mkdir(dirname(join(stage, path)), { recursive: true });
      await writeFile(join(stage, path), text);
    }
    for (const { path, text } of changes) {
      if (text === undefined) await rm(join(folder, path));
      else {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await rename(join(stage, path), join(folder, path));
      }
    }
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(folder, path));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way) && !isAbsolute(path);
}
