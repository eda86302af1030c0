import { readFile } from 'node:fs/promises';
import { type CleanResult, cleanFile, type QuarantinedRecord } from '../../lambda/clean/clean-file.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { CommandError } from '../cli/command-error.ts';
import type { DataFile } from './data-file.ts';

/** What cleaning makes of one generated file. */
export interface CountedFile {
  readonly key: string;
  readonly schema: DatasetSchema;
  readonly result: CleanResult;
  readonly quarantine: readonly QuarantinedRecord[];
}

const token = { id: 'counting', key: new Uint8Array(32) };

/**
 * Cleans generated files in memory, outside the lake.
 * @param root absolute path of datasets/, for the schemas
 * @throws CommandError when a schema is not sound
 */
export async function countRows(root: string, files: readonly DataFile[]): Promise<CountedFile[]> {
  const counted: CountedFile[] = [];
  for (const file of files) counted.push(await countFile(file, await readSchema(root, file.path.split('/')[0] ?? '')));
  return counted;
}

async function readSchema(root: string, name: string): Promise<DatasetSchema> {
  const file = `datasets/${name}/schema.json`;
  const parsed = parseDatasetSchema(await readFile(`${root}/${name}/schema.json`, 'utf8'), { name, file });
  if ('schema' in parsed) return parsed.schema;
  throw new CommandError('sample-schema', 'usage', `${file}: expected a sound schema; run npx sluice validate ${file}`);
}

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function countFile({ path: key, bytes }: DataFile, schema: DatasetSchema): Promise<CountedFile> {
  const chunks: Uint8Array[] = [];
  const ignore = (): void => {};
  const keep = (chunk: Uint8Array): void => {
    chunks.push(chunk);
  };
  const input = { file: key, bytes: inOneChunk(bytes), schema, token };
  const result = await cleanFile(input, { clean: ignore, quarantine: keep, rejects: ignore });
  const lines = Buffer.concat(chunks).toString().split('\n').slice(0, -1);
  return { key, schema, result, quarantine: lines.map((line): QuarantinedRecord => JSON.parse(line)) };
}
