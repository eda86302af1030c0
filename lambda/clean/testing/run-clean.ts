import { Buffer } from 'node:buffer';
import type { DatasetSchema } from '../../schema/dataset-schema.ts';
import { formatFinding } from '../../schema/finding.ts';
import { parseDatasetSchema } from '../../schema/parse-dataset-schema.ts';
import { type CleanResult, cleanFile } from '../clean-file.ts';
import type { Limits } from '../limits.ts';
import type { Tier } from '../tier.ts';

/** What a run of the engine put out, as text. */
export interface CleanRun {
  readonly result: CleanResult;
  readonly clean: string;
  readonly quarantine: string;
  readonly rejects: string;
}

/** Reads a schema that the test knows to be right. */
export function schemaOf(json: unknown, name = 'orders'): DatasetSchema {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const read = parseDatasetSchema(text, { name, file: 'schema.json' });
  if ('schema' in read) return read.schema;
  throw new Error(`the test's schema is wrong:\n${read.findings.map(formatFinding).join('\n')}`);
}

/** The bytes in chunks of the given sizes, over and over. Each is overwritten when the next but one is asked for. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let last: Uint8Array | undefined;
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = Math.max(1, sizes[index % sizes.length] ?? bytes.length);
    const chunk = Uint8Array.from(bytes.subarray(at, at + size));
    yield chunk;
    last?.fill(0xff);
    last = chunk;
    at += size;
  }
}

/** Runs the engine over bytes in memory. */
export async function runClean(
  bytes: Uint8Array | string,
  schema: DatasetSchema,
  options: {
    limits?: Partial<Limits>;
    mostBytes?: number;
    chunks?: readonly number[];
    file?: string;
    fastest?: Tier;
  } = {},
): Promise<CleanRun> {
  const { limits, chunks = [65_536], file = 'orders/input.csv' } = options;
  const out = { clean: '', quarantine: '', rejects: '' };
  const sink = (name: keyof typeof out) => (chunk: Uint8Array) => {
    out[name] += Buffer.from(chunk).toString('utf8');
  };
  const input = {
    file,
    bytes: inChunks(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, chunks),
    schema,
    token: { id: 'test', key: Buffer.from('a key for tests') },
    size: bytes.length,
    mostBytes: options.mostBytes,
    limits,
    fastest: options.fastest,
  };
  const sinks = { clean: sink('clean'), quarantine: sink('quarantine'), rejects: sink('rejects') };
  return { result: await cleanFile(input, sinks), ...out };
}
