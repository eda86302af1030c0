import type { Column } from '../schema/dataset-schema.ts';
import { firstRecords } from './first-records.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import { afterLineEnd, findLineEnd } from './frame/record-scanner.ts';
import type { FindColumn } from './match-header.ts';
import { readFields } from './read-fields.ts';
import { settleDelimiter } from './sniff-delimiter.ts';

/** Physical lines before a header that nobody declared. */
const most = 20;

/** Where the header stands when other lines come before it. */
export interface Preamble {
  readonly lines: number;
  /** Index of the header in the sample. */
  readonly at: number;
  readonly delimiter: string;
  readonly named: number;
}

/** Half of the required columns, or most of all: what happens to hold a name is no header. */
function isHeader(fields: readonly string[], columns: readonly Column[], find: FindColumn): boolean {
  const named = new Set(fields.map(find).filter((column) => column !== undefined));
  const required = columns.filter((column) => column.required);
  const all = required.length > 0 ? required : columns;
  const found = all.filter((column) => named.has(column)).length;
  return named.size > 1 && (required.length > 0 ? found * 2 >= all.length : found * 2 > all.length);
}

/** The fields of the first record; none where it can't be read. */
export const fieldsOf = (text: string, marks: CsvMarks): readonly string[] => {
  const { records, beginsBadly } = firstRecords(text, marks, 1);
  return beginsBadly ? [] : (readFields(records[0] ?? '', marks) ?? []);
};

/**
 * Looks for a header behind lines such as a title, where the first record names no column.
 * @param sample the file's first text, ending with a line ending
 * @param marks the delimiter as declared
 * @returns undefined when no line within the first 20 is a header, or when one before it has as many values as the header has names:
 *   that may be a record, and none is skipped
 */
export function sniffPreamble(
  sample: string,
  marks: Omit<CsvMarks, 'delimiter'> & { readonly delimiter: string | undefined },
  find: FindColumn,
  columns: readonly Column[],
): Preamble | undefined {
  const before: string[] = [];
  for (let at = 0, lines = 0; lines <= most && at < sample.length; lines++) {
    const rest = sample.slice(at);
    const { delimiter, named } = settleDelimiter(rest, marks, find, columns.length);
    const own = { ...marks, delimiter };
    const fields = named < 2 ? [] : fieldsOf(rest, own);
    if (isHeader(fields, columns, find)) {
      const values = before.map((line) => (readFields(line, own) ?? []).filter((value) => value !== '').length);
      return values.includes(fields.length) ? undefined : { lines, at, delimiter, named };
    }
    const end = findLineEnd(sample, at, sample.length);
    const line = sample.slice(at, end);
    if (marks.comment === undefined || !line.startsWith(marks.comment)) before.push(line);
    at = end === sample.length ? end : afterLineEnd(sample, end);
  }
  return undefined;
}
