import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Files up to this size (bytes) are read whole, which is faster; larger ones are streamed. */
const whole = 4_000_000;

/** The content's sha256 (hex): a raw object's version on a laptop. */
export async function hashFile(path: string, bytes: number): Promise<string> {
  if (bytes <= whole) return hash('sha256', await readFile(path));
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest.digest('hex');
}
