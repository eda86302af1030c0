import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { QuickSightClient } from '@aws-sdk/client-quicksight';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Credentials, STSClient } from '@aws-sdk/client-sts';
import { createS3Client } from '../../lambda/store/s3-client.ts';
import { isFromAws } from './is-from-aws.ts';

/** How clients are set up; without credentials they are the environment's. */
export interface AwsConfig {
  readonly region: string;
  /** Of a stand-in of AWS. */
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

export type Aws = ReturnType<typeof connectAws>;

/** The SDK's clients of one caller. */
export const connectAws = (config: AwsConfig) => ({
  athena: new AthenaClient(config),
  alarms: new CloudWatchClient(config),
  functions: new LambdaClient(config),
  glue: new GlueClient(config),
  iam: new IAMClient(config),
  lakeFormation: new LakeFormationClient(config),
  quickSight: new QuickSightClient(config),
  // A stand-in has no names for buckets.
  s3: createS3Client({ ...config, forcePathStyle: config.endpoint !== undefined }),
  secrets: new SecretsManagerClient(config),
  sns: new SNSClient(config),
  sqs: new SQSClient(config),
  stacks: new CloudFormationClient(config),
  states: new SFNClient(config),
  sts: new STSClient(config),
});

/** The same place, as somebody else. */
export const configOf = (
  { region, endpoint }: AwsConfig,
  { AccessKeyId, SecretAccessKey, SessionToken }: Partial<Credentials>,
): AwsConfig => ({
  region,
  ...(endpoint === undefined ? {} : { endpoint }),
  credentials: {
    accessKeyId: AccessKeyId ?? '',
    secretAccessKey: SecretAccessKey ?? '',
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
  },
});

/** Whether AWS denied it: 403, or the name that its services give that. */
export function isDenied(error: unknown): boolean {
  if (!isFromAws(error)) return false;
  if (/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden)$/.test(error.name)) return true;
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  return (
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata && metadata.httpStatusCode === 403
  );
}
