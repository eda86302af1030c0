import { Buffer } from 'node:buffer';
import { cleanFile } from '../../../lambda/clean/clean-file.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../../lambda/schema/file-format.ts';
import type { InputFile } from '../input-file.ts';

/** A row that clean lets pass. */
export interface CleanRow {
  /** 1 for the first record of its file. */
  readonly row: number;
  /** Canonical, in the order of the schema's columns; null: no value. */
  readonly values: readonly (string | null)[];
}

/** What is compared is never published: values of sensitive columns are compared as they are. */
const unmasked = (schema: DatasetSchema): DatasetSchema => ({
  ...schema,
  tolerance: 1,
  columns: schema.columns.map((column) => ({ ...column, sensitive: undefined })),
});

function* readLines(text: string): Generator<CleanRow> {
  let values: (string | null)[] = [];
  for (let at = 0; at < text.length; ) {
    let end: number;
    if (text[at] === '"') {
      end = at + 1;
      while (text[end] !== '"' || text[end + 1] === '"') end += text[end] === '"' ? 2 : 1;
      values.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end++;
    } else {
      end = at;
      while (text[end] !== ',' && text[end] !== '\n') end++;
      values.push(end === at ? null : text.slice(at, end));
    }
    if (text[end] === '\n') {
      yield { row: Number(values.pop()), values };
      values = [];
    }
    at = end + 1;
  }
}

/**
 * The rows of a file that a schema lets pass, as the lake would hold them, but unmasked. A file is read as fast as its rows are taken, so that memory
 * stays flat.
 * @returns at the end: whether the file was refused as a whole
 */
export async function* cleanRows(
  schema: DatasetSchema,
  file: InputFile,
): AsyncGenerator<CleanRow, { readonly isRefused: boolean }> {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  let isHeader = true;
  const cleaning = cleanFile(
    {
      file: file.name,
      bytes: file.open(),
      schema: schemaForFile(unmasked(schema), file.name),
      token: { id: 'none', key: new Uint8Array(32) },
    },
    {
      async clean(chunk) {
        if (!isHeader) await writer.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('utf8'));
        isHeader = false;
      },
      quarantine: () => undefined,
      rejects: () => undefined,
    },
  ).finally(() => writer.close());
  // Whoever stops reading before the end cancels the stream, and with it the cleaning: that is no failure.
  cleaning.catch(() => undefined);
  for await (const text of readable) yield* readLines(text);
  const { status } = await cleaning;
  return { isRefused: status === 'failed' };
}
