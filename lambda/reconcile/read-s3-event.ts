import { quote } from '../schema/finding.ts';

/** What came is no S3 event. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object key as S3 writes it into events: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * (form encoding: a blank is `+`, the rest percent escapes of UTF-8).
 */
function decodeKey(written: string): string {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '));
  } catch (cause) {
    throw new EventError(
      `s3.object.key: expected a URL-encoded key, got ${quote(written)}; send the event as S3 does`,
      { cause },
    );
  }
}

function recordKey(record: unknown, index: number): string {
  const s3 = isObject(record) ? record['s3'] : undefined;
  const object = isObject(s3) ? s3['object'] : undefined;
  const key = isObject(object) ? object['key'] : undefined;
  if (typeof key === 'string' && key !== '') return decodeKey(key);
  const got = quote(JSON.stringify(record) ?? 'nothing');
  throw new EventError(`Records[${index}]: expected s3.object.key, got ${got}; send the event as S3 does`);
}

/**
 * The keys that an S3 event names, whatever happened to them, each once. `s3:TestEvent`, which S3 sends when a notification is
 * set up, and an event without records name none.
 * @throws EventError for anything that is no S3 event
 */
export function readS3Event(event: unknown): string[] {
  if (!isObject(event)) {
    throw new EventError(`event: expected an S3 event with Records, got ${quote(JSON.stringify(event) ?? 'nothing')}`);
  }
  if (event['Event'] === 's3:TestEvent') return [];
  const records = event['Records'] ?? [];
  if (!Array.isArray(records)) {
    throw new EventError(`event.Records: expected a list, got ${quote(JSON.stringify(records))}`);
  }
  return [...new Set(records.map(recordKey))];
}
