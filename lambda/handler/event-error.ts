import { quote } from '../schema/finding.ts';

/** What can be wrong with an event. A heading each in FINDINGS.md. */
export const eventErrorCodes = [
  'no-event',
  'no-list',
  'no-object',
  'key-not-encoded',
  'body-not-json',
  'no-message-id',
] as const;
export type EventErrorCode = (typeof eventErrorCodes)[number];

/** What came is no event of an object in S3. It will not become one: a queue's redrive policy takes it away. */
export class EventError extends Error {
  readonly code: EventErrorCode;

  constructor(code: EventErrorCode, message: string, options?: ErrorOptions) {
    super(`${message} [${code}]`, options);
    this.name = 'EventError';
    this.code = code;
  }
}

/** What a value is, without what it says: whoever may send to a queue may send anything, and messages go to the log. */
function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, 4).map((name) => quote(name, 20));
  return `an object with ${shown.join(', ')}${names.length > shown.length ? ' and more' : ''}`;
}

/** @param place a path into the event, `event.Records[0]` */
export const noEvent = (place: string, got: unknown): EventError =>
  new EventError(
    'no-event',
    `${place}: expected an event of S3, by itself or through SNS, SQS or EventBridge, got ${shapeOf(got)}; see what sends it`,
  );

export const noList = (place: string, got: unknown): EventError =>
  new EventError('no-list', `${place}: expected a list of records, got ${shapeOf(got)}; see what sends it`);

export const noObject = (place: string, missing: string, got: unknown): EventError =>
  new EventError('no-object', `${place}: expected ${missing}, got ${shapeOf(got)}; send the event as S3 does`);

export const keyNotEncoded = (place: string, written: string, cause: unknown): EventError =>
  new EventError(
    'key-not-encoded',
    `${place}: expected a URL-encoded key, got ${quote(written)}; send the event as S3 does`,
    { cause },
  );

export const bodyNotJson = (place: string, got: unknown): EventError =>
  new EventError('body-not-json', `${place}: expected JSON, got ${shapeOf(got)}; see what sends it`);

export const noMessageId = (place: string, got: unknown): EventError =>
  new EventError('no-message-id', `${place}: expected a messageId, got ${shapeOf(got)}; send the event as SQS does`);
