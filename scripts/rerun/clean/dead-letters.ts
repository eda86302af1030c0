import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { askUntil } from '../../pipeline/patience.ts';
import { patienceOf, type Waiting } from '../waiting.ts';

/** A queue of dead letters, and the one that they came from. */
export interface DeadLetterQueue {
  readonly client: SQSClient;
  readonly dead: { readonly name: string; readonly arn: string };
  readonly alive: { readonly name: string; readonly arn: string };
}

export interface Redriven {
  readonly moved: number;
  /** Still, or again, among the dead letters. */
  readonly left: number;
  /** Why, where a task of SQS says it. */
  readonly why: string | undefined;
}

const urlOf = async (client: SQSClient, QueueName: string): Promise<string | undefined> =>
  (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;

/** How many dead letters there are: SQS counts nearly. Those that somebody is looking at count too. */
export async function countDeadLetters({ client, dead }: DeadLetterQueue): Promise<number> {
  const QueueUrl = await urlOf(client, dead.name);
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  const { Attributes = {} } = await client.send(asked);
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

const unknownOperation = /UnsupportedOperation|InvalidAction|UnknownOperation|NotImplemented|InternalFailure/;

/** Whether SQS has no tasks that move messages, as in stand-ins: it says so, or answers what is no answer of SQS at all. */
const hasNoTasks = (error: unknown): boolean =>
  error instanceof Error &&
  (unknownOperation.test(error.name) || (error instanceof SyntaxError && '$response' in error));

/**
 * Puts every dead letter back into the queue that it came from. SQS does it by itself; where it can't, message by message: each is sent before it
 * is deleted, so that none is lost and one may come twice, which is safe.
 * @throws what SQS throws; the signal's reason
 */
export async function redrive(queue: DeadLetterQueue, waiting: Waiting): Promise<Redriven> {
  const { client, dead, alive } = queue;
  const before = await countDeadLetters(queue);
  if (before === 0) return { moved: 0, left: 0, why: undefined };
  try {
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn, DestinationArn: alive.arn }));
  } catch (error) {
    if (!hasNoTasks(error)) throw error;
    const moved = await moveByHand(queue, before, waiting);
    return { moved, left: await countDeadLetters(queue), why: undefined };
  }
  return await followTask(queue, before, waiting);
}

async function followTask(queue: DeadLetterQueue, before: number, waiting: Waiting): Promise<Redriven> {
  const { client, dead } = queue;
  let moved = 0;
  const ended = await askUntil(patienceOf(waiting), async () => {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn, MaxResults: 1 }));
    const [task] = Results;
    moved = task?.ApproximateNumberOfMessagesMoved ?? moved;
    waiting.say('dead letters go back into the queue', `${moved} of ${before}`);
    return task?.Status === 'RUNNING' || task === undefined ? undefined : task;
  });
  const why =
    ended === undefined ? 'SQS is still at it' : ended.Status === 'COMPLETED' ? undefined : ended.FailureReason;
  return { moved, left: await countDeadLetters(queue), why };
}

/** How long a received message stays hidden: long enough to send and delete ten. */
const hiddenSeconds = 60;

async function moveByHand({ client, dead, alive }: DeadLetterQueue, before: number, waiting: Waiting): Promise<number> {
  const [from, to] = [await urlOf(client, dead.name), await urlOf(client, alive.name)];
  let moved = 0;
  // One that comes back dead meanwhile is for the next time.
  while (moved < before) {
    waiting.signal?.throwIfAborted();
    const asked = { QueueUrl: from, MaxNumberOfMessages: 10, VisibilityTimeout: hiddenSeconds, WaitTimeSeconds: 1 };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked));
    if (Messages.length === 0) return moved;
    for (const { Body: MessageBody } of Messages)
      await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody }));
    const Entries = Messages.map(({ ReceiptHandle }: Message, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: from, Entries }));
    moved += Messages.length;
    waiting.say('dead letters go back into the queue', `${moved} of ${before}`);
  }
  return moved;
}
