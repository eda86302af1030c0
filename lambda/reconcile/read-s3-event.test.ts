import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventError, readS3Event } from './read-s3-event.ts';

const folder = join(import.meta.dirname, '..', 'testdata', 'events');
const names = (await readdir(folder)).filter((name) => name !== 'expected-keys.json');
const expected: Record<string, unknown> = JSON.parse(await readFile(join(folder, 'expected-keys.json'), 'utf8'));

describe('readS3Event', () => {
  it('has an expectation for each event', () => {
    expect(Object.keys(expected).sort()).toEqual(names.sort());
  });

  it.each(names)('reads the keys of %s', async (name) => {
    expect(readS3Event(JSON.parse(await readFile(join(folder, name), 'utf8')))).toEqual(expected[name]);
  });

  it.each([
    [undefined, 'event: expected an S3 event with Records, got "nothing"'],
    ['text', 'event: expected an S3 event with Records, got "\\"text\\""'],
    [[], 'event: expected an S3 event with Records, got "[]"'],
    [{ Records: 'x' }, 'event.Records: expected a list, got "\\"x\\""'],
    [
      { Records: [{ s3: { object: {} } }] },
      'Records[0]: expected s3.object.key, got "{\\"s3\\":{\\"object\\":{}}}"; send the event as S3 does',
    ],
    [
      { Records: [{ body: '{}' }] },
      'Records[0]: expected s3.object.key, got "{\\"body\\":\\"{}\\"}"; send the event as S3 does',
    ],
    [
      { Records: [{ s3: { object: { key: 'a%E0%A4%A.csv' } } }] },
      's3.object.key: expected a URL-encoded key, got "a%E0%A4%A.csv"; send the event as S3 does',
    ],
  ])('refuses %j', (event, message) => {
    expect(() => readS3Event(event)).toThrow(new EventError(message));
  });

  it('reads back every key, encoded as S3 does', () => {
    const encode = (key: string): string => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        fc.pre(key.isWellFormed());
        expect(readS3Event({ Records: [{ s3: { object: { key: encode(key) } } }] })).toEqual([key]);
      }),
    );
  });

  it('gives keys or an EventError, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (event) => {
        try {
          expect(Array.isArray(readS3Event(event))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(EventError);
        }
      }),
    );
  });
});
