import process from 'node:process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStep, type StepResult } from './pipeline/create-run-step.ts';
import { dynamoLedger } from './pipeline/dynamo-ledger.ts';
import { logPipeline } from './pipeline/log-pipeline.ts';
import { readSeconds, readText } from './pipeline/read-environment.ts';
import { createS3Client } from './store/s3-client.ts';
import { S3Store } from './store/s3-store.ts';

type RunStep = ReturnType<typeof createRunStep>;

/** QuickSight's client is the largest part of this bundle, and only some environments need it. */
async function quickSightOf(env: NodeJS.ProcessEnv) {
  const account = env['QUICKSIGHT_ACCOUNT'] ?? '';
  if (account === '') return undefined;
  const { quickSightDataSets } = await import('./pipeline/quick-sight-data-sets.ts');
  const database = readText(env, 'FINAL_DATABASE', 'the catalog database of the final tables');
  return { dataSets: quickSightDataSets(account), database };
}

/** Datasets whose clean files QuickSight may read from S3 itself: names, with commas between them. */
function s3ManifestsOf(env: NodeJS.ProcessEnv) {
  const datasets = (env['S3_MANIFESTS'] ?? '').split(',').filter((name) => name !== '');
  if (datasets.length === 0) return undefined;
  const bucket = readText(env, 'PROCESSED_BUCKET', 'the name of a bucket');
  return { processed: new S3Store(bucket, createS3Client()), bucket, datasets };
}

async function createFromEnvironment(): Promise<RunStep> {
  const { env } = process;
  return createRunStep({
    ledger: dynamoLedger(new DynamoDBClient({}), readText(env, 'RUNS_TABLE', 'the name of a DynamoDB table')),
    final: new S3Store(readText(env, 'FINAL_BUCKET', 'the name of a bucket'), createS3Client()),
    s3Manifests: s3ManifestsOf(env),
    quickSight: await quickSightOf(env),
    now: () => Date.now(),
    runTimeout: readSeconds(env, 'RUN_TIMEOUT_SECONDS'),
    tell: logPipeline(),
  });
}

let warm: RunStep | undefined;

/**
 * Lambda's entry of the machine's steps that need code.
 * @throws what `createRunStep`'s function throws, and ConfigurationError for an environment that lacks something
 */
export async function handler(event: unknown): Promise<StepResult> {
  warm ??= await createFromEnvironment();
  return warm(event);
}
