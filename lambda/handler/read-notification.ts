import { bodyNotJson, keyNotEncoded, noEvent, noList, noObject } from './event-error.ts';
import { isObject, type JsonObject, valueAt } from './json-value.ts';

/** An object of which something was told. What happened to it does not matter: the bucket is asked how things are now. */
export interface ChangedObject {
  readonly bucket: string;
  readonly key: string;
}

/**
 * A key as S3 writes it into notifications: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * (form encoding: a blank is `+`, the rest percent escapes of UTF-8).
 */
function decodeKey(written: string, place: string): string {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '));
  } catch (cause) {
    throw keyNotEncoded(place, written, cause);
  }
}

function readObject(holder: unknown, place: string): ChangedObject {
  const [bucket, key] = [valueAt(holder, 'bucket', 'name'), valueAt(holder, 'object', 'key')];
  if (typeof bucket !== 'string' || bucket === '') throw noObject(place, 'bucket.name', holder);
  if (typeof key !== 'string' || key === '') throw noObject(place, 'object.key', holder);
  return { bucket, key };
}

function readRecord(record: unknown, place: string): ChangedObject[] {
  // A function that subscribes to a topic gets the notification as a record.
  if (valueAt(record, 'EventSource') === 'aws:sns') return readMessage(valueAt(record, 'Sns'), `${place}.Sns`);
  const { bucket, key } = readObject(valueAt(record, 's3'), `${place}.s3`);
  return [{ bucket, key: decodeKey(key, `${place}.s3.object.key`) }];
}

/** @throws EventError `body-not-json` */
export function parseBody(body: unknown, place: string): unknown {
  if (typeof body !== 'string') throw bodyNotJson(place, body);
  try {
    return JSON.parse(body);
  } catch {
    // What the parser says quotes the text, and anything may stand in there.
    throw bodyNotJson(place, body);
  }
}

/** What SNS wraps around an event. */
function readMessage(wrapper: unknown, place: string): ChangedObject[] {
  const message = parseBody(valueAt(wrapper, 'Message'), `${place}.Message`);
  if (isObject(message) && message['Type'] !== 'Notification') return readEvent(message, `${place}.Message`);
  throw noEvent(`${place}.Message`, message);
}

function readEvent(event: JsonObject, place: string): ChangedObject[] {
  // S3 sends it once, when a notification is set up.
  if (event['Event'] === 's3:TestEvent') return [];
  // EventBridge writes keys as they are: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
  if (event['source'] === 'aws.s3') return [readObject(event['detail'], `${place}.detail`)];
  const { Records: records } = event;
  if (records === undefined && Object.keys(event).length > 0) throw noEvent(place, event);
  const list = records ?? [];
  if (!Array.isArray(list)) throw noList(`${place}.Records`, list);
  return list.flatMap((record, index) => readRecord(record, `${place}.Records[${index}]`));
}

/**
 * The objects that a notification tells of: S3's own, EventBridge's, either of them through SNS. `s3:TestEvent` and an event without
 * records tell of none.
 * @param place where the value stands in what came, for messages
 * @throws EventError for anything else
 */
export function readNotification(value: unknown, place: string): ChangedObject[] {
  if (!isObject(value)) throw noEvent(place, value);
  return value['Type'] === 'Notification' ? readMessage(value, place) : readEvent(value, place);
}
