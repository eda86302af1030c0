import * as assumed from './assumptions.ts';
import { CleanError } from './clean-error.ts';
import type { CleanInput, CleanSinks } from './clean-input.ts';
import type { CleanResult } from './clean-result.ts';
import { cutBlocks } from './decode/cut-blocks.ts';
import { createFileLog, type FileLog, isRefused } from './decode/file-log.ts';
import { inflate } from './decode/inflate.ts';
import { type Encoding, sniffEncoding } from './decode/sniff-encoding.ts';
import { takeHead } from './decode/take-head.ts';
import { engineVersion } from './engine-version.ts';
import { createFileReading, type FileReading } from './file-reading.ts';
import type { FileReport } from './file-report.ts';
import { emptyFile, encodingAssumed, fileTooLarge, tooManyRejects } from './findings.ts';
import { TextFeed } from './frame/text-feed.ts';
import { TextWindow } from './frame/text-window.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { FileOutput } from './output/file-output.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';

export type { CleanInput, CleanSinks, QuarantinedRecord, Reason, Sink } from './clean-input.ts';
export type { CleanResult } from './clean-result.ts';
export { engineVersion } from './engine-version.ts';
export type { FileReport, ReasonCount } from './file-report.ts';

/** Bytes that the encoding is found out from. */
const headLength = 8192;

function judgeFile(
  { schema, feed, log, strict, assumed: sentences }: FileReading,
  output: FileOutput,
  rows: number,
): void {
  const { brokenLines, firstBrokenLine } = feed.window;
  const { file } = log;
  if (brokenLines > 0 && !strict) {
    log.findings.push(encodingAssumed({ file, line: firstBrokenLine }, brokenLines));
    sentences.push(assumed.otherLines(brokenLines, firstBrokenLine));
  }
  const { rowsQuarantined, rowsClean } = output;
  if (rows !== rowsClean + rowsQuarantined) {
    throw new CleanError(
      'rows-unaccounted',
      file,
      `${rows} rows in, but ${rowsClean} clean and ${rowsQuarantined} quarantined`,
    );
  }
  if (!isRefused(log) && rowsQuarantined / rows > schema.tolerance) {
    log.findings.push(tooManyRejects({ file }, rowsQuarantined, rows, schema.tolerance));
  }
}

function reportOf(
  reading: FileReading | undefined,
  input: CleanInput,
  log: FileLog,
  output: FileOutput,
  encoding: Encoding,
): FileReport {
  const window = reading?.feed.window;
  const atEnd = window?.final === true;
  return {
    format: 1,
    dataset: input.schema.name,
    file: input.file,
    status: isRefused(log) ? 'failed' : 'clean',
    engineVersion,
    schemaHash: input.schema.hash,
    bytes: atEnd ? log.bytes : null,
    inflatedBytes: atEnd ? log.inflatedBytes : null,
    compression: log.compression,
    recordFormat: input.schema.format,
    encoding: { name: encoding.name, from: encoding.from, otherLines: window?.brokenLines ?? 0 },
    lineEndings: { ...(window?.endings ?? { lf: 0, crlf: 0, cr: 0 }) },
    dialect: reading?.dialect ?? null,
    assumed: reading?.assumed ?? [],
    rowsIn: output.rowsClean + output.rowsQuarantined,
    rowsClean: output.rowsClean,
    rowsQuarantined: output.rowsQuarantined,
    reasons: output.reasons(),
    columns: output.columnReports(reading?.sourceOf ?? (() => null)),
    unknownColumns: reading?.unknownColumns ?? [],
    findings: log.findings,
  };
}

const unknownEncoding: Encoding = { name: 'utf-8', from: 'content', skip: 0, strict: false };

/** Reads the file from its first byte to its end, or to where it is refused. */
async function readFile(input: CleanInput, limits: Limits, log: FileLog, output: FileOutput): Promise<FileReport> {
  const { schema, file } = input;
  const { head, all, close } = await takeHead(inflate(input.bytes, limits, log), headLength);
  const sniffed = sniffEncoding(head, schema.dialect.encoding, file);
  const encoding = 'encoding' in sniffed ? sniffed.encoding : unknownEncoding;
  const window = new TextWindow(encoding.skip);
  const feed = new TextFeed(window, cutBlocks(all, encoding, log));
  let reading: FileReading | undefined;
  if ('finding' in sniffed) log.findings.push(sniffed.finding);
  else if (head.length === 0 && !isRefused(log)) log.findings.push(emptyFile({ file }));
  try {
    if (!isRefused(log)) {
      reading = createFileReading(schema, limits, log, feed, encoding.strict, input.fastest ?? 'bytes');
      if (encoding.from === 'content' && encoding.name !== 'utf-8')
        reading.assumed.push(assumed.encoding(encoding.name));
      const rows = await (schema.format === 'csv' ? readCsv(reading, output) : readJson(reading, output));
      judgeFile(reading, output, rows);
    }
  } finally {
    await feed.close();
    await close();
  }
  return reportOf(reading, input, log, output, encoding);
}

/**
 * Cleans one file: undoes gzip, decodes, finds the records, normalises and judges each by the schema, and accounts for every one of
 * them. Pure but for its sinks: the same bytes, schema and token key give the same bytes and the same result.
 * @returns what came of it; whatever is wrong with the data is in there
 * @throws CleanError when the engine contradicts itself; what `input.bytes` or a sink throws passes through
 */
export async function cleanFile(input: CleanInput, sinks: CleanSinks): Promise<CleanResult> {
  const limits: Limits = { ...defaultLimits, ...input.schema.limits, ...input.limits };
  const log = createFileLog(input.file);
  const output = new FileOutput(input, sinks);
  await output.begin();
  const { size = 0, mostBytes = Number.POSITIVE_INFINITY } = input;
  if (size > mostBytes) log.findings.push(fileTooLarge({ file: input.file }, size, mostBytes));
  const report = isRefused(log)
    ? reportOf(undefined, input, log, output, unknownEncoding)
    : await readFile(input, limits, log, output);
  output.writeFindings(log.findings);
  await output.flush();
  const { status, findings, rowsIn, rowsClean, rowsQuarantined, reasons } = report;
  return { status, findings, rowsIn, rowsClean, rowsQuarantined, reasons, report };
}
