import { s3ManifestDatasets } from './folders/s3-manifest-datasets.ts';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import type { Allowed } from './roles/role.ts';
import type { Keys } from './storage/keys.ts';

/** What `run-step` needs to write manifests: the lake's own manifests of these datasets, and the folder of QuickSight's. */
export function writerMay(lake: Lake, keys: Keys): Allowed {
  const datasets = s3ManifestDatasets(lake);
  if (datasets.length === 0) return {};
  const processed = lake.names.bucketArn('processed');
  return {
    FindManifests: {
      actions: ['s3:ListBucket'],
      resources: [processed],
      conditions: {
        StringLike: { 's3:prefix': ['_quicksight/*', ...datasets.map((name) => `_manifests/${name}/*`)] },
      },
    },
    // A version is read as the one that was looked at: another may have come meanwhile.
    ReadManifests: {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: datasets.map((name) => `${processed}/_manifests/${name}/*`),
      because: because.objects,
    },
    WriteS3Manifests: {
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'],
      resources: [`${processed}/_quicksight/*`],
      because: because.objects,
    },
    EncryptS3Manifests: { actions: ['kms:GenerateDataKey'], resources: [keys.lake.keyArn] },
  };
}

/** What QuickSight's role needs to follow a manifest: these datasets' clean files, and no others of the bucket. */
export function followerMay(lake: Lake, keys: Keys): Allowed {
  const datasets = s3ManifestDatasets(lake);
  if (datasets.length === 0) return {};
  const processed = lake.names.bucketArn('processed');
  const folders = datasets.flatMap((name) => [`_quicksight/${name}/*`, `${name}/*`]);
  return {
    FindCleanFiles: { actions: ['s3:GetBucketLocation'], resources: [processed] },
    ListCleanFiles: {
      actions: ['s3:ListBucket'],
      resources: [processed],
      conditions: { StringLike: { 's3:prefix': folders } },
    },
    ReadCleanFiles: {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: folders.map((folder) => `${processed}/${folder}`),
      because: because.objects,
    },
    DecryptCleanFiles: { actions: ['kms:Decrypt'], resources: [keys.lake.keyArn] },
  };
}
