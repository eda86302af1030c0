import type { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import { type Allowed, addRole } from './roles/role.ts';
import type { Keys } from './storage/keys.ts';

/** What `sluice erase` does, and no more: it reads raw, since quarantine holds nothing that raw does not, and removes versions for good. */
function eraserMay({ names }: Lake, keys: Keys): Allowed {
  const objects = (use: 'raw' | 'processed' | 'final' | 'quarantine', folder = '') =>
    `${names.bucketArn(use)}/${folder}*`;
  const buckets = (['raw', 'processed', 'final', 'quarantine'] as const).map((use) => names.bucketArn(use));
  return {
    FindVersions: { actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: buckets },
    ReadRaw: {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [objects('raw')],
      because: because.objects,
    },
    WriteRawWithoutThePerson: {
      actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [objects('raw')],
      because: because.objects,
    },
    ReadManifests: {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [objects('processed', '_manifests/'), objects('processed', '_schemas/')],
      because: because.objects,
    },
    // A version without its id is only hidden; with it, it is gone.
    RemoveVersions: {
      actions: ['s3:DeleteObjectVersion'],
      resources: [objects('raw'), objects('processed'), objects('final'), objects('quarantine')],
      because: because.objects,
    },
    AskForExpiry: {
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [objects('final', '_erasures/')],
      because: because.objects,
    },
    AskForARun: {
      actions: ['dynamodb:UpdateItem'],
      resources: [names.arn('dynamodb', `table/${names.named('runs')}`)],
    },
    UseKeys: { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keys.raw.keyArn, keys.lake.keyArn] },
  };
}

/** Makes the role that stewards take to erase a person; where an environment names none, nobody can. */
export function addErasure(stack: Stack, lake: Lake, keys: Keys): void {
  const stewards = lake.environment.principals.stewards.map((arn) => new ArnPrincipal(arn));
  if (stewards.length > 0) addRole(stack, lake, 'erase', new CompositePrincipal(...stewards), eraserMay(lake, keys));
}
