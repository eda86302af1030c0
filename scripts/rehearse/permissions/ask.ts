import { DynamoDBClient, GetItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteTableCommand,
  GetTableCommand,
  GlueClient,
  StartCrawlerCommand,
  StartJobRunCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { BucketUse, Names } from '../../../infra/names/names.ts';

/** How a client of the SDK is set up. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** One request that a role makes. */
export interface Ask {
  /** `s3:GetObject raw/a.csv` */
  readonly says: string;
  /** As policies name it: `s3:GetObject`. */
  readonly action: string;
  /** ARN of what it is asked of. */
  readonly resource: string;
  /** Condition keys that the request carries: `{ 's3:prefix': 'movies/' }`. */
  readonly context: Readonly<Record<string, string>>;
  send(config: ClientConfig): Promise<unknown>;
}

/** The requests that a lake's roles are tried with, by the names of one environment. */
export function asksOf(names: Names) {
  const ask = (action: string, resource: string, of: string, send: Ask['send'], context = {}): Ask => ({
    ...{ says: `${action} ${of}`, action, resource, context, send },
  });
  const s3 = (config: ClientConfig) => new S3Client({ ...config, forcePathStyle: true });
  const object = (use: BucketUse, key: string) => `${names.bucketArn(use)}/${key}`;
  const own = (service: string, kind: string, what: string) => names.arn(service, `${kind}${names.named(what)}`);
  const tableArn = (database: keyof Names['databases'], name: string) =>
    names.arn('glue', `table/${names.databases[database]}/${name}`);
  const on = (use: BucketUse, key = '') => ({ Bucket: names.bucket(use), Key: key });
  const queueUrl = ({ endpoint }: ClientConfig, queue: string) => `${endpoint}/123456789012/${names.named(queue)}`;
  const table = (what: string) => ({ TableName: names.named(what) });
  const inDatabase = (which: keyof Names['databases'], Name: string) => ({
    DatabaseName: names.databases[which],
    Name,
  });
  return {
    get: (use: BucketUse, key: string) =>
      ask('s3:GetObject', object(use, key), `${use}/${key}`, (config) =>
        s3(config).send(new GetObjectCommand(on(use, key))),
      ),
    put: (use: BucketUse, key: string) =>
      ask('s3:PutObject', object(use, key), `${use}/${key}`, (config) =>
        s3(config).send(new PutObjectCommand({ ...on(use, key), Body: 'x' })),
      ),
    remove: (use: BucketUse, key: string) =>
      ask('s3:DeleteObject', object(use, key), `${use}/${key}`, (config) =>
        s3(config).send(new DeleteObjectCommand(on(use, key))),
      ),
    list: (use: BucketUse, Prefix = '') =>
      ask(
        ...(['s3:ListBucket', names.bucketArn(use), `${use}/${Prefix}`] as const),
        (config) => s3(config).send(new ListObjectsV2Command({ Bucket: names.bucket(use), Prefix })),
        { 's3:prefix': Prefix },
      ),
    removeVersion: (use: BucketUse, key: string) =>
      ask('s3:DeleteObjectVersion', object(use, key), `${use}/${key}`, (config) =>
        s3(config).send(new DeleteObjectCommand({ ...on(use, key), VersionId: 'rehearsal' })),
      ),
    listVersions: (use: BucketUse) =>
      ask('s3:ListBucketVersions', names.bucketArn(use), use, (config) =>
        s3(config).send(new ListObjectVersionsCommand({ Bucket: names.bucket(use) })),
      ),
    openBucket: (use: BucketUse) =>
      ask('s3:PutBucketPolicy', names.bucketArn(use), use, (config) =>
        s3(config).send(new PutBucketPolicyCommand({ Bucket: names.bucket(use), Policy: '{}' })),
      ),
    receive: (queue: string) =>
      ask('sqs:ReceiveMessage', own('sqs', '', queue), queue, (config) =>
        new SQSClient(config).send(new ReceiveMessageCommand({ QueueUrl: queueUrl(config, queue) })),
      ),
    sendTo: (queue: string) =>
      ask('sqs:SendMessage', own('sqs', '', queue), queue, (config) =>
        new SQSClient(config).send(new SendMessageCommand({ QueueUrl: queueUrl(config, queue), MessageBody: 'x' })),
      ),
    purge: (queue: string) =>
      ask('sqs:PurgeQueue', own('sqs', '', queue), queue, (config) =>
        new SQSClient(config).send(new PurgeQueueCommand({ QueueUrl: queueUrl(config, queue) })),
      ),
    readItem: (what: string) =>
      ask('dynamodb:GetItem', own('dynamodb', 'table/', what), what, (config) =>
        new DynamoDBClient(config).send(new GetItemCommand({ ...table(what), Key: { id: { S: 'pipeline' } } })),
      ),
    updateItem: (what: string) =>
      ask('dynamodb:UpdateItem', own('dynamodb', 'table/', what), what, (config) =>
        new DynamoDBClient(config).send(new UpdateItemCommand({ ...table(what), Key: { id: { S: 'pipeline' } } })),
      ),
    scan: (what: string) =>
      ask('dynamodb:Scan', own('dynamodb', 'table/', what), what, (config) =>
        new DynamoDBClient(config).send(new ScanCommand(table(what))),
      ),
    startJob: (job: string) =>
      ask('glue:StartJobRun', own('glue', 'job/', job), job, (config) =>
        new GlueClient(config).send(new StartJobRunCommand({ JobName: names.named(job) })),
      ),
    readTable: (database: keyof Names['databases'], name: string) =>
      ask('glue:GetTable', tableArn(database, name), `${database}.${name}`, (config) =>
        new GlueClient(config).send(new GetTableCommand(inDatabase(database, name))),
      ),
    changeTable: (database: keyof Names['databases'], Name: string) =>
      ask('glue:UpdateTable', tableArn(database, Name), `${database}.${Name}`, (config) =>
        new GlueClient(config).send(
          new UpdateTableCommand({ DatabaseName: names.databases[database], TableInput: { Name } }),
        ),
      ),
    dropTable: (database: keyof Names['databases'], name: string) =>
      ask('glue:DeleteTable', tableArn(database, name), `${database}.${name}`, (config) =>
        new GlueClient(config).send(new DeleteTableCommand(inDatabase(database, name))),
      ),
    startCrawler: (crawler: string) =>
      ask('glue:StartCrawler', own('glue', 'crawler/', crawler), crawler, (config) =>
        new GlueClient(config).send(new StartCrawlerCommand({ Name: names.named(crawler) })),
      ),
    startMachine: (machine: string) =>
      ask('states:StartExecution', own('states', 'stateMachine:', machine), machine, (config) =>
        new SFNClient(config).send(
          new StartExecutionCommand({ stateMachineArn: names.arn('states', `stateMachine:${names.named(machine)}`) }),
        ),
      ),
    listRuns: (machine: string) =>
      ask('states:ListExecutions', own('states', 'stateMachine:', machine), machine, (config) =>
        new SFNClient(config).send(
          new ListExecutionsCommand({ stateMachineArn: names.arn('states', `stateMachine:${names.named(machine)}`) }),
        ),
      ),
    seeSecret: (arn: string) =>
      ask('secretsmanager:DescribeSecret', arn, 'of the token key', (config) =>
        new SecretsManagerClient(config).send(new DescribeSecretCommand({ SecretId: arn })),
      ),
    readSecret: (arn: string) =>
      ask('secretsmanager:GetSecretValue', arn, 'of the token key', (config) =>
        new SecretsManagerClient(config).send(new GetSecretValueCommand({ SecretId: arn })),
      ),
    writeSecret: (arn: string) =>
      ask('secretsmanager:PutSecretValue', arn, 'of the token key', (config) =>
        new SecretsManagerClient(config).send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'x' })),
      ),
  };
}
