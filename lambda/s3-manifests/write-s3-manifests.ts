import { buffer } from 'node:stream/consumers';
import type { Part } from '../clean/manifest.ts';
import { type ObjectStore, StoreError } from '../store/object-store.ts';
import { mostFiles, planS3Manifest, s3ManifestFolder, s3ManifestKey } from './plan-s3-manifest.ts';
import { readParts } from './read-parts.ts';

/** What writing came to: names of datasets, in code-point order. */
export interface S3Manifests {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** There was one, and now there must be none: nothing to read, or not this dataset any more. */
  readonly removed: readonly string[];
  /** More files than QuickSight takes: none rather than some. */
  readonly tooManyFiles: readonly string[];
}

export interface S3ManifestsOf {
  readonly processed: ObjectStore;
  /** The name of processed in S3, which the manifests are to name. */
  readonly bucket: string;
  /** Names of the datasets that get one: only such as anybody may see. */
  readonly datasets: readonly string[];
  /** What a dataset's manifests name; without it they are read. */
  readonly partsOf?: (dataset: string) => readonly Part[];
}

/** How often one is tried again when somebody else wrote it meanwhile. */
const mostTries = 5;

/**
 * Makes `_quicksight/<dataset>/manifest.json` of processed name the clean files of now, for each of these datasets, and removes all others.
 * Each is written whole, only if it differs, and only if nobody wrote it since the files were looked at: of two at once the later look wins.
 * @throws StoreError when processed can't be read or written
 */
export async function writeS3Manifests(of: S3ManifestsOf): Promise<S3Manifests> {
  const datasets = [...new Set(of.datasets)].sort();
  const result = {
    written: [] as string[],
    unchanged: [] as string[],
    removed: [] as string[],
    tooManyFiles: [] as string[],
  };
  for (const dataset of datasets) {
    const { did, tooMany } = await writeOne(of, dataset);
    if (did !== undefined) result[did].push(dataset);
    if (tooMany) result.tooManyFiles.push(dataset);
  }
  for await (const key of of.processed.keys(s3ManifestFolder)) {
    const dataset = key.slice(s3ManifestFolder.length).split('/')[0] ?? '';
    if (key === s3ManifestKey(dataset) && datasets.includes(dataset)) continue;
    await of.processed.remove(key);
    result.removed.push(dataset);
  }
  result.removed.sort();
  return result;
}

interface Did {
  readonly did: 'written' | 'unchanged' | 'removed' | undefined;
  readonly tooMany: boolean;
}

async function writeOne(of: S3ManifestsOf, dataset: string): Promise<Did> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryOnce(of, dataset);
    } catch (error) {
      const changed = error instanceof StoreError && (error.code === 'conflict' || error.code === 'not-found');
      if (!changed || tries === mostTries) throw error;
    }
  }
}

async function tryOnce({ processed, bucket, partsOf }: S3ManifestsOf, dataset: string): Promise<Did> {
  const key = s3ManifestKey(dataset);
  // Before the files are looked at: whoever writes one after this moment makes our own write fail.
  const current = await processed.head(key);
  const plan = planS3Manifest(partsOf?.(dataset) ?? (await readParts(processed, dataset, mostFiles)), bucket);
  if ('withheld' in plan) {
    if (current !== undefined) await processed.remove(key);
    return { did: current === undefined ? undefined : 'removed', tooMany: plan.withheld === 'too-many-files' };
  }
  if (current !== undefined && (await buffer(processed.read(key, current.version))).toString('utf8') === plan.text)
    return { did: 'unchanged', tooMany: false };
  await processed.write(key, new TextEncoder().encode(plan.text), { ifVersion: current?.version ?? null });
  return { did: 'written', tooMany: false };
}
