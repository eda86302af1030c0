import { firstRecords } from '../../../lambda/clean/first-records.ts';
import type { CsvMarks } from '../../../lambda/clean/frame/csv-scanner.ts';
import { afterLineEnd, findLineEnd } from '../../../lambda/clean/frame/record-scanner.ts';
import { readFields } from '../../../lambda/clean/read-fields.ts';
import { splitFields } from '../../../lambda/clean/strings/split-fields.ts';
import { isHeader } from './is-header.ts';
import { plainShare } from './plain-share.ts';

/** How a CSV file without a schema is written, as far as its first text shows. */
export interface Layout {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** Lines that begin with it are no records. */
  readonly comment: string | undefined;
  /** Physical lines before the header or, without one, before the first record. */
  readonly skipLines: number;
  /** The header's names, trimmed; undefined where the first record is a record like the others. */
  readonly header: readonly string[] | undefined;
  /** Physical lines that the header takes. */
  readonly headerLines: number;
  /** Fields of most records. */
  readonly width: number;
  /** Fields of the first records behind the header. */
  readonly rows: readonly (readonly string[])[];
  /** A second table: the physical line on which it begins, its fields, and those of the first. */
  readonly second: { readonly line: number; readonly width: number; readonly before: number } | undefined;
  /** There is no delimiter, but blanks set fields apart in every line alike. */
  readonly isAligned: boolean;
}

const delimiters = [',', ';', '\t', '|', '^', '~', ':', '\u0001'] as const;
const rare = new Set<string>(['^', '~', ':', '\u0001']);
const mostRecords = 300;
/** Lines of titles and notes that may stand before a header. */
const mostPreamble = 30;

interface Reading {
  readonly marks: CsvMarks;
  readonly records: readonly (readonly string[])[];
  readonly width: number;
  readonly score: number;
}

const fieldsOf = (raw: string, marks: CsvMarks): readonly string[] =>
  (splitFields(raw, marks) ?? readFields(raw, marks) ?? [raw]).map((field) => field.trim());

/** The width of most records; the greater of equals. */
function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || b - a)[0]?.[0] ?? 0;
}

/** How well the marks explain the text: equal widths, many fields, and fields that look like values. */
function readBy(sample: string, marks: CsvMarks): Reading {
  const { records: raws, bad } = firstRecords(sample, marks, mostRecords);
  const records = raws.map((raw) => fieldsOf(raw, marks));
  const width = commonWidth(records);
  const steady = records.filter(({ length }) => length === width).length / Math.max(1, records.length + bad);
  const many = width < 2 ? 0.05 : 1 - 1 / (width + 1);
  // Colons stand in times and addresses: they are delimiters only where the first line has them too.
  const trust = !rare.has(marks.delimiter) ? 1 : records[0]?.length === width ? 0.5 : 0;
  const score = steady ** 2 * many * (0.2 + plainShare(records)) * trust;
  return { marks, records, width, score };
}

/** The comment mark, where lines before the first record begin with # and are no wider than a remark. */
function commentOf(sample: string): string | undefined {
  const lines = sample.split(/\r\n|\n|\r/, mostPreamble).filter((line) => line.trim() !== '');
  const remarks = lines.findIndex((line) => !line.startsWith('#'));
  const [first = '', next = ''] = [lines[remarks - 1] ?? '', lines[remarks] ?? ''];
  const isName = delimiters.some((mark) => next.includes(mark) && first.split(mark).length === next.split(mark).length);
  return remarks > 0 && !isName ? '#' : undefined;
}

/** Physical lines, and where each begins. */
function* linesOf(sample: string): Generator<{ readonly line: number; readonly at: number; readonly text: string }> {
  for (let at = 0, line = 1; at < sample.length; line++) {
    const end = findLineEnd(sample, at, sample.length);
    yield { line, at, text: sample.slice(at, end) };
    at = end === sample.length ? end : afterLineEnd(sample, end);
  }
}

/** Where the table begins: behind lines that have one value or none while records have several, and more of them below. */
function startOf(sample: string, { marks, width }: Reading): { readonly line: number; readonly at: number } {
  const filled = (text: string): number => fieldsOf(text, marks).filter((field) => field !== '').length;
  let open = { line: 1, at: 0 };
  for (const { line, at, text } of linesOf(sample)) {
    if (line > mostPreamble) break;
    const isRemark = text.trim() === '' || (marks.comment !== undefined && text.startsWith(marks.comment));
    if (isRemark) continue;
    open = { line, at };
    const fields = fieldsOf(text, marks);
    const isTitle = width > 2 && (filled(text) < 2 || fields.length < width / 2) && !text.includes(marks.quote);
    if (!isTitle) return open;
  }
  return width > 2 ? { line: 1, at: 0 } : open;
}

/** Behind a blank line a record of text alone, where most records above it and the next ones have a number: the header of another table. */
function isOtherHeader(
  fields: readonly string[],
  above: readonly (readonly string[])[],
  below: readonly (readonly string[])[],
): boolean {
  const hasNumber = (record: readonly string[], at: number): boolean => /^[-+]?\d/.test(record[at] ?? '');
  return (
    above.length > 2 &&
    below.length > 1 &&
    fields.every((field) => field !== '' && !/^[-+]?\d/.test(field)) &&
    fields.some(
      (_, at) =>
        above.filter((record) => hasNumber(record, at)).length > above.length * 0.8 &&
        below.every((record) => hasNumber(record, at)),
    )
  );
}

/** A blank line, and behind it at least three records of another width than the table's first, or a header and records of its own. */
function secondTable(sample: string, start: number, { marks, width }: Reading): Layout['second'] {
  const lines = [...linesOf(sample)].filter(({ line }) => line > start);
  const isBlank = (text: string): boolean => /^[\s,;|]*$/.test(text);
  const records = lines
    .filter(({ text }) => !isBlank(text))
    .map(({ line, text }) => ({ line, fields: fieldsOf(text, marks) }));
  const blanks = new Set(lines.filter(({ text }) => isBlank(text)).map(({ line }) => line));
  for (const [at, { line, fields }] of records.entries()) {
    if (!blanks.has(line - 1) || fields.length < 2) continue;
    const below = records.slice(at + 1, at + 4).map((record) => record.fields);
    const isOther =
      fields.length === width
        ? isOtherHeader(
            fields,
            records.slice(0, at).map((record) => record.fields),
            below,
          )
        : below.length > 1 && below.slice(0, 2).every(({ length }) => length === fields.length);
    if (isOther) return { line, width: fields.length, before: width };
  }
  return undefined;
}

const leastAligned = 3;

/** Whether blanks set fields apart: lines fall into as many pieces at two blanks or more, or at any, if numbers are among them. */
function isAligned(sample: string): boolean {
  const lines = sample.split(/\r\n|\n|\r/, mostRecords).filter((line) => line.trim() !== '');
  if (lines.length < leastAligned) return false;
  const steady = (between: RegExp): string[][] | undefined => {
    const records = lines.map((line) => line.trim().split(between));
    const width = commonWidth(records);
    const fit = records.filter(({ length }) => length === width);
    return width > 1 && fit.length >= lines.length * 0.9 ? fit : undefined;
  };
  if (steady(/ {2,}/) !== undefined) return true;
  const words = steady(/ +/) ?? [];
  const numbers = words.slice(1).filter((fields) => fields.filter((field) => /^[-+]?\d/.test(field)).length > 1);
  return numbers.length >= lines.length * 0.8;
}

/**
 * Finds out how a CSV file is written, of which nobody said anything: delimiter, quote, comments, lines before the header, the header.
 * @param sample the file's first text, ending with a line ending
 */
export function sniffLayout(sample: string): Layout {
  const comment = commentOf(sample);
  const quotes =
    /(^|[,;\t|])\s*'[^'\n]*'\s*([,;\t|]|\r?\n)/.test(sample) && !sample.includes('"')
      ? (["'"] as const)
      : (['"'] as const);
  const readings = delimiters
    .filter((delimiter) => delimiter === ',' || sample.includes(delimiter))
    .flatMap((delimiter) => quotes.map((quote) => readBy(sample, { delimiter, quote, comment })));
  const best = readings.reduce((winner, one) => (one.score > winner.score ? one : winner));
  const start = startOf(sample, best);
  const rest = sample.slice(start.at);
  const { records: raws } = firstRecords(rest, best.marks, mostRecords);
  const records = raws.map((raw) => fieldsOf(raw, best.marks));
  const [first = [], ...rows] = records;
  const width = commonWidth(rows.length > 0 ? rows : records);
  const named = isHeader(first, rows);
  return {
    delimiter: best.marks.delimiter,
    quote: quotes[0],
    comment,
    skipLines: start.line - 1,
    header: named ? first : undefined,
    headerLines: (raws[0] ?? '').split(/\r\n|\n|\r/).length,
    width,
    rows: named ? rows : records,
    second: secondTable(sample, start.line, { ...best, width: first.length }),
    isAligned: width === 1 && isAligned(rest),
  };
}
