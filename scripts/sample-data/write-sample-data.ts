import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFile } from './data-file.ts';

/**
 * Names the files that lie otherwise below `root`, or are missing there.
 * @param root absolute path of datasets/; what else lies there is no business of the generator
 */
export async function changedFiles(root: string, files: readonly DataFile[]): Promise<DataFile[]> {
  const same = await Promise.all(
    files.map(async (file) => file.bytes.equals(await readOrNothing(join(root, file.path)))),
  );
  return files.filter((_, index) => same[index] === false);
}

/** Writes the files below `root`, making folders as needed. */
export async function writeFiles(root: string, files: readonly DataFile[]): Promise<void> {
  for (const file of files) {
    const path = join(root, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.bytes);
  }
}

/** A missing file reads as nothing: no generated file is empty. */
async function readOrNothing(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
