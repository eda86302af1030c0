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

const toRow = (fields: readonly (string | null)[]): CleanRow => ({
  row: Number(fields.at(-1)),
  values: fields.slice(0, -1),
});

/** Reads a line with quotes. @returns its fields, and where the next line begins */
function readQuoted(text: string, start: number): readonly [(string | null)[], number] {
  const fields: (string | null)[] = [];
  for (let at = start; ; ) {
    let end = at;
    if (text[at] === '"') {
      end++;
      while (text[end] !== '"' || text[end + 1] === '"') end += text[end] === '"' ? 2 : 1;
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end++;
    } else {
      while (text[end] !== ',' && text[end] !== '\n') end++;
      fields.push(end === at ? null : text.slice(at, end));
    }
    at = end + 1;
    if (text[end] === '\n') return [fields, at];
  }
}

/** @param text whole lines of a clean file */
function* readLines(text: string): Generator<CleanRow> {
  const hasQuotes = text.includes('"');
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end);
    if (hasQuotes && line.includes('"')) {
      const [fields, next] = readQuoted(text, at);
      yield toRow(fields);
      at = next;
    } else {
      yield toRow(line.split(',').map((field) => (field === '' ? null : field)));
      at = end + 1;
    }
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
