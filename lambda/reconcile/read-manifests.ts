import { buffer } from 'node:stream/consumers';
import type { Manifest } from '../clean/manifest.ts';
import { type ObjectStore, StoreError } from '../store/object-store.ts';
import { manifestKey } from './output-keys.ts';

/** A manifest and the version at which it was read, for a conditional write. */
export interface ReadManifest {
  readonly manifest: Manifest;
  readonly version: string;
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 1 && 'parts' in value;

/** A manifest is ours and written whole; what can't be read was damaged by hand, and counts as none: the file is cleaned again. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a manifest: the same manifest, the same bytes. */
export const writeManifest = (manifest: Manifest): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);

/**
 * The manifest of one raw key as it stands now.
 * @param processed the bucket
 * @param file the raw key
 * @returns the version alone where the object is no manifest; undefined where there is no object
 */
export async function readManifest(
  processed: ObjectStore,
  file: string,
): Promise<{ manifest: Manifest | undefined; version: string } | undefined> {
  const key = manifestKey(file);
  const object = await processed.head(key);
  if (object === undefined) return undefined;
  try {
    const bytes = await buffer(processed.read(key, object.version));
    return { manifest: parseManifest(bytes.toString('utf8')), version: object.version };
  } catch (error) {
    // Replaced between the two calls.
    if (error instanceof StoreError && error.code === 'not-found') return readManifest(processed, file);
    throw error;
  }
}

/**
 * Every manifest of the lake, by key: what a reader of processed counts, and nothing else.
 * @param processed the bucket
 * @param dataset only this dataset's
 */
export async function readManifests(processed: ObjectStore, dataset?: string): Promise<Manifest[]> {
  const prefix = dataset === undefined ? '_manifests/' : `_manifests/${dataset}/`;
  const manifests: Manifest[] = [];
  for await (const key of processed.keys(prefix)) {
    if (!key.endsWith('.json')) continue;
    const read = await readManifest(processed, key.slice('_manifests/'.length, -'.json'.length));
    if (read?.manifest !== undefined) manifests.push(read.manifest);
  }
  return manifests;
}
