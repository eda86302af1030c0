import { compileCsvBytes } from './bytes/compile-csv-bytes.ts';
import { CleanError } from './clean-error.ts';
import { type FileReading, faultOfText } from './file-reading.ts';
import { emptyFile } from './findings.ts';
import { type CsvMarks, createCsvScanner } from './frame/csv-scanner.ts';
import { type RawRecord, RecordFramer } from './frame/frame-records.ts';
import type { TextFeed } from './frame/text-feed.ts';
import type { ReadRecord } from './judge/judge-record.ts';
import type { FileOutput } from './output/file-output.ts';
import { createCsvRecordReader, type ReadCsvRecord } from './read-csv-record.ts';
import { readBatch } from './read-fields.ts';
import { type Header, headerOf } from './read-header.ts';
import { readRecords } from './read-records.ts';
import { settleMarks } from './settle-dialect.ts';
import { settleHeader } from './settle-header.ts';
import { type RecordReaders, RecordSorter } from './sort-records.ts';
import { splitFields } from './strings/split-fields.ts';

async function nextRecord(framer: RecordFramer, feed: TextFeed): Promise<RawRecord | undefined> {
  for (;;) {
    const record = framer.next();
    if (record !== undefined || !(await feed.more())) return record ?? framer.next();
  }
}

/** The two ways to read a record's fields: our own split, where RFC 4180 is all there is to it, and csv-parse, whose word is final. */
function readersOf({ fastest, log }: FileReading, marks: CsvMarks, read: ReadCsvRecord): RecordReaders {
  const split = (raw: string): ReadRecord | undefined => {
    const fields = splitFields(raw, marks);
    return fields === undefined ? undefined : read(fields);
  };
  return {
    readFast: fastest === 'reference' ? undefined : split,
    read: (raws) => {
      const fields = readBatch(
        raws.map(({ raw }) => raw),
        marks,
      );
      return raws.map(({ line }, index) => {
        const found = fields[index];
        if (found !== undefined) return read(found);
        throw new CleanError('tiers-disagree', log.file, 'the framer and csv-parse read this record differently', line);
      });
    },
  };
}

/** Whether text reads as a clean record: by the fastest tier that may look at text. */
function createFits({ judge, strict }: FileReading, { readFast, read }: RecordReaders): (raw: string) => boolean {
  return (raw) => {
    const whole = { raw, line: 0, offset: 0, fault: undefined, broken: false, part: undefined };
    if (faultOfText(whole, strict) !== undefined) return false;
    const records = readFast === undefined ? read([whole]) : [readFast(raw, 0)];
    return records.every((record) => record !== undefined && judge(record).reasons.length === 0);
  };
}

/**
 * Reads a CSV file's records and sorts them.
 * @returns how many there were
 * @throws CleanError when the framer's record is none for csv-parse, or tiers disagree
 */
export async function readCsv(reading: FileReading, output: FileOutput): Promise<number> {
  const { schema, feed, limits, log } = reading;
  const settled = await settleMarks(reading);
  if (settled === undefined) return 0;
  const { marks, better } = settled;
  let fits: ((raw: string) => boolean) | undefined;
  const framer = new RecordFramer(
    feed.window,
    createCsvScanner(marks),
    limits.recordLength,
    (raw) => fits?.(raw) ?? false,
  );
  let header: Header | undefined = headerOf(schema.columns);
  const hasHeader = reading.dialect?.header !== false;
  if (hasHeader) {
    const first = await nextRecord(framer, feed);
    if (first === undefined) log.findings.push(emptyFile({ file: log.file }));
    header = first === undefined ? undefined : settleHeader(reading, marks, better, first);
  }
  if (header === undefined) return 0;
  const readers = readersOf(reading, marks, createCsvRecordReader(schema, header, reading.cells));
  fits = createFits(reading, readers);
  const sorter = new RecordSorter(reading, readers, output);
  await readRecords({
    feed,
    framer,
    sorter,
    output,
    bytes: compileCsvBytes(reading, marks, header, sorter, output),
    mayReadBytes: () => true,
    refuses: () => false,
  });
  log.findings.push(...sorter.duplicates.findings());
  if (!hasHeader && sorter.row === 0) log.findings.push(emptyFile({ file: log.file }));
  return sorter.row;
}
