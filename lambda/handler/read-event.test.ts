import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventError } from './event-error.ts';
import { readEvent } from './read-event.ts';
import { type ChangedObject, parseBody, readNotification } from './read-notification.ts';
import { eventNames, expectedObjects, messageId, readCase } from './testing/event-cases.ts';

const uris = (objects: readonly ChangedObject[]): string[] => objects.map(({ bucket, key }) => `s3://${bucket}/${key}`);

function urisOrCode(body: unknown): unknown {
  try {
    return uris(readNotification(parseBody(body, 'body'), 'body'));
  } catch (error) {
    if (error instanceof EventError) return error.code;
    throw error;
  }
}

function objectsOf(event: unknown): unknown {
  const read = readEvent(event);
  if (read.from === 'sender') return uris(read.objects);
  return Object.fromEntries(
    read.messages.map(({ id, group, body }, index) => {
      expect(id).toBe(messageId(index + 1));
      return [`${index + 1}${group === undefined ? '' : ` in ${group}`}`, urisOrCode(body)];
    }),
  );
}

const record = (key: unknown, bucket: unknown = 'raw') => ({ s3: { bucket: { name: bucket }, object: { key } } });
const message = (body: string) => ({ Records: [{ eventSource: 'aws:sqs', messageId: 'm', body }] });

describe('readEvent', () => {
  it('has an expectation for each case', () => {
    expect(Object.keys(expectedObjects).sort()).toEqual(eventNames);
  });

  it.each(eventNames)('reads %s', async (name) => {
    expect(objectsOf(await readCase(name))).toEqual(expectedObjects[name]);
  });

  it('reads back every key: encoded as S3 does, and plain from EventBridge', () => {
    const encode = (key: string): string => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
    const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(key, (text) => {
        const bridged = { source: 'aws.s3', detail: { bucket: { name: 'raw' }, object: { key: text } } };
        expect(objectsOf({ Records: [record(encode(text))] })).toEqual([`s3://raw/${text}`]);
        expect(objectsOf(bridged)).toEqual([`s3://raw/${text}`]);
      }),
    );
  });

  it('gives objects or an EventError, whatever comes', () => {
    const odd = fc.anything({ withBigInt: false });
    const inside = odd.map((value) => JSON.stringify(value) ?? '');
    const events = fc.oneof(
      odd,
      fc.record({
        Records: fc.array(
          fc.oneof(
            odd,
            odd.map((value) => record(value)),
          ),
          { maxLength: 3 },
        ),
      }),
      inside.map(message),
      inside.map((text) => message(JSON.stringify({ Type: 'Notification', Message: text }))),
      odd.map((detail) => ({ source: 'aws.s3', detail })),
    );
    fc.assert(
      fc.property(events, (event) => {
        try {
          const read = readEvent(event);
          if (read.from === 'queue') for (const { body } of read.messages) urisOrCode(body);
        } catch (error) {
          expect(error).toBeInstanceOf(EventError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not follow notifications within notifications', () => {
    const wrap = (value: unknown) => ({ Type: 'Notification', Message: JSON.stringify(value) });
    expect(() => readEvent(wrap(wrap({ Records: [] })))).toThrow(EventError);
  });
});
