import process from 'node:process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Environment } from '../../infra/environments/environment.ts';
import { type Names, namesOf } from '../../infra/names/names.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { createS3Client } from '../../lambda/store/s3-client.ts';
import { S3TaggedStore } from '../../lambda/store/s3-tagged-store.ts';
import type { TaggedStore } from '../../lambda/store/tagged-store.ts';
import { type Calls, countCalls } from './count-calls.ts';
import type { CleanQueue } from './request-clean.ts';
import type { Runs } from './wait-for-run.ts';

/** The moving parts of one lake in AWS. */
export interface Pipeline {
  readonly environment: Environment;
  readonly names: Names;
  readonly s3: S3Client;
  readonly raw: TaggedStore;
  readonly processed: TaggedStore;
  readonly queue: CleanQueue;
  readonly runs: Runs;
  /** What was asked of AWS so far. */
  readonly calls: Calls;
  destroy(): void;
}

/** Nothing is asked for yet. The SDK takes credentials, and AWS_ENDPOINT_URL, from the process's environment. */
export function openPipeline(environment: Environment): Pipeline {
  const { region } = environment;
  const names = namesOf(environment);
  // A stand-in has no names for buckets.
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
  const s3 = createS3Client({ region, forcePathStyle: endpoint !== undefined });
  const [sqs, items, states] = [new SQSClient({ region }), new DynamoDBClient({ region }), new SFNClient({ region })];
  const clients = [s3, sqs, items, states];
  const calls: Calls = new Map();
  const first = { step: 'initialize' } as const;
  s3.middlewareStack.add(countCalls(calls), first);
  sqs.middlewareStack.add(countCalls(calls), first);
  items.middlewareStack.add(countCalls(calls), first);
  states.middlewareStack.add(countCalls(calls), first);
  return {
    ...{ environment, names, s3, calls },
    raw: new S3TaggedStore(names.bucket('raw'), s3),
    processed: new S3TaggedStore(names.bucket('processed'), s3),
    queue: { client: sqs, name: names.named('clean'), bucket: names.bucket('raw') },
    runs: {
      ...{ ledger: dynamoLedger(items, names.named('runs')), states },
      machine: names.arn('states', `stateMachine:${names.named('run')}`),
      final: new S3TaggedStore(names.bucket('final'), s3),
    },
    destroy() {
      for (const client of clients) client.destroy();
    },
  };
}
