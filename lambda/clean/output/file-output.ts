import { Buffer } from 'node:buffer';
import type { Column, DatasetSchema } from '../../schema/dataset-schema.ts';
import { escapeFormula } from '../cells/formula-text.ts';
import type { CleanInput, CleanSinks, Reason } from '../clean-input.ts';
import type { ColumnReport, ReasonCount } from '../file-report.ts';
import { type CleanFinding, messageOf } from '../findings.ts';
import type { RawRecord } from '../frame/frame-records.ts';
import { compileProtection, type ProtectValue } from '../protect-value.ts';
import { CleanLines } from './clean-lines.ts';
import { ColumnProfile } from './column-profile.ts';
import { csvField, csvLine } from './csv-line.ts';
import { ReasonKinds } from './reason-kinds.ts';
import { RecordWriter } from './record-writer.ts';

const rejectColumns = ['dataset', 'file', 'line', 'row', 'code', 'column', 'message', '_row'];

/** A column of the clean file. */
export interface PublishedColumn {
  readonly column: Column;
  /** Index in the schema's columns. */
  readonly index: number;
  readonly protect: ProtectValue | undefined;
  readonly profile: ColumnProfile;
}

/** Writes one file's three outputs and counts what goes where. */
export class FileOutput {
  rowsClean = 0;
  rowsQuarantined = 0;
  /** In the order of the schema. */
  readonly columns: readonly PublishedColumn[];
  /** The clean file: whoever writes records into it directly counts them with `countClean`. */
  readonly lines: CleanLines;
  readonly #quarantine: RecordWriter;
  readonly #rejects: RecordWriter;
  readonly #kinds = new ReasonKinds();
  /** File, and dataset and file, as the outputs begin with them. */
  readonly #quarantineHead: string;
  readonly #rejectHead: string;
  #rejected = 0;
  #scratch: Buffer = Buffer.allocUnsafe(1024);

  constructor({ file, schema, token }: CleanInput, sinks: CleanSinks) {
    this.#quarantineHead = `{"file":${JSON.stringify(file)},"line":`;
    this.#rejectHead = `${csvField(schema.name)},${csvField(file)},`;
    this.columns = publishedColumns(schema, token.key);
    this.lines = new CleanLines(sinks.clean);
    this.#quarantine = new RecordWriter(sinks.quarantine);
    this.#rejects = new RecordWriter(sinks.rejects);
  }

  /** Writes the headers, each a chunk of its own. */
  async begin(): Promise<void> {
    this.lines.writeText(csvLine([...this.columns.map(({ column }) => column.name), '_row']));
    this.#rejects.write(csvLine(rejectColumns));
    await this.flush();
  }

  /** @param texts canonical, by index of the schema's columns */
  writeClean(texts: readonly (string | null)[], row: number): void {
    const values = this.#publish(texts);
    for (const [at, { column, profile }] of this.columns.entries()) {
      const value = values[at] ?? null;
      if (value === null) profile.nulls++;
      else this.#addToProfile(profile, column, value);
    }
    this.lines.writeText(csvLine([...values, row]));
    this.countClean(1);
  }

  /** The line that `writeClean` would write. */
  lineOf(texts: readonly (string | null)[], row: number): string {
    return csvLine([...this.#publish(texts), row]);
  }

  /** Counts records that were written into `lines`. */
  countClean(rows: number): void {
    this.rowsClean += rows;
    this.lines.endRecord();
  }

  /**
   * Writes one record, or one part of a record that is too long for one, as a `QuarantinedRecord`; its reasons stand in the rejects
   * once.
   */
  writeQuarantined({ raw, line, offset, part }: RawRecord, row: number, reasons: readonly Reason[]): void {
    const counted = part === undefined || part.number === 1;
    if (counted) this.rowsQuarantined++;
    let list = '';
    for (const { code, column, message } of reasons) {
      const kind = this.#kinds.of(code, column);
      list += `${list === '' ? '' : ','}${kind.json}${JSON.stringify(message)}}`;
      if (!counted) continue;
      this.#reject(line, row, kind.csv, message);
      if (kind.lastRow !== this.rowsQuarantined) kind.rows++;
      kind.lastRow = this.rowsQuarantined;
    }
    const place = `${this.#quarantineHead}${line},"row":${row},"offset":${offset},"raw":`;
    const whole = part === undefined || (part.number === 1 && part.last);
    const end = whole ? ']}\n' : `],"part":${part.number}}\n`;
    this.#quarantine.write(`${place}${JSON.stringify(raw)},"reasons":[${list}${end}`);
  }

  /** Adds the errors of the whole file to the rejects, without a row. */
  writeFindings(findings: readonly CleanFinding[]): void {
    for (const finding of findings) {
      if (finding.severity !== 'error') continue;
      const column = this.columns.find(({ column: { name } }) => name === finding.subject)?.column.name ?? null;
      this.#reject(finding.place.line ?? '', '', `${csvField(finding.code)},${csvField(column)}`, messageOf(finding));
    }
  }

  async flushFull(): Promise<void> {
    if (this.lines.isFull) await this.lines.flushFull();
    if (this.#quarantine.isFull) await this.#quarantine.flush();
    if (this.#rejects.isFull) await this.#rejects.flush();
  }

  async flush(): Promise<void> {
    await this.lines.flush();
    await this.#quarantine.flush();
    await this.#rejects.flush();
  }

  /** By code, then column. */
  reasons(): ReasonCount[] {
    return this.#kinds.counts();
  }

  /** @param sourceOf the header's text of a column, by its index in the schema */
  columnReports(sourceOf: (index: number) => string | null): ColumnReport[] {
    return this.columns.map(({ profile, index }) => profile.report(sourceOf(index), this.rowsClean));
  }

  #publish(texts: readonly (string | null)[]): (string | null)[] {
    return this.columns.map(({ index, protect }) => {
      const text = texts[index] ?? null;
      return text === null || protect === undefined ? text : protect(text);
    });
  }

  #addToProfile(profile: ColumnProfile, { type }: Column, text: string): void {
    if (text.length * 3 > this.#scratch.length) this.#scratch = Buffer.allocUnsafe(text.length * 6);
    const length = this.#scratch.write(text, 0);
    const characters = (): number => (length === text.length ? length : Array.from(text).length);
    profile.add(this.#scratch, 0, length, type.kind === 'string' ? characters() : Number(text));
  }

  /** @param kind code and column as fields of CSV */
  #reject(line: number | '', row: number | '', kind: string, message: string): void {
    this.#rejected++;
    this.#rejects.write(`${this.#rejectHead}${line},${row},${kind},${csvField(message)},${this.#rejected}\n`);
  }
}

/** What is escaped is not protected, and the other way round. */
const protectionOf = (column: Column, key: Uint8Array): ProtectValue | undefined =>
  column.formulas === 'escape' ? escapeFormula : compileProtection(column, key);

function publishedColumns(schema: DatasetSchema, key: Uint8Array): PublishedColumn[] {
  return schema.columns.flatMap((column, index) =>
    column.sensitive === 'drop'
      ? []
      : [{ column, index, protect: protectionOf(column, key), profile: new ColumnProfile(column) }],
  );
}
