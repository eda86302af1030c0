import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Names, namesOf } from '../../../infra/names/names.ts';
import { createHandler } from '../../../lambda/handler/create-handler.ts';
import { schemaKey, storedSchemas } from '../../../lambda/reconcile/stored-schemas.ts';
import { developmentToken } from '../../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { S3Store } from '../../../lambda/store/s3-store.ts';
import { S3TaggedStore } from '../../../lambda/store/s3-tagged-store.ts';
import type { S3StandIn } from '../../../lambda/store/testing/s3-stand-in.ts';
import type { CleanOptions } from '../clean/rerun-clean.ts';

/** Deliveries before a message is given up. */
const tries = 2;
/** An event that came back is seen again at once. */
const hidden = '0';

/**
 * The ingestion of one lake on a stand-in of AWS: raw tells its queue of every object, and the real handler takes the queue's messages, as Lambda
 * gives them to it.
 * @param name of the environment: each has buckets and queues of its own
 */
export async function openCleanLab(standIn: S3StandIn, name: string) {
  const place = { name, account: '123456789012', region: 'us-east-1' };
  const names = namesOf(place);
  const config = {
    ...{ endpoint: standIn.endpoint, region: place.region, maxAttempts: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const [sqs, secrets] = [new SQSClient(config), new SecretsManagerClient(config)];
  const stores = {
    raw: await bucket(standIn, names, 'raw'),
    processed: await bucket(standIn, names, 'processed'),
    quarantine: await bucket(standIn, names, 'quarantine'),
  };
  await queues(sqs, names);
  const QueueConfigurations = [
    {
      QueueArn: names.arn('sqs', names.named('clean')),
      Events: ['s3:ObjectCreated:*' as const, 's3:ObjectRemoved:*' as const],
    },
  ];
  const told = { Bucket: names.bucket('raw'), NotificationConfiguration: { QueueConfigurations } };
  await standIn.client.send(new PutBucketNotificationConfigurationCommand(told));
  const surroundings = {
    ...stores,
    schemaOf: storedSchemas(stores.processed),
    token: developmentToken,
    now: () => new Date(),
  };
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.named('clean') }));
  /** Whether the function works, or fails with all that it is given. */
  const works = { well: true };
  const handle = createHandler(surroundings, { rawBucket: names.bucket('raw') });

  /** Lambda's poller, once. @returns how many messages it took */
  async function poll(): Promise<number> {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0 || !works.well) return Messages.length;
    const Records = Messages.map(({ MessageId: messageId, Body: body }) => ({
      messageId,
      body,
      eventSource: 'aws:sqs',
    }));
    const { batchItemFailures = [] } = await handle({ Records });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { MessageId = '', ReceiptHandle } of Messages)
      if (!failed.has(MessageId)) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.length;
  }
  /** Until the queue is empty. */
  async function drain(): Promise<void> {
    while ((await poll()) > 0);
  }
  const put = async (key: string, text: string) => stores.raw.write(key, new TextEncoder().encode(text));
  const putSchema = async (schema: DatasetSchema) =>
    stores.processed.write(schemaKey(schema.name), new TextEncoder().encode(JSON.stringify(schema.json)));
  const pipeline: CleanOptions['pipeline'] = {
    ...{ names, s3: standIn.client },
    raw: new S3TaggedStore(names.bucket('raw'), standIn.client),
    processed: new S3TaggedStore(names.bucket('processed'), standIn.client),
    queue: { client: sqs, name: names.named('clean'), bucket: names.bucket('raw') },
  };
  return {
    ...{ names, sqs, secrets, pipeline, works, drain, put, putSchema, ...stores },
    async deadLetters(): Promise<number> {
      const dead = await sqs.send(new GetQueueUrlCommand({ QueueName: names.named('clean-dead') }));
      const asked = { QueueUrl: dead.QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
      return Number((await sqs.send(new GetQueueAttributesCommand(asked))).Attributes?.['ApproximateNumberOfMessages']);
    },
    close() {
      for (const client of [sqs, secrets]) client.destroy();
    },
  };
}

async function bucket({ client }: S3StandIn, names: Names, use: 'raw' | 'processed' | 'quarantine'): Promise<S3Store> {
  const Bucket = names.bucket(use);
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  return new S3Store(Bucket, client);
}

async function queues(sqs: SQSClient, names: Names): Promise<void> {
  await sqs.send(new CreateQueueCommand({ QueueName: names.named('clean-dead') }));
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: names.arn('sqs', names.named('clean-dead')),
    maxReceiveCount: tries,
  });
  const Attributes = { VisibilityTimeout: hidden, RedrivePolicy };
  await sqs.send(new CreateQueueCommand({ QueueName: names.named('clean'), Attributes }));
}
