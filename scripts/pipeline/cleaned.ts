import type { Manifest, Provenance } from '../../lambda/clean/manifest.ts';

/** What a manifest of clean says, as far as it matters here, and the ETag at which it said so. */
export interface Cleaned extends Provenance {
  readonly etag: string;
  readonly status: Manifest['status'];
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
}

/** Manifests by raw key. Who keeps them from one look to the next spares reading those that are still the same. */
export type CleanedFiles = ReadonlyMap<string, Cleaned>;

export const cleanedBy = (manifest: Manifest, etag: string): Cleaned => {
  const { rawVersion, schemaHash, engineVersion, tokenKeyId, status, rowsIn, rowsClean, rowsQuarantined } = manifest;
  return { etag, rawVersion, schemaHash, engineVersion, tokenKeyId, status, rowsIn, rowsClean, rowsQuarantined };
};
