import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { SourcePart } from './dataset-view.ts';

/**
 * The processed files of a dataset: what manifests name, and nothing else. `_rejects` and `_runs` are made of what every manifest
 * says of its own file.
 * @param processed absolute path of the processed bucket
 */
export function datasetParts(
  schema: DatasetSchema,
  manifests: readonly Manifest[],
  processed: string,
): readonly SourcePart[] {
  return inOrder(manifests).flatMap((manifest) =>
    partsOf(schema.name, manifest).map((part) => ({
      path: join(processed, part.key),
      file: manifest.file,
      rows: part.rows,
      older: schema.source !== 'lake' && manifest.schemaHash !== schema.hash,
    })),
  );
}

function partsOf(dataset: string, manifest: Manifest) {
  if (dataset === '_runs') return [manifest.run];
  if (dataset === '_rejects') return manifest.rejects === undefined ? [] : [manifest.rejects];
  return manifest.dataset === dataset ? manifest.parts : [];
}

/** Files of a dataset whose present version is not what readers get. */
export function staleFiles(dataset: string, manifests: readonly Manifest[]): readonly string[] {
  return inOrder(manifests)
    .filter((manifest) => manifest.dataset === dataset && manifest.stale)
    .map((manifest) => manifest.file);
}

/**
 * A hash (hex) of a dataset's rows: its schema and the content of its parts. A run's part holds clock values, which no table may
 * read, so `_runs` counts by what else its rows say.
 */
export function datasetHash(schema: DatasetSchema, manifests: readonly Manifest[]): string {
  const ordered = inOrder(manifests);
  const rows =
    schema.name === '_runs'
      ? ordered.map(runFacts)
      : ordered.flatMap((manifest) => partsOf(schema.name, manifest).map((part) => [manifest.file, part.sha256]));
  return hash('sha256', JSON.stringify([schema.hash, rows]));
}

function runFacts(manifest: Manifest): unknown[] {
  const { dataset, file, rawVersion, schemaHash, engineVersion, tokenKeyId, status, stale } = manifest;
  const { rowsIn, rowsClean, rowsQuarantined } = manifest;
  return [
    dataset,
    file,
    rawVersion,
    schemaHash,
    engineVersion,
    tokenKeyId,
    status,
    stale,
    rowsIn,
    rowsClean,
    rowsQuarantined,
  ];
}

function inOrder(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}
