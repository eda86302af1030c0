import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Lake } from '../lake.ts';
import { bucketUsers, type GuardedBucket } from './bucket-users.ts';
import { principalsOf } from './keys.ts';

const reading = ['s3:GetObject', 's3:GetObjectVersion'];
const writing = ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'];

/** Services act on their own behalf (lifecycle, inventory); roles that they were given are principals like all others. */
const nobodyBut = (principals: readonly string[]) => ({
  ArnNotEquals: { 'aws:PrincipalArn': principals },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
});

/** Denies reading and writing to all principals but those of the matrix. It allows nobody anything: their own policies do. */
export function guardBucket(bucket: Bucket, lake: Lake, use: GuardedBucket): void {
  const { read, write } = bucketUsers[use];
  const deny = (sid: string, actions: readonly string[], users: readonly string[]) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [...actions],
        resources: [bucket.arnForObjects('*')],
        conditions: nobodyBut(users),
      }),
    );
  deny('NobodyElseReads', reading, principalsOf(lake, read));
  deny('NobodyElseWrites', writing, principalsOf(lake, write));
}
