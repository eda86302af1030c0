import type { Manifest } from '../../../lambda/clean/manifest.ts';
import { readManifests as readAll } from '../../../lambda/reconcile/read-manifests.ts';
import { FileStore } from '../../../lambda/store/file-store.ts';

/**
 * Every manifest of a laptop's processed bucket, by raw key. A bucket that does not exist has none.
 * @param processed absolute path
 */
export async function readManifests(processed: string): Promise<readonly Manifest[]> {
  return await readAll(new FileStore(processed));
}
