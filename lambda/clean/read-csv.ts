import { CleanError } from './clean-error.ts';
import { type FileReading, type FramedRecord, faultOfText } from './file-reading.ts';
import { emptyFile } from './findings.ts';
import { type CsvMarks, createCsvScanner } from './frame/csv-scanner.ts';
import { type RawRecord, RecordFramer } from './frame/frame-records.ts';
import type { TextFeed } from './frame/text-feed.ts';
import { createCsvRecordReader, type ReadCsvRecord } from './read-csv-record.ts';
import { readBatch, readFields } from './read-fields.ts';
import { type Header, headerOf } from './read-header.ts';
import { settleMarks, skipLines } from './settle-dialect.ts';
import { settleHeader } from './settle-header.ts';

/** Records that csv-parse reads at once. */
const batchSize = 500;

async function nextRecord(framer: RecordFramer, feed: TextFeed): Promise<RawRecord | undefined> {
  for (;;) {
    const record = framer.next();
    if (record !== undefined || !(await feed.more())) return record ?? framer.next();
  }
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
  await skipLines(feed, schema.dialect.skipLines ?? 0);
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
