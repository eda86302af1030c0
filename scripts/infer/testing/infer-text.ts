import { Buffer } from 'node:buffer';
import { inferDataset } from '../infer-dataset.ts';

/** Drafts from bytes that a test made. @param size of the chunks that they come in */
export async function inferBytes(bytes: Uint8Array, name = 'input.csv', size = 65_536) {
  return await inferDataset(
    [
      {
        name,
        open: async function* () {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        },
      },
    ],
    { name: 'drafted', metaSchema: '../../lambda/schema/dataset.schema.json', say: () => undefined },
  );
}

/** The same from text. */
export const inferText = (text: string, name?: string, size?: number) => inferBytes(Buffer.from(text), name, size);
