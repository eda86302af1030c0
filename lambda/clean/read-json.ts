import * as assumed from './assumptions.ts';
import { type FileReading, type FramedRecord, faultOfText } from './file-reading.ts';
import { columnsDropped, emptyFile, fileCut, isError, jsonNotArray, unknownColumn } from './findings.ts';
import { RecordFramer } from './frame/frame-records.ts';
import { createJsonArrayScanner } from './frame/json-array-scanner.ts';
import { lineScanner } from './frame/line-scanner.ts';
import { parseJson } from './json/parse-json.ts';
import type { ReadRecord } from './judge/judge-record.ts';
import { createJsonRecordReader, type UnknownNames } from './read-json-record.ts';

/** Records that are handed on at once. */
const batchSize = 500;
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

/** Reads the records of NDJSON, one on each line, or of one JSON array, in batches. */
export async function* readJson(reading: FileReading): AsyncGenerator<readonly FramedRecord[]> {
  const { schema, limits, log, feed } = reading;
  const unknown: UnknownNames = { names: new Map(), line: 1 };
  const readRecord = createJsonRecordReader(schema, reading.cells, unknown);
  const read = (raw: string): ReadRecord => {
    const parsed = parseJson(raw, limits.jsonDepth);
    return 'fault' in parsed ? { unreadable: parsed.fault } : readRecord(parsed.value);
  };
  const probe = createJsonRecordReader(schema, reading.cells, { names: new Map(), line: 0 });
  const fits = (raw: string): boolean => {
    const parsed = parseJson(raw, limits.jsonDepth);
    return 'value' in parsed && reading.judge(probe(parsed.value)).reasons.length === 0;
  };
  const array = schema.format === 'json' ? createJsonArrayScanner() : undefined;
  const skipped = (text: string): void => array?.passed(text);
  const framer = new RecordFramer(feed.window, array ?? lineScanner, limits.recordLength, fits, skipped);
  let batch: FramedRecord[] = [];
  let any = false;
  for (;;) {
    const raw = framer.next();
    if (raw === undefined) {
      if (feed.window.final) break;
      await feed.more();
      continue;
    }
    if (array?.state === 'before') {
      log.findings.push(jsonNotArray({ file: log.file, line: raw.line }));
      return;
    }
    any = true;
    unknown.line = raw.line;
    const fault = faultOfText(raw, reading.strict);
    batch.push({ raw, read: fault === undefined ? read(raw.raw) : { unreadable: fault } });
    if (batch.length < batchSize && raw.part === undefined) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  if (array !== undefined && array.arrays > 1) reading.assumed.push(assumed.joinedArrays(array.arrays));
  if (array !== undefined && array.strayBrackets > 0) reading.assumed.push(assumed.strayBrackets(array.strayBrackets));
  reading.unknownColumns = [...unknown.names.keys()].sort();
  judgeNames(reading, unknown);
  if (array?.state === 'inside' && !log.findings.some(isError)) {
    log.findings.push(fileCut({ file: log.file, line: feed.window.line }, 'a closing ] after the records'));
  }
  if (!any && array?.state !== 'inside' && array?.state !== 'behind') log.findings.push(emptyFile({ file: log.file }));
}
