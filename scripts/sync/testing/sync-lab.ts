import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Names, namesOf } from '../../../infra/names/names.ts';
import { parseBody, readNotification } from '../../../lambda/handler/read-notification.ts';
import { dynamoLedger } from '../../../lambda/pipeline/dynamo-ledger.ts';
import type { RunRecord } from '../../../lambda/pipeline/run-record.ts';
import { S3TaggedStore } from '../../../lambda/store/s3-tagged-store.ts';
import type { S3StandIn } from '../../../lambda/store/testing/s3-stand-in.ts';
import { main } from '../main.ts';
import { startWork } from './lake-at-work.ts';

/** A repository's datasets/ and the buckets of a lake on moto. */
export interface SyncLab {
  readonly root: string;
  readonly names: Names;
  readonly raw: S3TaggedStore;
  readonly processed: S3TaggedStore;
  readonly final: S3TaggedStore;
  /** What a process has to have in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file below datasets/. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Runs the command as a person would type it, in this process. */
  sync(...args: string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** Keys that the clean queue holds, which then holds none. */
  requested(): Promise<string[]>;
  /** Credentials that AWS knows and that may do nothing. */
  userWithoutRights(): Promise<{ readonly id: string; readonly secret: string }>;
  /** The functions and the machine of the lake, until they are stopped: raw is cleaned, and each run that is owed gives these tables. */
  work(tables: RunRecord['tables']): () => Promise<void>;
  dispose(): Promise<void>;
}

const environment = { name: 'rehearsal', account: '123456789012', region: 'us-east-1' };

/** A small schema: files of `id,amount`, half of whose rows may be bad. */
export const schemaText = (more: object = {}): string =>
  JSON.stringify({
    type: 'object',
    'x-sluice': { primaryKey: ['id'], tolerance: 0.5, ...more },
    properties: { id: { type: 'integer' }, amount: { type: ['number', 'null'] } },
    required: ['id'],
  });

/** @param standIn moto, which is emptied */
export async function startSyncLab(standIn: S3StandIn): Promise<SyncLab> {
  await fetch(`${standIn.endpoint}/moto-api/reset`, { method: 'POST' });
  const root = await mkdtemp(join(tmpdir(), 'sluice-sync-'));
  await mkdir(join(root, 'datasets'));
  const names = namesOf(environment);
  const env = {
    ...{ AWS_ENDPOINT_URL: standIn.endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    ...{ AWS_REGION: environment.region, NO_COLOR: '1' },
  };
  const config = {
    ...{ endpoint: standIn.endpoint, region: environment.region },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  for (const use of ['raw', 'processed', 'quarantine', 'final'] as const) {
    const Bucket = names.bucket(use);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  const sqs = new SQSClient(config);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: names.named('clean') }));
  const items = new DynamoDBClient(config);
  await items.send(
    new CreateTableCommand({
      ...{ TableName: names.named('runs'), BillingMode: 'PAY_PER_REQUEST' },
      ...{ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  const secrets = new SecretsManagerClient(config);
  await secrets.send(new CreateSecretCommand({ Name: names.named('token-key'), SecretString: 'x'.repeat(64) }));
  const store = (use: 'raw' | 'processed' | 'final') => new S3TaggedStore(names.bucket(use), s3);
  return {
    ...{ root, names, env, raw: store('raw'), processed: store('processed'), final: store('final') },
    async write(path, text) {
      const to = join(root, 'datasets', path);
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, text);
    },
    remove: (path) => rm(join(root, 'datasets', path), { recursive: true }),
    async sync(...args) {
      const [out, err]: [string[], string[]] = [[], []];
      const effects = {
        ...{ cwd: root, env: { ...process.env, ...env }, now: () => new Date() },
        stdout: { write: (text: string) => out.push(text) },
        stderr: { write: (text: string) => err.push(text) },
      };
      const code = await main(['--env', environment.name, ...args], effects);
      return { code, stdout: out.join(''), stderr: err.join('') };
    },
    async requested() {
      const keys: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
        );
        if (Messages.length === 0) return keys.sort();
        for (const { Body } of Messages)
          keys.push(...readNotification(parseBody(Body, 'body'), 'body').map(({ key }) => key));
      }
    },
    async userWithoutRights() {
      const iam = new IAMClient(config);
      await iam.send(new CreateUserCommand({ UserName: 'nobody' }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'nobody' }));
      iam.destroy();
      return { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' };
    },
    work: (tables) => startWork({ names, s3, ledger: dynamoLedger(items, names.named('runs')), tables }),
    async dispose() {
      for (const client of [s3, sqs, items, secrets]) client.destroy();
      await rm(root, { recursive: true, force: true });
    },
  };
}
