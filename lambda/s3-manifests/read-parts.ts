import type { Part } from '../clean/manifest.ts';
import { readManifest } from '../reconcile/read-manifests.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** Manifests that are read at once: reading waits for S3. */
const atOnce = 16;

/** The clean files that a dataset's manifests name; reading ends with the first that makes them more than `most`. @param processed the bucket */
export async function readParts(processed: ObjectStore, dataset: string, most: number): Promise<Part[]> {
  const folder = '_manifests/';
  const files: string[] = [];
  for await (const key of processed.keys(`${folder}${dataset}/`))
    if (key.endsWith('.json')) files.push(key.slice(folder.length, -'.json'.length));
  const parts: Part[] = [];
  for (let from = 0; from < files.length; from += atOnce) {
    const read = await Promise.all(files.slice(from, from + atOnce).map((file) => readManifest(processed, file)));
    parts.push(...read.flatMap((one) => one?.manifest?.parts ?? []));
    if (parts.filter(({ rows }) => rows > 0).length > most) break;
  }
  return parts;
}
