import * as assumed from './assumptions.ts';
import { CleanError } from './clean-error.ts';
import { type FileReading, type FramedRecord, faultOfText } from './file-reading.ts';
import { dialectMismatch, emptyFile, noHeader } from './findings.ts';
import { type CsvMarks, createCsvScanner } from './frame/csv-scanner.ts';
import { type RawRecord, RecordFramer } from './frame/frame-records.ts';
import { afterLineEnd, findLineEnd } from './frame/record-scanner.ts';
import type { TextFeed } from './frame/text-feed.ts';
import { createColumnFinder } from './match-header.ts';
import { createCsvRecordReader, type ReadCsvRecord } from './read-csv-record.ts';
import { readBatch, readFields } from './read-fields.ts';
import { type Header, headerOf, readHeader } from './read-header.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** Characters that the delimiter is found out from. */
const sampleLength = 65_536;
/** Records that csv-parse reads at once. */
const batchSize = 500;

async function skipLines(feed: TextFeed, lines: number): Promise<void> {
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
type FindBetter = () => string | undefined;

/** The declared marks; an undeclared delimiter is found out from the text. A declared one is doubted only when it is asked. */
async function settleMarks(reading: FileReading): Promise<{ marks: CsvMarks; better: FindBetter }> {
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
    skipLines: dialect.skipLines,
    sniffed: dialect.delimiter === undefined ? ['delimiter'] : [],
  };
  const better = () => {
    const found = sniffed ?? sniff();
    return found.named > 0 && found.delimiter !== delimiter ? found.delimiter : undefined;
  };
  return { marks: { ...marks, delimiter }, better };
}

async function nextRecord(framer: RecordFramer, feed: TextFeed): Promise<RawRecord | undefined> {
  for (;;) {
    const record = framer.next();
    if (record !== undefined || !(await feed.more())) return record ?? framer.next();
  }
}

/** Reads the header line. @returns undefined when the file is refused for it */
function settleHeader(
  reading: FileReading,
  marks: CsvMarks,
  findBetter: FindBetter,
  first: RawRecord,
): Header | undefined {
  const { schema, limits, log } = reading;
  const place = { file: log.file, line: first.line };
  const names = schema.columns.map(({ name }) => name);
  const fields = first.fault === undefined ? readFields(first.raw, marks) : undefined;
  if (fields === undefined) {
    log.findings.push(
      noHeader(place, names, first.part === undefined ? 'a line with a stray quote' : 'a line that is too long'),
    );
    return undefined;
  }
  const find = createColumnFinder(schema.columns);
  const { header, findings } = readHeader(fields, schema, find, limits, place);
  const lacking = findings.some(({ code }) => code === 'no-header' || code === 'missing-column');
  const named = fields.filter((name) => find(name) !== undefined).length;
  const better = lacking ? findBetter() : undefined;
  const rival = better === undefined ? undefined : readFields(first.raw, { ...marks, delimiter: better });
  const rivalNamed = rival?.filter((name) => find(name) !== undefined).length ?? 0;
  if (better !== undefined && rivalNamed > named) log.findings.push(dialectMismatch(place, marks.delimiter, better));
  else log.findings.push(...findings);
  reading.unknownColumns = findings.some(({ code }) => code === 'no-header')
    ? []
    : header.unknown.map(({ name }) => name);
  if (log.findings.some(({ severity }) => severity === 'error')) return undefined;
  for (const [index, { name }] of schema.columns.entries()) {
    if (header.fieldOf[index] === -1) reading.assumed.push(assumed.absentColumn(name));
  }
  reading.sourceOf = (index) => header.sources[index] ?? null;
  return header;
}

function readRecords(
  raws: readonly RawRecord[],
  marks: CsvMarks,
  read: ReadCsvRecord,
  reading: FileReading,
): FramedRecord[] {
  const faults = raws.map((raw) => faultOfText(raw, reading.strict));
  const fields = readBatch(
    raws.flatMap(({ raw }, index) => (faults[index] === undefined ? [raw] : [])),
    marks,
  );
  let next = 0;
  return raws.map((raw, index) => {
    const fault = faults[index];
    if (fault !== undefined) return { raw, read: { unreadable: fault } };
    const found = fields[next++];
    if (found !== undefined) return { raw, read: read(found) };
    throw new CleanError(
      'readers-disagree',
      reading.log.file,
      'the framer and csv-parse read this record differently',
      raw.line,
    );
  });
}

/**
 * Reads a CSV file's records, in batches.
 * @throws CleanError when the framer's record is none for csv-parse
 */
export async function* readCsv(reading: FileReading): AsyncGenerator<readonly FramedRecord[]> {
  const { schema, feed, limits, log } = reading;
  await skipLines(feed, schema.dialect.skipLines);
  const { marks, better } = await settleMarks(reading);
  let read: ReadCsvRecord | undefined;
  const fits = (raw: string): boolean => {
    const fields = raw.includes('\0') ? undefined : readFields(raw, marks);
    return fields !== undefined && read !== undefined && reading.judge(read(fields)).reasons.length === 0;
  };
  const framer = new RecordFramer(feed.window, createCsvScanner(marks), limits.recordLength, fits);
  let header: Header | undefined = headerOf(schema.columns);
  if (reading.dialect?.header !== false) {
    const first = await nextRecord(framer, feed);
    if (first === undefined) log.findings.push(emptyFile({ file: log.file }));
    header = first === undefined ? undefined : settleHeader(reading, marks, better, first);
  }
  if (header === undefined) return;
  read = createCsvRecordReader(schema, header, reading.cells);
  let any = reading.dialect?.header !== false;
  let raws: RawRecord[] = [];
  for (
    let raw = await nextRecord(framer, feed);
    raw !== undefined;
    raw = framer.next() ?? (await nextRecord(framer, feed))
  ) {
    any = true;
    raws.push(raw);
    if (raws.length < batchSize && raw.part === undefined) continue;
    yield readRecords(raws, marks, read, reading);
    raws = [];
  }
  if (raws.length > 0) yield readRecords(raws, marks, read, reading);
  if (!any) log.findings.push(emptyFile({ file: log.file }));
}
