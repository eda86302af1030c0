import { type CsvMarks, createCsvScanner } from './frame/csv-scanner.ts';
import type { FindColumn } from './match-header.ts';
import { readBatch } from './read-fields.ts';

const candidates = [',', ';', '\t', '|'];

/** How well a delimiter explains a file's first records. */
interface Score {
  readonly delimiter: string;
  /** Fields of the first record that name a column. */
  readonly named: number;
  /** Records with as many fields as the first, of those looked at. */
  readonly steady: number;
  readonly width: number;
}

/** Whole records of a sample, up to 100; the sample's cut end does not count. */
function firstRecords(sample: string, marks: CsvMarks): string[] {
  const scanner = createCsvScanner(marks);
  const source = { text: sample, final: false, longest: sample.length };
  const records: string[] = [];
  for (let at = 0; at < sample.length && records.length < 100; ) {
    const found = scanner.scan(source, at);
    if (found.kind === 'more' || found.kind === 'long') break;
    if (found.kind === 'record') records.push(sample.slice(found.start, found.contentEnd));
    at = found.end;
  }
  return records;
}

function score(sample: string, marks: CsvMarks, find: FindColumn): Score {
  const rows = readBatch(firstRecords(sample, marks), marks);
  const fields = rows[0] ?? [];
  const width = fields.length;
  const steady = width < 2 ? 0 : rows.filter((row) => row?.length === width).length / rows.length;
  // `,id` in one piece would count as `id`: names match by their letters and digits.
  const uncut = width === 1 && candidates.some((other) => other !== marks.delimiter && fields[0]?.includes(other));
  const named = uncut ? 0 : fields.filter((name) => find(name) !== undefined).length;
  return { delimiter: marks.delimiter, named, steady, width };
}

/**
 * Finds out what stands between fields: comma, semicolon, tab or bar. The one by which the first record names the most columns of the
 * schema; of equals (no header) the one that gives as many fields as there are columns, then the one that keeps the number of fields.
 * @param sample the file's first text, from the header on, ending with a line ending
 * @param columns how many the schema has
 */
export function sniffDelimiter(
  sample: string,
  marks: Omit<CsvMarks, 'delimiter'>,
  find: FindColumn,
  columns: number,
): { delimiter: string; named: number } {
  const scores = candidates
    .filter((delimiter) => delimiter !== marks.quote && delimiter !== marks.comment)
    .map((delimiter) => score(sample, { ...marks, delimiter }, find));
  const fits = ({ width }: Score): number => (width === columns ? 1 : 0);
  const [best] = scores.sort(
    (a, b) => b.named - a.named || fits(b) - fits(a) || b.steady - a.steady || b.width - a.width,
  );
  return best ?? { delimiter: ',', named: 0 };
}
