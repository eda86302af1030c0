import { type Duplex, pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { FileReport } from '../../lambda/clean/file-report.ts';
import { CommandError } from '../cli/command-error.ts';
import type { FoundRow } from './find-rows.ts';

type Encoding = FileReport['encoding']['name'];

/** A record's text as bytes: in the file's encoding, or, where a line of a UTF-8 file was none, a byte a character. */
function formsOf(raw: string, encoding: Encoding): Buffer[] {
  if (encoding === 'utf-16le') return [Buffer.from(raw, 'utf16le')];
  if (encoding === 'utf-16be') return [Buffer.from(raw, 'utf16le').swap16()];
  return [Buffer.from(raw, 'utf8')];
}

const isText = (bytes: Buffer, raw: string): boolean => new TextDecoder('windows-1252').decode(bytes) === raw;

/** @returns how many bytes at the beginning are the record; undefined: they are not */
function lengthOf(bytes: Buffer, raw: string, encoding: Encoding): number | undefined {
  for (const form of formsOf(raw, encoding)) if (bytes.subarray(0, form.length).equals(form)) return form.length;
  return isText(bytes.subarray(0, raw.length), raw) ? raw.length : undefined;
}

function newlineLength(bytes: Buffer, encoding: Encoding): number {
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  const at = (index: number): number => {
    const place = index * unit + (encoding === 'utf-16be' ? 1 : 0);
    return bytes.length >= (index + 1) * unit ? (bytes[place] ?? 0) : 0;
  };
  if (at(0) === 13) return at(1) === 10 ? 2 * unit : unit;
  return at(0) === 10 ? unit : 0;
}

/** In an array, an element goes with the comma behind it; the last one with the comma before it. */
function cutElements(content: Buffer, rows: readonly FoundRow[], file: string): Buffer {
  let left = content;
  for (const { offset, raw } of rows.toReversed()) {
    const length = lengthOf(left.subarray(offset), raw, 'utf-8');
    if (length === undefined) throw changed(file);
    let [from, to] = [offset, offset + length];
    const behind = /^\s*,/.exec(left.subarray(to, to + 65_536).toString('latin1'));
    const before = /,\s*$/.exec(left.subarray(Math.max(0, from - 65_536), from).toString('latin1'));
    if (behind !== null) to += behind[0].length;
    else if (before !== null) from -= before[0].length;
    left = Buffer.concat([left.subarray(0, from), left.subarray(to)]);
  }
  return left;
}

const changed = (file: string): CommandError =>
  new CommandError(
    'not-rewritable',
    'environment',
    `${file}: expected the record at the byte where it was found, got other bytes; run again, or remove the file`,
  );

async function* cutLines(
  chunks: AsyncIterable<Uint8Array>,
  rows: readonly FoundRow[],
  encoding: Encoding,
  file: string,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let [held, at, ended] = [Buffer.alloc(0), 0, false];
  const more = async (): Promise<void> => {
    const { value, done } = await source.next();
    if (done === true) ended = true;
    else held = Buffer.concat([held, value]);
  };
  const pass = (length: number): Buffer => {
    const piece = held.subarray(0, length);
    [held, at] = [held.subarray(length), at + length];
    return piece;
  };
  for (const { offset, raw } of rows) {
    while (at < offset && !(ended && held.length === 0)) {
      if (held.length === 0) await more();
      const length = Math.min(held.length, offset - at);
      if (length > 0) yield pass(length);
    }
    const most = raw.length * 4 + 4;
    while (held.length < most && !ended) await more();
    const length = lengthOf(held, raw, encoding);
    if (length === undefined) throw changed(file);
    pass(length);
    pass(newlineLength(held, encoding));
  }
  for (;;) {
    if (held.length > 0) yield pass(held.length);
    if (ended) return;
    await more();
  }
}

/** What the one throws, the other throws. */
function through(bytes: AsyncIterable<Uint8Array>, filter: Duplex): Duplex {
  pipeline(Readable.from(bytes), filter, () => undefined);
  return filter;
}

/**
 * The file without these records; all other bytes are as they were. Compressed where it was.
 * @param rows in the order of the file
 * @param report of the same bytes
 * @throws CommandError `not-rewritable` when a record is not where it was found
 */
export async function* withoutRows(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  rows: readonly FoundRow[],
  { compression, encoding, recordFormat }: FileReport,
): AsyncGenerator<Uint8Array> {
  const plain = compression === 'gzip' ? through(bytes, createGunzip()) : bytes;
  const kept = recordFormat === 'json' ? cutArray(plain, rows, file) : cutLines(plain, rows, encoding.name, file);
  if (compression !== 'gzip') yield* kept;
  else for await (const chunk of through(kept, createGzip())) yield chunk as Uint8Array;
}

async function* cutArray(plain: AsyncIterable<Uint8Array>, rows: readonly FoundRow[], file: string) {
  const pieces: Uint8Array[] = [];
  for await (const piece of plain) pieces.push(Buffer.from(piece));
  yield cutElements(Buffer.concat(pieces), rows, file);
}
