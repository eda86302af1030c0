import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createS3Client } from '../../../lambda/store/s3-client.ts';
import { startStandIn } from '../../../scripts/rehearse/stand-in.ts';
import { bundleLambda } from '../../bundle/bundle-lambda.ts';
import { mockConfiguration } from './branches.ts';
import { named, smallStack } from './small-stack.ts';

const root = join(import.meta.dirname, '..', '..', '..');
export const place = { account: '123456789012', region: 'eu-central-1' } as const;

/** The small stack, deployed to the stand-in, and clients that speak to it. */
export interface SmallStack {
  readonly endpoint: string;
  readonly states: SFNClient;
  readonly s3: S3Client;
  readonly database: DynamoDBClient;
  /** Bodies of the messages that are in a queue now; they are taken out. */
  take(queue: 'read' | 'ends'): Promise<string[]>;
  stop(): Promise<void>;
}

async function zipOf(folder: string): Promise<Uint8Array> {
  const code = join(folder, 'run-step');
  bundleLambda(join(root, 'lambda', 'run-step.ts'), code);
  const python = join(root, '.venv-rehearse', 'bin', 'python');
  const zip = join(folder, 'run-step.zip');
  await promisify(execFile)(python, ['-m', 'zipfile', '-c', zip, join(code, 'index.mjs')]);
  return readFile(zip);
}

async function takeAll(queues: SQSClient, QueueUrl: string): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return taken;
    for (const { Body: body = '', ReceiptHandle } of Messages) {
      taken.push(body);
      await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

/**
 * @param machines definitions as JSON, by name; those of the machine `mocked` get their answers from branches.ts
 * @param runTimeout seconds
 * @throws CommandError when there is no stand-in
 */
export async function startSmallStack(
  machines: Readonly<Record<string, string>>,
  { mocked, runTimeout }: { readonly mocked: string; readonly runTimeout: number },
): Promise<SmallStack> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-machine-'));
  const answers = join(folder, 'answers.json');
  await writeFile(answers, JSON.stringify(mockConfiguration(mocked)));
  const standIn = await startStandIn(root, folder, place, { SFN_MOCK_CONFIG: answers });
  const credentials = { accessKeyId: place.account, secretAccessKey: 'test' };
  const config = { endpoint: standIn.endpoint, region: place.region, credentials };
  const s3 = createS3Client({ ...config, forcePathStyle: true });
  const [states, queues, database] = [new SFNClient(config), new SQSClient(config), new DynamoDBClient(config)];
  const stacks = new CloudFormationClient(config);
  const stop = async (): Promise<void> => {
    for (const client of [s3, states, queues, database, stacks]) client.destroy();
    await standIn.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await s3.send(
      new CreateBucketCommand({ Bucket: named.code, CreateBucketConfiguration: { LocationConstraint: place.region } }),
    );
    await s3.send(new PutObjectCommand({ Bucket: named.code, Key: 'run-step.zip', Body: await zipOf(folder) }));
    const TemplateBody = JSON.stringify(smallStack(machines, runTimeout));
    await stacks.send(new CreateStackCommand({ StackName: 'small', TemplateBody }));
    const wait = { client: stacks, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await waitUntilStackCreateComplete(wait, { StackName: 'small' });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ endpoint: standIn.endpoint, states, s3, database },
    take: (queue) => takeAll(queues, `${standIn.endpoint}/queue/${place.region}/${place.account}/${queue}`),
    stop,
  };
}
