import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import type { DialectReport, EncodingReport } from '../../lambda/clean/file-report.ts';

/** How a file was written, as its report says. */
export interface Written {
  readonly dialect: DialectReport;
  readonly encoding: EncodingReport['name'];
  readonly compression: 'none' | 'gzip';
}

/** A record is looked for in so many characters at most. */
const longestRecord = 1_048_576;

const parserOptions = ({ delimiter, quote, comment }: DialectReport) => ({
  delimiter,
  quote: quote === '' ? false : quote,
  ...(comment === null ? {} : { comment, comment_no_infix: true }),
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: longestRecord,
});

async function* decode(bytes: AsyncIterable<Uint8Array>, { encoding, compression }: Written): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const plain = compression === 'gzip' ? Readable.from(bytes).pipe(createGunzip()) : bytes;
  for await (const chunk of plain) yield decoder.decode(chunk as Uint8Array, { stream: true });
  yield decoder.decode();
}

/**
 * The header of a CSV file as it was written.
 * @param bytes the file from its beginning; only as much as the header takes is read
 * @returns undefined when the file ends before one
 */
export async function readHeader(bytes: AsyncIterable<Uint8Array>, written: Written): Promise<string[] | undefined> {
  const parser = parse({ ...parserOptions(written.dialect), from_line: written.dialect.skipLines + 1, to: 1 });
  const source = Readable.from(decode(bytes, written));
  // The parser stops reading after the header; what the source says then is of no interest.
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  for await (const record of parser) {
    source.destroy();
    if (Array.isArray(record)) return record.map(String);
  }
  return undefined;
}

/** Splits one quarantined record into cells as well as it can be; a broken one may give fewer or more than the header has. */
export function splitRecord(raw: string, dialect: DialectReport): string[] {
  try {
    const records: unknown = parseSync(raw, {
      ...parserOptions({ ...dialect, comment: null }),
      // The record is all there, and one that was too long for clean is longer than a header may be.
      max_record_size: 0,
    });
    const [first, ...others] = Array.isArray(records) ? records : [];
    if (Array.isArray(first) && others.length === 0) return first.map(String);
  } catch {
    // A quote that never closes: the record is then one cell, as it was.
  }
  return [raw];
}
