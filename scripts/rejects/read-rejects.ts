import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { QuarantinedRecord, Reason } from '../../lambda/clean/clean-file.ts';
import type { FileReport } from '../../lambda/clean/file-report.ts';
import type { Manifest } from '../../lambda/clean/manifest.ts';
import { extraCell, returnColumns } from '../../lambda/clean/read-header.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { ObjectStore } from '../../lambda/store/object-store.ts';
import { maskCells, maskJson } from './mask-record.ts';
import { readHeader, splitRecord } from './read-header.ts';

/** A quarantined record: its cells by header, and why it was quarantined. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  readonly reasons: readonly Reason[];
}

export interface Buckets {
  readonly raw: ObjectStore;
  readonly processed: ObjectStore;
  readonly quarantine: ObjectStore;
}

/** Lines of the quarantine; the parts of a record that was too long for one line are joined. */
async function* readQuarantine(store: ObjectStore, key: string): AsyncGenerator<QuarantinedRecord> {
  let waiting: QuarantinedRecord | undefined;
  for await (const line of createInterface({
    input: Readable.from(store.read(key)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line === '') continue;
    // Our own file, written whole by lambda/clean.
    const record = JSON.parse(line) as QuarantinedRecord;
    if (waiting?.row === record.row) waiting = { ...waiting, raw: waiting.raw + record.raw };
    else {
      if (waiting !== undefined) yield waiting;
      waiting = record;
    }
  }
  if (waiting !== undefined) yield waiting;
}

type Cells = (raw: string) => Map<string, string>;

/** Names for the cells that a record has more than its header. */
const headerAt = (header: readonly string[], index: number): string => header[index] ?? extraCell(index + 1);

async function csvCells(
  report: FileReport,
  manifest: Manifest,
  schema: DatasetSchema,
  raw: ObjectStore,
  show: boolean,
): Promise<Cells> {
  const { dialect, encoding, compression } = report;
  if (dialect === null) return (text) => new Map([['_record', show ? text : maskJson(text, schema)]]);
  const names = schema.columns.map(({ name }) => name);
  const bytes = raw.read(manifest.file, manifest.rawVersion);
  const written = { dialect, encoding: encoding.name, compression };
  const header = dialect.header ? ((await readHeader(bytes, written)) ?? names) : names;
  return (text) => {
    const cells = splitRecord(text, dialect);
    const shown = show ? cells : maskCells(cells, header, schema);
    const named = shown.map((cell, index) => [headerAt(header, index), cell] as const);
    // A file that came back once has old reasons.
    return new Map(named.filter(([name]) => !returnColumns.has(name.trim())));
  };
}

/** The report of a manifest's file: our own, written whole by lambda/clean. */
export async function readReport(processed: ObjectStore, { report }: Manifest): Promise<FileReport> {
  return JSON.parse((await buffer(processed.read(report))).toString('utf8')) as FileReport;
}

/**
 * Reads the quarantined records of one file, in the file's order.
 * @param manifest of the file
 * @param report of the same file
 * @param show whether values of sensitive columns are given as they were
 */
export async function* readRejects(
  buckets: Buckets,
  manifest: Manifest,
  report: FileReport,
  schema: DatasetSchema,
  show: boolean,
): AsyncGenerator<Reject> {
  if (manifest.quarantine === undefined) return;
  const cellsOf = await csvCells(report, manifest, schema, buckets.raw, show);
  for await (const { line, row, raw, reasons } of readQuarantine(buckets.quarantine, manifest.quarantine.key)) {
    yield { file: manifest.file, line, row, cells: cellsOf(raw), reasons };
  }
}
