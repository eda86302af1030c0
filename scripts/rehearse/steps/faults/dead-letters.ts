import { GetQueueUrlCommand, SetQueueAttributesCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import type { Rehearsal } from '../../rehearsal.ts';

/** How long a message stays hidden after it was received; in AWS six times the function's timeout. */
export async function hideMessagesFor({ clients, names }: Rehearsal, seconds: number): Promise<void> {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: names.named('clean') }));
  const Attributes = { VisibilityTimeout: String(seconds) };
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

/** What a person does once the cause is mended: `aws sqs start-message-move-task`. */
export async function redriveDeadLetters({ clients, names }: Rehearsal): Promise<void> {
  const SourceArn = names.arn('sqs', names.named('clean-dead'));
  await clients.sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
}
