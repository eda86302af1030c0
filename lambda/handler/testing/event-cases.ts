import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'testdata', 'events');

/** Events as AWS sends them: `<envelope>/<situation>.json`. */
export const eventNames: readonly string[] = (await readdir(folder, { recursive: true }))
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.includes('/') && name.endsWith('.json'))
  .sort();

/** @param name `<envelope>/<situation>.json` */
export async function readCase(name: string): Promise<unknown> {
  const value: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
  return value;
}

/** What each event tells of: the objects as `s3://bucket/key`; of a queue's event by message, or why that one is refused. */
export const expectedObjects: Readonly<Record<string, unknown>> = JSON.parse(
  await readFile(join(folder, 'expected.json'), 'utf8'),
);

/** The id of a message in the cases: they count from 1. */
export const messageId = (number: number): string => `059f36b4-87a3-44ab-83d2-66197500000${number}`;
