import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../../lambda/clean/manifest.ts';

/** Folder of the manifests, in processed. */
const folder = '_manifests';

/**
 * Every manifest of the processed bucket, by raw key. A bucket that does not exist has none.
 * @param processed absolute path
 */
export async function readManifests(processed: string): Promise<readonly Manifest[]> {
  const entries = await readdir(join(processed, folder), { withFileTypes: true, recursive: true }).catch(none);
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  const texts = await Promise.all(paths.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  const manifests = texts.map((text): unknown => JSON.parse(text)).filter(isManifest);
  return manifests.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function none(error: unknown): never[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'parts' in value &&
    Array.isArray(value.parts) &&
    'run' in value
  );
}
