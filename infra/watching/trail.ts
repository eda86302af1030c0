import type { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Lake } from '../lake.ts';
import type { BucketUse } from '../names/names.ts';

const written: readonly BucketUse[] = ['raw', 'processed', 'final', 'quarantine'];
/** Where records stand as they came, with what schemas call sensitive. */
const sensitive: readonly BucketUse[] = ['raw', 'quarantine'];

/** Selects events of objects: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
const selector = (name: string, arns: readonly string[], readOnly: boolean) => ({
  name,
  fieldSelectors: [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
    { field: 'readOnly', equalTo: [String(readOnly)] },
    { field: 'resources.ARN', startsWith: arns.map((arn) => `${arn}/`) },
  ],
});

/** Under which prefix of the logs' bucket the trail writes. */
export const trailPrefix = 'cloudtrail';

/** Makes the trail of who wrote what, and of who read what is sensitive. An account's first copy of management events is another trail's. */
export function addTrail(stack: Stack, { names }: Lake): CfnTrail {
  return new CfnTrail(stack, 'Trail', {
    trailName: names.named('data'),
    s3BucketName: names.bucket('logs'),
    s3KeyPrefix: trailPrefix,
    isLogging: true,
    enableLogFileValidation: true,
    isMultiRegionTrail: false,
    includeGlobalServiceEvents: false,
    advancedEventSelectors: [
      selector('Writes of the lake', written.map(names.bucketArn), false),
      selector('Reads of what is sensitive', sensitive.map(names.bucketArn), true),
    ],
  });
}
