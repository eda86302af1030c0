import { noMessageId } from './event-error.ts';
import { isObject, valueAt } from './json-value.ts';
import { type ChangedObject, readNotification } from './read-notification.ts';

/** One message of a queue, not read yet: one that can't be read must not keep the others from being reconciled. */
export interface Message {
  readonly id: string;
  /** In a FIFO queue: the group whose order is kept. */
  readonly group: string | undefined;
  /** How often it was delivered, this time included. */
  readonly delivery: number;
  readonly body: unknown;
  /** Where the body stands in the event. */
  readonly place: string;
}

/** What an invocation brings: what is told to the function itself, or messages of a queue. */
export type ReadEvent =
  | { readonly from: 'sender'; readonly objects: readonly ChangedObject[] }
  | { readonly from: 'queue'; readonly messages: readonly Message[] };

const isMessage = (record: unknown): boolean => valueAt(record, 'eventSource') === 'aws:sqs';

function readMessage(record: unknown, index: number): Message {
  const place = `event.Records[${index}]`;
  const id = valueAt(record, 'messageId');
  // Without an id there is no way to say which message failed.
  if (typeof id !== 'string' || id === '') throw noMessageId(place, record);
  const [queue, group] = [valueAt(record, 'eventSourceARN'), valueAt(record, 'attributes', 'MessageGroupId')];
  // Standard queues have groups too, to share their readers fairly; only those of FIFO queues mean an order.
  const fifo = typeof queue === 'string' && queue.endsWith('.fifo');
  const body = valueAt(record, 'body');
  const delivery = Number(valueAt(record, 'attributes', 'ApproximateReceiveCount') ?? 1) || 1;
  return { id, group: fifo && typeof group === 'string' ? group : undefined, delivery, body, place: `${place}.body` };
}

/**
 * Reads what Lambda hands to a function.
 * @throws EventError for what is no event, and for messages without an id
 */
export function readEvent(event: unknown): ReadEvent {
  const records = isObject(event) ? event['Records'] : undefined;
  if (!Array.isArray(records) || !records.some(isMessage)) {
    return { from: 'sender', objects: readNotification(event, 'event') };
  }
  return { from: 'queue', messages: records.map(readMessage) };
}
