import * as assumed from './assumptions.ts';
import { compileJsonBytes } from './bytes/compile-json-bytes.ts';
import type { FileReading } from './file-reading.ts';
import { columnsDropped, emptyFile, fileCut, isError, jsonNotArray, unknownColumn } from './findings.ts';
import { type RawRecord, RecordFramer } from './frame/frame-records.ts';
import { createJsonArrayScanner } from './frame/json-array-scanner.ts';
import { lineScanner } from './frame/line-scanner.ts';
import { parseJson } from './json/parse-json.ts';
import type { ReadRecord } from './judge/judge-record.ts';
import type { FileOutput } from './output/file-output.ts';
import { createJsonRecordReader, type UnknownNames } from './read-json-record.ts';
import { readRecords } from './read-records.ts';
import { type RecordReaders, RecordSorter } from './sort-records.ts';

/** Findings about names that no column has. */
const mostFindings = 20;

function judgeNames({ schema, log }: FileReading, { names: unknown }: UnknownNames): void {
  const names = schema.columns.map(({ path }) => path.join('.'));
  const { file } = log;
  if (schema.unknownColumns === 'fail') {
    for (const [name, line] of [...unknown].slice(0, mostFindings))
      log.findings.push(unknownColumn({ file, line }, name, names));
  } else if (schema.unknownColumns === 'drop' && unknown.size > 0) {
    log.findings.push(columnsDropped({ file, line: Math.min(...unknown.values()) }, [...unknown.keys()]));
  }
}

/** Reads the records of NDJSON, one on each line, or of one JSON array, and sorts them. @returns how many there were */
export async function readJson(reading: FileReading, output: FileOutput): Promise<number> {
  const { schema, limits, log, feed, fastest, judge } = reading;
  const unknown: UnknownNames = { names: new Map(), line: 1 };
  const createRead = (names: UnknownNames) => {
    const readRecord = createJsonRecordReader(schema, reading.cells, names);
    return (raw: string, line: number): ReadRecord => {
      const parsed = parseJson(raw, limits.jsonDepth);
      names.line = line;
      return 'fault' in parsed ? { unreadable: parsed.fault } : readRecord(parsed.value);
    };
  };
  const read = createRead(unknown);
  const probe = createRead({ names: new Map(), line: 0 });
  const fits = (raw: string): boolean => judge(probe(raw, 0)).reasons.length === 0;
  const array = schema.format === 'json' ? createJsonArrayScanner() : undefined;
  const skipped = (text: string): void => array?.passed(text);
  const framer = new RecordFramer(feed.window, array ?? lineScanner, limits.recordLength, fits, skipped);
  const readers: RecordReaders = {
    readFast: fastest === 'reference' ? undefined : read,
    read: (raws) => raws.map(({ raw, line }) => read(raw, line)),
  };
  const sorter = new RecordSorter(reading, readers, output);
  const refuses = ({ line }: RawRecord): boolean => {
    if (array?.state !== 'before') return false;
    log.findings.push(jsonNotArray({ file: log.file, line }));
    return true;
  };
  await readRecords({
    feed,
    framer,
    sorter,
    output,
    bytes: compileJsonBytes(reading, sorter, output),
    mayReadBytes: () => array === undefined || array.state === 'inside',
    refuses,
  });
  log.findings.push(...sorter.duplicates.findings());
  if (array?.state === 'before' && log.findings.some(isError)) return sorter.row;
  if (array !== undefined && array.arrays > 1) reading.assumed.push(assumed.joinedArrays(array.arrays));
  if (array !== undefined && array.strayBrackets > 0) reading.assumed.push(assumed.strayBrackets(array.strayBrackets));
  reading.unknownColumns = [...unknown.names.keys()].sort();
  judgeNames(reading, unknown);
  if (array?.state === 'inside' && !log.findings.some(isError)) {
    log.findings.push(fileCut({ file: log.file, line: feed.window.line }, 'a closing ] after the records'));
  }
  if (sorter.row === 0 && array?.state !== 'inside' && array?.state !== 'behind') {
    log.findings.push(emptyFile({ file: log.file }));
  }
  return sorter.row;
}
