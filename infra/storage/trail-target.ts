import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Lake } from '../lake.ts';
import { trailPrefix } from '../watching/trail.ts';

/** Lets the lake's trail, and no other, write into the bucket of logs: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function receiveTrail(logs: Bucket, { names, environment }: Lake): void {
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  const source = { 'aws:SourceArn': names.arn('cloudtrail', `trail/${names.named('data')}`) };
  logs.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailLooks',
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [logs.bucketArn],
      conditions: { StringEquals: source },
    }),
  );
  logs.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailWrites',
      principals,
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects(`${trailPrefix}/AWSLogs/${environment.account}/*`)],
      conditions: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  );
}
