import type { Stack } from 'aws-cdk-lib';
import { CfnSecurityConfiguration } from 'aws-cdk-lib/aws-glue';
import type { Lake } from './lake.ts';
import type { Keys } from './storage/keys.ts';

/** Makes what Glue calls a security configuration: with which keys jobs and crawlers encrypt what they write. */
export function addGlueSecurity(stack: Stack, { names }: Lake, keys: Keys): CfnSecurityConfiguration {
  return new CfnSecurityConfiguration(stack, 'GlueSecurity', {
    name: names.named('glue'),
    encryptionConfiguration: {
      s3Encryptions: [{ s3EncryptionMode: 'SSE-KMS', kmsKeyArn: keys.lake.keyArn }],
      cloudWatchEncryption: { cloudWatchEncryptionMode: 'SSE-KMS', kmsKeyArn: keys.watching.keyArn },
      jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'CSE-KMS', kmsKeyArn: keys.watching.keyArn },
    },
  });
}
