import * as assumed from './assumptions.ts';
import type { FileReading } from './file-reading.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import { afterLineEnd, findLineEnd } from './frame/record-scanner.ts';
import type { TextFeed } from './frame/text-feed.ts';
import { createColumnFinder } from './match-header.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** Characters that the delimiter is found out from. */
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

/** The declared marks; an undeclared delimiter is found out from the text. A declared one is doubted only when it is asked. */
export async function settleMarks(reading: FileReading): Promise<{ marks: CsvMarks; better: FindBetter }> {
  const { schema, feed } = reading;
  const { dialect } = schema;
  const marks = { quote: dialect.quote ?? '"', comment: dialect.comment };
  await feed.atLeast(sampleLength);
  const { text, at, final } = feed.window;
  const sample = text.slice(at, at + sampleLength);
  const whole = final && at + sampleLength >= text.length ? `${sample}\n` : sample;
  const find = createColumnFinder(schema.columns);
  const sniff = () => sniffDelimiter(whole, marks, find, schema.columns.length);
  const sniffed = dialect.delimiter === undefined ? sniff() : undefined;
  const delimiter = dialect.delimiter ?? sniffed?.delimiter ?? ',';
  const header = dialect.header ?? true;
  if (sniffed !== undefined) reading.assumed.push(assumed.delimiter(delimiter, header ? sniffed.named : 0));
  if (dialect.header === undefined) reading.assumed.push(assumed.header);
  reading.dialect = {
    delimiter,
    quote: marks.quote,
    header,
    comment: dialect.comment ?? null,
    skipLines: dialect.skipLines ?? 0,
    sniffed: dialect.delimiter === undefined ? ['delimiter'] : [],
  };
  const better = () => {
    const found = sniffed ?? sniff();
    return found.named > 0 && found.delimiter !== delimiter ? found.delimiter : undefined;
  };
  return { marks: { ...marks, delimiter }, better };
}
