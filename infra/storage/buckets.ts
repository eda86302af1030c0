import { Duration, type Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Lake } from '../lake.ts';
import type { BucketUse } from '../names/names.ts';
import { asBucket } from '../stacks/cdk-types.ts';
import type { KeyUse } from './key-users.ts';
import type { Keys } from './keys.ts';
import { removalOf } from './removal.ts';

export type Buckets = Readonly<Record<BucketUse, Bucket>>;

const days = (count: number) => Duration.days(count);

/** A killed function can't abort its uploads: what has no end after a day is removed. */
const abortIncompleteMultipartUploadAfter = days(1);

function common(lake: Lake, use: BucketUse): BucketProps {
  return {
    bucketName: lake.names.bucket(use),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: removalOf(lake.environment),
  };
}

/** Of versions that nobody reads any more: processed and final can be made again, what erases a person must end. */
const replacedOutputDays = 7;

function lifecycleOf({ environment }: Lake, use: Exclude<BucketUse, 'logs'>): BucketProps['lifecycleRules'] {
  const { replacedRaw, quarantine, results } = environment.retentionDays;
  switch (use) {
    case 'raw':
      return [
        { id: 'replaced', noncurrentVersionExpiration: days(replacedRaw), abortIncompleteMultipartUploadAfter },
        { id: 'removed', expiredObjectDeleteMarker: true },
      ];
    case 'processed':
    case 'final':
      return [
        { id: 'replaced', noncurrentVersionExpiration: days(replacedOutputDays), abortIncompleteMultipartUploadAfter },
        { id: 'removed', expiredObjectDeleteMarker: true },
      ];
    case 'quarantine':
      return [
        {
          id: 'expire',
          expiration: days(quarantine),
          noncurrentVersionExpiration: days(1),
          abortIncompleteMultipartUploadAfter,
        },
      ];
    case 'results':
      return [{ id: 'expire', expiration: days(results), abortIncompleteMultipartUploadAfter }];
  }
}

/**
 * Makes the buckets: names with environment, account and region, no public access, TLS only, no ACLs, access logs; each but the logs'
 * encrypted with its use's key through a bucket key.
 */
export function addBuckets(stack: Stack, lake: Lake, keys: Keys): Buckets {
  // S3 delivers access logs to buckets with SSE-S3 only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  const logs = new Bucket(stack, 'Bucket-logs', {
    ...common(lake, 'logs'),
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'expire', expiration: days(lake.environment.retentionDays.accessLogs) }],
  });
  const make = (use: Exclude<BucketUse, 'logs'>, key: KeyUse, versioned: boolean) =>
    new Bucket(stack, `Bucket-${use}`, {
      ...common(lake, use),
      versioned,
      encryption: BucketEncryption.KMS,
      encryptionKey: keys[key],
      bucketKeyEnabled: true,
      serverAccessLogsBucket: asBucket(logs),
      serverAccessLogsPrefix: `${use}/`,
      lifecycleRules: lifecycleOf(lake, use) ?? [],
    });
  return {
    raw: make('raw', 'raw', true),
    processed: make('processed', 'lake', true),
    final: make('final', 'lake', true),
    quarantine: make('quarantine', 'quarantine', true),
    results: make('results', 'results', false),
    logs,
  };
}
