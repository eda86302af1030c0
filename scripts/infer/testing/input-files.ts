import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferOptions } from '../infer-dataset.ts';
import type { InputFile } from '../input-file.ts';

/** What nobody settled: all that a draft rests on is the files. */
export const unsettled: InferOptions = {
  name: 'drafted',
  metaSchema: '../../lambda/schema/dataset.schema.json',
  say: () => undefined,
};

/** A file of bytes. @param length of the chunks in which they come; the whole at once where none is given */
export function fileOf(name: string, bytes: Uint8Array, length = bytes.length): InputFile {
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
    },
  };
}

const expected = new Set(['schema.json', 'remarks.txt', 'expected.txt']);

/** The input files of a case, by name. */
export async function inputsOf(folder: string): Promise<InputFile[]> {
  const names = (await readdir(folder)).filter((name) => !expected.has(name)).sort();
  return names.map((name) => ({ name, open: () => createReadStream(join(folder, name)) }));
}
