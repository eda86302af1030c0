import { join } from 'node:path';
import type { Manifest } from '../../lambda/clean/manifest.ts';
import { reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { FileStore } from '../../lambda/store/file-store.ts';

/** A file to upload. */
export interface Upload {
  /** Raw key. */
  readonly key: string;
  readonly body: Uint8Array;
}

/** What a manifest says that does not depend on where it was made. */
export type Counts = Pick<Manifest, 'status' | 'stale' | 'rowsIn' | 'rowsClean' | 'rowsQuarantined'>;

export const countsOf = ({ status, stale, rowsIn, rowsClean, rowsQuarantined }: Manifest): Counts => ({
  ...{ status, stale, rowsIn, rowsClean, rowsQuarantined },
});

/**
 * What a laptop makes of the same files: the truth that the stand-in is held to.
 * @param folder absolute path of an empty folder
 * @returns by raw key; undefined for a key that leaves no manifest
 */
export async function cleanOnLaptop(
  folder: string,
  schemas: ReadonlyMap<string, DatasetSchema>,
  uploads: readonly Upload[],
): Promise<Map<string, Counts | undefined>> {
  const [raw, processed] = [new FileStore(join(folder, 'raw')), new FileStore(join(folder, 'processed'))];
  const quarantine = new FileStore(join(folder, 'quarantine'), { mode: 0o600 });
  const schemaOf = async (dataset: string) => schemas.get(dataset);
  const surroundings = { raw, processed, quarantine, schemaOf, token: developmentToken, now: () => new Date(0) };
  const counts = new Map<string, Counts | undefined>();
  for (const { key, body } of uploads) {
    await raw.write(key, body);
    const { manifest } = await reconcileKey(key, surroundings);
    counts.set(key, manifest === undefined ? undefined : countsOf(manifest));
  }
  return counts;
}
