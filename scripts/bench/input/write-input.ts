import { createHash } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/** A file that a generator writes: the same for the same seed, however long it gets. */
export interface Input {
  /** Names the generator and its seed. */
  readonly name: string;
  readonly ending: 'csv' | 'ndjson';
  readonly header: string;
  /** Raw records without end, each with its line end. */
  readonly records: () => Iterable<string>;
}

/** The first `bytes` of an input or a few more, as text: the header and whole records. */
export function* inputChunks(input: Input, bytes: number): Generator<string> {
  let chunk = input.header;
  let written = 0;
  for (const record of input.records()) {
    chunk += record;
    if (chunk.length < Math.min(1 << 16, bytes - written)) continue;
    written += Buffer.byteLength(chunk);
    yield chunk;
    chunk = '';
    if (written >= bytes) return;
  }
}

/** Names the content: another generator writes another file, instead of using an old one. */
function fingerprint(input: Input): string {
  const hash = createHash('sha256');
  for (const chunk of inputChunks(input, 1 << 20)) hash.update(chunk);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Writes an input into the cache unless it is there, record after record, and gives its path.
 * @param cache a folder outside git
 * @param megabytes of a million bytes
 */
export async function writeInput(input: Input, megabytes: number, cache: string): Promise<string> {
  const path = join(cache, `${input.name}-${megabytes}mb-${fingerprint(input)}.${input.ending}`);
  if (await stat(path).catch(() => undefined)) return path;
  await mkdir(cache, { recursive: true });
  const half = `${path}.${process.pid}`;
  {
    await using file = await open(half, 'w');
    for (const chunk of inputChunks(input, megabytes * 1e6)) await file.write(chunk);
  }
  await rename(half, path);
  return path;
}
