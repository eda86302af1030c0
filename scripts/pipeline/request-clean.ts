import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueUrlCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { CommandError } from '../cli/command-error.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';

/** The queue that the clean function reads. */
export interface CleanQueue {
  readonly client: SQSClient;
  readonly name: string;
  /** The raw bucket: an event of another one is not heard. */
  readonly bucket: string;
}

/** What one request may send: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const atOnce = 10;
const mostTries = 4;

/** As EventBridge tells of an object, in which keys stand as they are (lambda/handler/read-notification.ts). One key a message: each is retried alone. */
const eventOf = (bucket: string, key: string): string =>
  JSON.stringify({ source: 'aws.s3', detail: { bucket: { name: bucket }, object: { key } } });

/**
 * Has keys of raw reconciled again, as an event of S3 would: what is today's already costs a look. A queue may deliver twice, which is safe.
 * @throws CommandError `clean-not-requested`; what the client throws
 */
export async function requestClean(queue: CleanQueue, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const { QueueUrl } = await queue.client.send(new GetQueueUrlCommand({ QueueName: queue.name }));
  const batches = Array.from({ length: Math.ceil(keys.length / atOnce) }, (_, index) =>
    keys.slice(index * atOnce, (index + 1) * atOnce),
  );
  await fewAtOnce(batches, 8, (batch) => sendBatch(queue, QueueUrl, batch));
}

/** SQS takes each message of a batch or refuses it: those that it refused are sent again. */
async function sendBatch({ client, name, bucket }: CleanQueue, QueueUrl: string | undefined, keys: readonly string[]) {
  let left = [...keys];
  for (let tries = 1; ; tries++) {
    const Entries = left.map((key, index) => ({ Id: String(index), MessageBody: eventOf(bucket, key) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const failed = new Set(Failed.map(({ Id }) => Number(Id)));
    left = left.filter((_, index) => failed.has(index));
    const [first] = left;
    if (first === undefined) return;
    if (tries === mostTries || Failed.some(({ SenderFault }) => SenderFault === true)) {
      const message = `${name}: expected SQS to take a request to clean ${first}, got ${Failed[0]?.Code ?? 'a refusal'}; try again`;
      throw new CommandError('clean-not-requested', 'environment', message);
    }
    await sleep(200 * 2 ** tries);
  }
}
