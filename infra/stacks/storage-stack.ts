import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Lake } from '../lake.ts';
import { addBuckets, type Buckets } from '../storage/buckets.ts';
import { guardBucket } from '../storage/guard-bucket.ts';
import { addKeys, type Keys } from '../storage/keys.ts';
import { addQueues, type EventQueue, notify } from '../storage/queues.ts';
import { addTokenSecret } from '../storage/token-secret.ts';
import { receiveTrail } from '../storage/trail-target.ts';
import { deployedProps } from './deployed-props.ts';

/** What holds data, and the events that say of it. Protected: nothing here can be made again from the repository. */
export class StorageStack extends Stack {
  readonly keys: Keys;
  readonly buckets: Buckets;
  readonly queues: { readonly clean: EventQueue; readonly runs: EventQueue };
  readonly tokenSecret: CfnSecret;

  constructor(scope: Construct, lake: Lake) {
    super(scope, lake.names.stack('storage'), deployedProps(lake, 'Buckets, keys, queues and the key of tokens'));
    this.keys = addKeys(this, lake);
    this.queues = addQueues(this, lake);
    this.buckets = addBuckets(this, lake, this.keys);
    for (const use of ['raw', 'processed', 'final', 'quarantine'] as const) guardBucket(this.buckets[use], lake, use);
    if (lake.environment.once.trail === 'create') receiveTrail(this.buckets.logs, lake);
    this.tokenSecret = addTokenSecret(this, lake, this.keys);
    notify(this.buckets.raw, this.queues.clean, {});
    notify(this.buckets.processed, this.queues.runs, { prefix: '_manifests/', suffix: '.json' });
    for (const [use, bucket] of Object.entries(this.buckets)) {
      new CfnOutput(this, `Name-${use}`, { value: bucket.bucketName });
    }
  }
}
