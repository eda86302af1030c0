import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { askStandIn } from '../../ask-stand-in.ts';
import type { Rehearsal } from '../../rehearsal.ts';
import { until } from '../../until.ts';

/** A notice as its subscribers get it. */
export interface Notice {
  /** The attribute that a subscription may filter by. */
  readonly outcome: string;
  readonly text: string;
}

/** Somebody who has subscribed to the lake's notices. */
export interface Listener {
  /**
   * Waits for a notice.
   * @param most seconds
   * @returns the first one with this outcome; undefined when none came in time
   */
  hear(outcome: string, most: number): Promise<Notice | undefined>;
}

const textAt = (value: unknown, ...path: readonly string[]): string => {
  let found = value;
  for (const name of path)
    found =
      typeof found === 'object' && found !== null
        ? Object.entries(found).find(([key]) => key === name)?.[1]
        : undefined;
  return typeof found === 'string' ? found : '';
};

/** Subscribes a queue to the topic, as a team does that wants to be told. */
export async function listenToNotices({ clients, names, standIn }: Rehearsal): Promise<Listener> {
  const name = names.named('heard');
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const [topic, queue] = [names.arn('sns', names.named('notices')), names.arn('sqs', name)];
  const subscribe = { Action: 'Subscribe', Version: '2010-03-31', Protocol: 'sqs', TopicArn: topic, Endpoint: queue };
  await askStandIn(standIn, 'sns', '/', new URLSearchParams(subscribe));
  const heard: Notice[] = [];
  const receive = async () => {
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { Body = '', ReceiptHandle } of Messages) {
      const body: unknown = JSON.parse(Body);
      heard.push({ outcome: textAt(body, 'MessageAttributes', 'outcome', 'Value'), text: textAt(body, 'Message') });
      await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  };
  return {
    hear: (outcome, most) =>
      until(most, async () => {
        await receive();
        const index = heard.findIndex((notice) => notice.outcome === outcome);
        return index < 0 ? undefined : heard.splice(index, 1)[0];
      }),
  };
}
