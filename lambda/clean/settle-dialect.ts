import type { Column, Dialect } from '../schema/dataset-schema.ts';
import * as assumed from './assumptions.ts';
import type { FileReading } from './file-reading.ts';
import { headerMismatch, quoteMismatch } from './findings.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import { afterLineEnd, findLineEnd } from './frame/record-scanner.ts';
import type { TextFeed } from './frame/text-feed.ts';
import type { FindColumn } from './match-header.ts';
import { type SniffedDelimiter, settleDelimiter, sniffDelimiter } from './sniff-delimiter.ts';
import { fieldsOf, sniffPreamble } from './sniff-preamble.ts';
import { weighQuote } from './sniff-quote.ts';

/** Characters that the dialect is found out from. */
const sampleLength = 65_536;

/** Passes over physical lines before the header. */
export async function skipLines(feed: TextFeed, lines: number): Promise<void> {
  const { window } = feed;
  for (let left = lines; left > 0; ) {
    const { text, at } = window;
    const lineEnd = findLineEnd(text, at, text.length);
    const whole = lineEnd < text.length && (window.final || lineEnd + 1 < text.length);
    if (whole) {
      window.pass(afterLineEnd(text, lineEnd));
      left--;
    } else {
      window.pass(lineEnd);
      if (!(await feed.more())) return;
    }
  }
}

/** Finds a delimiter other than the one in use by which the first text names columns of the schema. */
export type FindBetter = () => string | undefined;

async function takeSample(feed: TextFeed): Promise<string> {
  await feed.atLeast(sampleLength);
  const { text, at, final } = feed.window;
  const sample = text.slice(at, at + sampleLength);
  return final && at + sampleLength >= text.length ? `${sample}\n` : sample;
}

/** What a file's first text says of how it is written, where the schema says nothing. */
interface Sniffed extends SniffedDelimiter {
  readonly quote: string;
  /** Lines before the header. */
  readonly preamble: number;
  /** The text from the header on. */
  readonly sample: string;
}

function sniff(sample: string, dialect: Dialect, find: FindColumn, { schema }: FileReading): Sniffed {
  const { delimiter, comment } = dialect;
  const header = dialect.header ?? true;
  const settle = (quote: string): Sniffed => {
    const marks = { delimiter, quote, comment };
    const found = settleDelimiter(sample, marks, find, schema.columns.length);
    const mayFollow = header && found.named === 0 && dialect.skipLines === undefined;
    const preamble = mayFollow ? sniffPreamble(sample, marks, find, schema.columns) : undefined;
    if (preamble === undefined) return { ...found, quote, preamble: 0, sample };
    return { ...preamble, quote, preamble: preamble.lines, sample: sample.slice(preamble.at) };
  };
  const usual = settle(dialect.quote ?? '"');
  if (dialect.quote !== undefined || !sample.includes("'")) return usual;
  const other = settle("'");
  const { isUsed } = weighQuote(other.sample, { ...other, comment }, header);
  return isUsed && other.named >= usual.named ? other : usual;
}

/** The quote that the file uses instead of the declared one, if it does beyond doubt. */
function findOtherQuote({ sample, delimiter }: Sniffed, { quote, comment, header }: Dialect): string | undefined {
  if (quote !== '"' && quote !== "'") return undefined;
  const other = quote === '"' ? "'" : '"';
  if (!sample.includes(other)) return undefined;
  const { isUsed, inHeader, isSteady } = weighQuote(sample, { delimiter, quote: other, comment }, header ?? true);
  if (!isUsed) return undefined;
  const declared = weighQuote(sample, { delimiter, quote, comment }, header ?? true);
  return !declared.isUsed && (inHeader || (isSteady && !declared.isSteady)) ? other : undefined;
}

/** Whether a record is the columns' names and nothing else; a single one might be text. */
function isNames(fields: readonly string[], find: FindColumn, columns: readonly Column[]): boolean {
  const named = fields.map(find);
  const isText = fields.length < 2 && columns[0]?.type.kind === 'string';
  return fields.length > 0 && !isText && !named.includes(undefined) && new Set(named).size === fields.length;
}

/**
 * Settles the marks: the declared ones, and for the others what the file's first text says. Passes over what stands before the header.
 * A declared delimiter is doubted only when it is asked.
 * @returns undefined where the file is refused, because it is quoted otherwise than declared or has a header against the declaration
 */
export async function settleMarks(reading: FileReading): Promise<{ marks: CsvMarks; better: FindBetter } | undefined> {
  const { schema, feed, log, find } = reading;
  const { dialect } = schema;
  await skipLines(feed, dialect.skipLines ?? 0);
  const found = sniff(await takeSample(feed), dialect, find, reading);
  const { delimiter, quote, named, preamble, sample } = found;
  const { comment } = dialect;
  const header = dialect.header ?? true;
  const isOtherQuote = dialect.quote === undefined && quote !== '"';
  if (dialect.delimiter === undefined) reading.assumed.push(assumed.delimiter(delimiter, header ? named : 0));
  if (isOtherQuote) reading.assumed.push(assumed.quotes(quote));
  if (preamble > 0) reading.assumed.push(assumed.preamble(preamble));
  if (dialect.header === undefined) reading.assumed.push(assumed.header);
  reading.dialect = {
    delimiter,
    quote,
    header,
    comment: comment ?? null,
    skipLines: dialect.skipLines ?? preamble,
    sniffed: [
      ...(dialect.delimiter === undefined ? (['delimiter'] as const) : []),
      ...(isOtherQuote ? (['quote'] as const) : []),
      ...(preamble > 0 ? (['skipLines'] as const) : []),
    ],
  };
  await skipLines(feed, preamble);
  const otherQuote = findOtherQuote(found, dialect);
  if (otherQuote !== undefined) {
    log.findings.push(quoteMismatch({ file: log.file, line: feed.window.line }, quote, otherQuote));
    return undefined;
  }
  if (!header && isNames(fieldsOf(sample, { delimiter, quote, comment }), find, schema.columns)) {
    log.findings.push(headerMismatch({ file: log.file, line: feed.window.line }));
    return undefined;
  }
  const better = () => {
    const other = sniffDelimiter(sample, { quote, comment }, find, schema.columns.length);
    return other.named > 0 && other.delimiter !== delimiter ? other.delimiter : undefined;
  };
  return { marks: { delimiter, quote, comment }, better };
}
