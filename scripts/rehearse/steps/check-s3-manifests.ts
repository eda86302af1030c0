import { buffer } from 'node:stream/consumers';
import { readManifests } from '../../../lambda/reconcile/read-manifests.ts';
import { planS3Manifest, s3ManifestFolder, s3ManifestKey } from '../../../lambda/s3-manifests/plan-s3-manifest.ts';
import type { Rehearsal } from '../rehearsal.ts';

/** QuickSight's manifests are those of the datasets that the environment names, and name all that the lake's own manifests name. */
export async function checkS3Manifests({ buckets, environment, names }: Rehearsal): Promise<string[]> {
  const failures: string[] = [];
  const expected = environment.analytics?.s3Manifests ?? [];
  for (const dataset of expected) {
    const key = s3ManifestKey(dataset);
    const parts = (await readManifests(buckets.processed, dataset)).flatMap((one) => one.parts);
    const plan = planS3Manifest(parts, names.bucket('processed'));
    const there = (await buckets.processed.head(key)) === undefined ? undefined : await textOf(buckets.processed, key);
    if (!('text' in plan)) failures.push(`${dataset}: expected clean files to name, got ${plan.withheld}`);
    else if (there !== plan.text) failures.push(`${key}: expected ${parts.length} files named, got ${there}`);
  }
  for await (const key of buckets.processed.keys(s3ManifestFolder))
    if (!expected.some((dataset) => key === s3ManifestKey(dataset)))
      failures.push(`${key}: expected none, since the environment does not name its dataset`);
  return failures;
}

const textOf = async (store: Rehearsal['buckets']['processed'], key: string): Promise<string> =>
  (await buffer(store.read(key))).toString('utf8');
