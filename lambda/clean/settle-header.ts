import type { DatasetSchema } from '../schema/dataset-schema.ts';
import * as assumed from './assumptions.ts';
import type { FileReading } from './file-reading.ts';
import { count, dialectMismatch, noHeader } from './findings.ts';
import type { CsvMarks } from './frame/csv-scanner.ts';
import type { RawRecord } from './frame/frame-records.ts';
import { createCsvRecordReader } from './read-csv-record.ts';
import { readFields } from './read-fields.ts';
import { type Header, headerOf, readHeader } from './read-header.ts';
import type { FindBetter } from './settle-dialect.ts';

/** A header line without fault, and what was read of it. */
interface SettledHeader {
  readonly raw: string;
  readonly marks: CsvMarks;
  readonly header: Header;
}

/** The one of the file before: files of one dataset mostly have the same. */
const settled = new WeakMap<DatasetSchema, SettledHeader>();
/** Characters of the longest one that is remembered. */
const longestSettled = 65_536;

function settledBefore({ schema, limits }: FileReading, marks: CsvMarks, first: RawRecord): Header | undefined {
  const before = settled.get(schema);
  if (before === undefined || first.fault !== undefined || before.raw !== first.raw) return undefined;
  const same = before.marks.delimiter === marks.delimiter && before.marks.quote === marks.quote;
  return same && before.header.width <= limits.columns ? before.header : undefined;
}

/** Reads the header line; why it can't be is among the file's findings. */
function judgeHeader(
  reading: FileReading,
  marks: CsvMarks,
  findBetter: FindBetter,
  first: RawRecord,
): Header | undefined {
  const { schema, limits, log, find } = reading;
  const place = { file: log.file, line: first.line };
  const names = schema.columns.map(({ name }) => name);
  const fields = first.fault === undefined ? readFields(first.raw, marks) : undefined;
  if (fields === undefined) {
    log.findings.push(
      noHeader(place, names, first.part === undefined ? 'a line with a stray quote' : 'a line that is too long'),
    );
    return undefined;
  }
  const { header, findings } = readHeader(fields, schema, find, limits, place);
  const isNone = findings.some(({ code }) => code === 'no-header');
  const lacking = isNone || findings.some(({ code }) => code === 'missing-column');
  const named = fields.filter((name) => find(name) !== undefined).length;
  const better = lacking ? findBetter() : undefined;
  const rival = better === undefined ? undefined : readFields(first.raw, { ...marks, delimiter: better });
  const rivalNamed = rival?.filter((name) => find(name) !== undefined).length ?? 0;
  if (better !== undefined && rivalNamed > named) log.findings.push(dialectMismatch(place, marks.delimiter, better));
  else if (isNone) {
    const read = createCsvRecordReader(schema, headerOf(schema.columns), reading.cells);
    const isRecord = reading.judge(read(fields)).reasons.length === 0;
    log.findings.push(
      noHeader(place, names, `${count(fields.length, 'field')}, none of which names a column`, isRecord),
    );
  } else log.findings.push(...findings);
  if (isNone) return undefined;
  if (findings.length === 0 && first.raw.length <= longestSettled)
    settled.set(schema, { raw: first.raw, marks, header });
  return header;
}

/** Settles which field is which column, by the header line. @returns undefined when the file is refused for it */
export function settleHeader(
  reading: FileReading,
  marks: CsvMarks,
  findBetter: FindBetter,
  first: RawRecord,
): Header | undefined {
  const { schema, log } = reading;
  const header = settledBefore(reading, marks, first) ?? judgeHeader(reading, marks, findBetter, first);
  if (header === undefined) return undefined;
  reading.unknownColumns = header.unknown.map(({ name }) => name);
  if (log.findings.some(({ severity }) => severity === 'error')) return undefined;
  for (const [index, { name }] of schema.columns.entries()) {
    if (header.fieldOf[index] === -1) reading.assumed.push(assumed.absentColumn(name));
  }
  reading.sourceOf = (index) => header.sources[index] ?? null;
  return header;
}
