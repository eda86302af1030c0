import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventError, eventErrorCodes } from './event-error.ts';
import { readEvent } from './read-event.ts';
import { parseBody, readNotification } from './read-notification.ts';

/** Events that give each code, with the message that FINDINGS.md shows first, and others. */
const refused: Record<string, readonly unknown[]> = {
  'no-event': [{ hello: 'world' }, undefined, 'text', [], { Type: 'Notification', Message: '[]' }],
  'no-list': [{ Records: 'x' }, { Records: {} }],
  'no-object': [
    { Records: [{ s3: { bucket: { name: 'csv-raw-data' } } }] },
    { Records: [{ s3: { object: { key: 'a' } } }] },
    { Records: [{ body: '{}' }] },
    { source: 'aws.s3', detail: {} },
    { Records: [{ s3: { bucket: { name: '' }, object: { key: 'a' } } }] },
  ],
  'key-not-encoded': [{ Records: [{ s3: { bucket: { name: 'csv-raw-data' }, object: { key: 'a%E0%A4%A.csv' } } }] }],
  'body-not-json': [
    { Records: [{ eventSource: 'aws:sqs', messageId: 'm', body: 'a secret' }] },
    { Records: [{ eventSource: 'aws:sqs', messageId: 'm' }] },
    { Type: 'Notification', Message: 'a secret' },
  ],
  'no-message-id': [
    { Records: [{ eventSource: 'aws:sqs', body: '{}' }] },
    { Records: [{ eventSource: 'aws:sqs', messageId: 'm', body: '{}' }, { s3: {} }] },
  ],
};

function errorOf(event: unknown): unknown {
  try {
    const read = readEvent(event);
    if (read.from === 'queue')
      for (const { body, place } of read.messages) readNotification(parseBody(body, place), place);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('EventError', () => {
  it.each(eventErrorCodes.map((code) => [code]))('%s', (code) => {
    for (const event of refused[code] ?? [undefined])
      expect(errorOf(event)).toMatchObject({ name: 'EventError', code });
  });

  it('says what FINDINGS.md shows, a heading a code', async () => {
    const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
    const shown = [...text.matchAll(/^## (\S+)\n[\s\S]*?^ {4}(.*)$/gm)].map(([, code, message]) => [code, message]);
    const said = eventErrorCodes.map((code) => {
      const error = errorOf(refused[code]?.[0]);
      return [code, error instanceof EventError ? error.message : undefined];
    });
    expect(shown).toEqual(said);
  });

  it('does not show what a message says, only what it is', () => {
    for (const event of Object.values(refused).flat()) expect(String(errorOf(event))).not.toContain('secret');
  });
});
