import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { QuickSightClient } from '@aws-sdk/client-quicksight';
import type { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createS3Client } from '../../lambda/store/s3-client.ts';
import type { StandIn } from './stand-in.ts';

/** The SDK's clients, speaking to the stand-in. */
export interface Clients {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly states: SFNClient;
  readonly stacks: CloudFormationClient;
  readonly items: DynamoDBClient;
  readonly glue: GlueClient;
  readonly lakeFormation: LakeFormationClient;
  readonly iam: IAMClient;
  readonly secrets: SecretsManagerClient;
  readonly quickSight: QuickSightClient;
  destroy(): void;
}

export function createClients({ endpoint, env }: Pick<StandIn, 'endpoint' | 'env'>): Clients {
  const config = {
    endpoint,
    region: env['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  };
  const clients = {
    s3: createS3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
    states: new SFNClient(config),
    stacks: new CloudFormationClient(config),
    items: new DynamoDBClient(config),
    glue: new GlueClient(config),
    lakeFormation: new LakeFormationClient(config),
    iam: new IAMClient(config),
    secrets: new SecretsManagerClient(config),
    quickSight: new QuickSightClient(config),
  };
  return {
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
