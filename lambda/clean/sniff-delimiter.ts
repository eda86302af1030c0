import { firstRecords } from './first-records.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import type { FindColumn } from './match-header.ts';
import { readFields } from './read-fields.ts';
import { splitFields } from './strings/split-fields.ts';

const common = [',', ';', '\t', '|'];
/** They stand in many a text, so they count only where they name columns that no common one does. The last is Hive's. */
const rare = [':', '^', '~', '\x01'];

/** A delimiter, and how many columns the first record names by it. */
export interface SniffedDelimiter {
  readonly delimiter: string;
  readonly named: number;
}

/** How well a delimiter explains a file's first records. */
interface Score {
  /** Records with as many fields as the first, of those looked at. */
  readonly steady: number;
  readonly width: number;
}

function countNamed(fields: readonly string[], delimiter: string, find: FindColumn): number {
  // `,id` in one piece would count as `id`: names match by their letters and digits.
  const uncut = fields.length === 1 && common.some((other) => other !== delimiter && fields[0]?.includes(other));
  return uncut ? 0 : fields.filter((name) => find(name) !== undefined).length;
}

function score(sample: string, marks: CsvMarks): Score {
  const rows = firstRecords(sample, marks).records.map((record) => splitFields(record, marks));
  const width = rows[0]?.length ?? 0;
  const steady = width < 2 ? 0 : rows.filter((row) => row?.length === width).length / rows.length;
  return { steady, width };
}

function sniffNamed(sample: string, marks: CsvMarks, find: FindColumn): SniffedDelimiter {
  const { delimiter } = marks;
  const { records, beginsBadly } = firstRecords(sample, marks, 1);
  const fields = splitFields(records[0] ?? '', marks) ?? [];
  return { delimiter, named: beginsBadly ? 0 : countNamed(fields, delimiter, find) };
}

/** Of delimiters by which the first record names as many columns, the one that explains the records best. */
function bestOf(
  rivals: readonly SniffedDelimiter[],
  sample: string,
  marks: Omit<CsvMarks, 'delimiter'>,
  columns: number,
): SniffedDelimiter | undefined {
  if (rivals.length < 2) return rivals[0];
  const fits = ({ width }: Score): number => (width === columns ? 1 : 0);
  const scored = rivals.map((rival) => ({ rival, ...score(sample, { ...marks, delimiter: rival.delimiter }) }));
  return scored.sort((a, b) => fits(b) - fits(a) || b.steady - a.steady || b.width - a.width)[0]?.rival;
}

/** How many columns the first record names by these marks. */
export function countNamedFirst(sample: string, marks: CsvMarks, find: FindColumn): number {
  const { records, beginsBadly } = firstRecords(sample, marks, 1);
  const fields = readFields(records[0] ?? '', marks) ?? [];
  return beginsBadly ? 0 : countNamed(fields, marks.delimiter, find);
}

const isFree = (delimiter: string, { quote, comment }: Omit<CsvMarks, 'delimiter'>): boolean =>
  delimiter !== quote && delimiter !== comment;

/**
 * Finds out what stands between fields: comma, semicolon, tab or bar. The one by which the first record names the most columns of the
 * schema; of equals (no header) the one that gives as many fields as there are columns, then the one that keeps the number of fields.
 * Colon, caret, tilde or ^A where the first record names at least two columns by it, and more than by any of those.
 * @param sample the file's first text, from the header on, ending with a line ending
 * @param columns how many the schema has
 */
export function sniffDelimiter(
  sample: string,
  marks: Omit<CsvMarks, 'delimiter'>,
  find: FindColumn,
  columns: number,
): SniffedDelimiter {
  const [first] = common;
  const sniffed = common
    .filter((delimiter) => isFree(delimiter, marks) && (delimiter === first || sample.includes(delimiter)))
    .map((delimiter) => sniffNamed(sample, { ...marks, delimiter }, find));
  const most = Math.max(...sniffed.map(({ named }) => named));
  const rivals = sniffed.filter(({ named }) => named === most);
  const best = bestOf(rivals, sample, marks, columns) ?? { delimiter: ',', named: 0 };
  if (best.named > 1) return best;
  const others = rare.filter((delimiter) => isFree(delimiter, marks) && sample.includes(delimiter));
  return others
    .map((delimiter) => ({ delimiter, named: countNamedFirst(sample, { ...marks, delimiter }, find) }))
    .reduce((winner, other) => (other.named > Math.max(1, winner.named) ? other : winner), best);
}

/** The delimiter to begin with: the declared one, or the one found. @returns how many columns it names too */
export function settleDelimiter(
  sample: string,
  marks: Omit<CsvMarks, 'delimiter'> & { readonly delimiter: string | undefined },
  find: FindColumn,
  columns: number,
): SniffedDelimiter {
  const { delimiter } = marks;
  if (delimiter === undefined) return sniffDelimiter(sample, marks, find, columns);
  return { delimiter, named: countNamedFirst(sample, { ...marks, delimiter }, find) };
}
