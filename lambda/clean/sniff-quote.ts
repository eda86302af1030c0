import { firstRecords } from './first-records.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import { splitFields } from './strings/split-fields.ts';

type Kind = 'quoted' | 'plain' | 'empty' | 'otherwise quoted';

/** What each field of a sound record is. */
function kindsOf(raw: string, { delimiter, quote }: CsvMarks): Kind[] {
  const kinds: Kind[] = [];
  for (let at = 0; at >= 0; ) {
    const rest = raw.slice(at);
    const start = at + rest.length - rest.trimStart().length;
    let end = start;
    if (raw[start] === quote) {
      for (end = raw.indexOf(quote, start + 1); raw[end + 1] === quote; end = raw.indexOf(quote, end + 2));
      kinds.push('quoted');
    }
    const next = raw.indexOf(delimiter, end);
    const text = raw.slice(at, next < 0 ? undefined : next).trim();
    if (raw[start] !== quote) kinds.push(text === '' ? 'empty' : /^["']/.test(text) ? 'otherwise quoted' : 'plain');
    at = next < 0 ? -1 : next + delimiter.length;
  }
  return kinds;
}

/** What a sample says of one quote. */
export interface QuoteEvidence {
  /** Some column is always quoted by it, nothing is quoted otherwise, and every record is sound. */
  readonly isUsed: boolean;
  /** A name of the header is quoted by it. */
  readonly inHeader: boolean;
  /** Every record has as many fields as the first. */
  readonly isSteady: boolean;
}

const none: QuoteEvidence = { isUsed: false, inHeader: false, isSteady: false };

/**
 * Weighs whether a file quotes its fields by the marks' quote.
 * @param sample the file's first text, ending with a line ending
 * @param header the first record names the columns
 */
export function weighQuote(sample: string, marks: CsvMarks, header: boolean): QuoteEvidence {
  const { records, bad } = firstRecords(sample, marks);
  if (bad > 0) return none;
  const rows = records.map((raw) => kindsOf(raw, marks));
  const [first = []] = rows;
  const data = header ? rows.slice(1) : rows;
  const inHeader = header && first.includes('quoted');
  const isAlways = first.some((name, field) => {
    const values = data.map((row) => row[field] ?? 'empty').filter((kind) => kind !== 'empty');
    const enough = header && name === 'quoted' ? 1 : 2;
    return values.length >= enough && values.every((kind) => kind === 'quoted');
  });
  const widths = new Set(records.map((record) => splitFields(record, marks)?.length));
  const isUsed = isAlways && !rows.some((row) => row.includes('otherwise quoted'));
  return { isUsed, inHeader, isSteady: widths.size === 1 };
}
