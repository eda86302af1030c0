import { Buffer, isUtf8 } from 'node:buffer';
import type { QuarantinedRecord } from '../../../lambda/clean/clean-input.ts';
import { type CsvMarks, createCsvScanner } from '../../../lambda/clean/frame/csv-scanner.ts';
import { readFields } from '../../../lambda/clean/read-fields.ts';

/** A field of a record: the whole of it, blanks and quotes included, and the text inside. Indices into the file's text. */
export interface FieldExtent {
  readonly start: number;
  readonly end: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly quoted: boolean;
}

/** What stands between two record ends. */
export interface FramedLine {
  readonly kind: 'record' | 'skip';
  readonly start: number;
  readonly contentEnd: number;
  readonly end: number;
  /** First physical line, 1-based. */
  readonly line: number;
}

/**
 * Bytes as text of one character each, so that a place in it is a place in the file: in UTF-8 and windows-1252 the marks of a CSV are single
 * bytes that are part of nothing else.
 */
export const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
export const fromLatin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
export const decodeLatin1 = (text: string): string => fromLatin1(text).toString('utf8');

/** A file's lines up to its end, or up to what is no record (a quote that nothing closes, text after a quote). */
export interface FramedFile {
  readonly lines: readonly FramedLine[];
  /** First physical line of what is no record, 1-based; undefined where all of the file is framed. */
  readonly brokenAt: number | undefined;
}

/**
 * Cuts a file by the scanner of lambda/clean.
 * @param skipLines physical lines before the header
 */
export function frameFile(text: string, marks: CsvMarks, skipLines: number): FramedFile {
  const scanner = createCsvScanner(marks);
  const source = { text, final: true, longest: text.length };
  const lines: FramedLine[] = [];
  let [at, line] = [0, 1];
  const ends = /\r\n|\r|\n/g;
  for (; line <= skipLines; line += 1) {
    if (ends.exec(text) === null) return { lines, brokenAt: line };
    at = ends.lastIndex;
  }
  while (at < text.length) {
    const found = scanner.scan(source, at);
    if (found.kind !== 'record' && found.kind !== 'skip') return { lines, brokenAt: line };
    const { kind, start, contentEnd, end } = found;
    lines.push({ kind, start, contentEnd, end, line });
    line += text.slice(start, end).match(/\r\n|\r|\n/g)?.length ?? 0;
    at = end;
  }
  return { lines, brokenAt: undefined };
}

/**
 * The record that lambda/clean found at a place: it may come after one that can't be framed.
 * @param raw what cleaning read there
 * @returns undefined where the scanner finds another
 */
export function frameRecord(text: string, marks: CsvMarks, { offset, line, raw }: RecordPlace): FramedLine | undefined {
  const found = createCsvScanner(marks).scan({ text, final: true, longest: text.length }, offset);
  if (found.kind !== 'record') return undefined;
  const { kind, start, contentEnd, end } = found;
  const bytes = fromLatin1(text.slice(start, contentEnd));
  return isUtf8(bytes) && bytes.toString('utf8') === raw ? { kind, start, contentEnd, end, line } : undefined;
}

type RecordPlace = Pick<QuarantinedRecord, 'offset' | 'line' | 'raw'>;

/** The fields of a record that the scanner found, in places. @returns undefined where the engine's own reader reads other ones */
export function fieldExtents(
  text: string,
  { start, contentEnd }: FramedLine,
  marks: CsvMarks,
): readonly FieldExtent[] | undefined {
  const fields: FieldExtent[] = [];
  for (let at = start; ; ) {
    const field = extentAt(text, at, contentEnd, marks);
    fields.push(field);
    if (field.end >= contentEnd) break;
    at = field.end + 1;
  }
  const read = readFields(decodeLatin1(text.slice(start, contentEnd)), marks);
  const says = (field: FieldExtent) => decodeLatin1(textOf(text, field, marks)).trim();
  const isSame = read?.length === fields.length && fields.every((field, index) => says(field) === read[index]?.trim());
  return isSame ? fields : undefined;
}

/** Blanks of ASCII alone: in text of one character a byte, others are parts of letters. */
export const trimBlanks = (text: string): string => text.replace(/^[ \t\r\n\f\v]+|[ \t\r\n\f\v]+$/g, '');

/** What a field says: without blanks around it, quotes undoubled. */
export function textOf(text: string, { innerStart, innerEnd, quoted }: FieldExtent, { quote }: CsvMarks): string {
  const inner = text.slice(innerStart, innerEnd);
  return trimBlanks(quoted ? inner.replaceAll(quote + quote, quote) : inner);
}

function extentAt(text: string, start: number, limit: number, { delimiter, quote }: CsvMarks): FieldExtent {
  let first = start;
  while (first < limit && (text[first] === ' ' || text[first] === '\t') && text[first] !== delimiter) first += 1;
  if (quote === '' || text[first] !== quote) {
    const found = text.indexOf(delimiter, start);
    const end = found < 0 || found > limit ? limit : found;
    return { start, end, innerStart: start, innerEnd: end, quoted: false };
  }
  let close = text.indexOf(quote, first + 1);
  while (close >= 0 && text[close + 1] === quote && close + 1 < limit) close = text.indexOf(quote, close + 2);
  const innerEnd = close < 0 || close > limit ? limit : close;
  const found = text.indexOf(delimiter, innerEnd + 1);
  return { start, end: found < 0 || found > limit ? limit : found, innerStart: first + 1, innerEnd, quoted: true };
}
