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

/** A blank line, and behind it at least three records of another width than the table's first. */
function secondTable(sample: string, start: number, { marks, width }: Reading): Layout['second'] {
  let blank = false;
  let other: { line: number; width: number; records: number } | undefined;
  for (const { line, text } of linesOf(sample)) {
    if (line <= start) continue;
    if (/^[\s,;|]*$/.test(text)) {
      blank = true;
      continue;
    }
    const { length } = fieldsOf(text, marks);
    if (other !== undefined && length === other.width) {
      other.records++;
      if (other.records > 2) return { line: other.line, width: other.width, before: width };
    } else other = blank && length !== width && length > 1 ? { line, width: length, records: 1 } : undefined;
    blank = false;
  }
  return undefined;
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
  };
}
