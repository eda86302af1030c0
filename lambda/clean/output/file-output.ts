import { Buffer } from 'node:buffer';
import type { Column, DatasetSchema } from '../../schema/dataset-schema.ts';
import { escapeFormula } from '../cells/formula-text.ts';
import type { CleanInput, CleanSinks, QuarantinedRecord, Reason } from '../clean-input.ts';
import type { ColumnReport, ReasonCount } from '../file-report.ts';
import { type CleanFinding, messageOf } from '../findings.ts';
import type { RawRecord } from '../frame/frame-records.ts';
import { compileProtection, type ProtectValue } from '../protect-value.ts';
import { CleanLines } from './clean-lines.ts';
import { ColumnProfile } from './column-profile.ts';
import { csvLine } from './csv-line.ts';
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
  readonly #file: string;
  readonly #dataset: string;
  readonly #quarantine: RecordWriter;
  readonly #rejects: RecordWriter;
  readonly #counts = new Map<string, { code: string; column: string | null; rows: number }>();
  #rejected = 0;
  #scratch: Buffer = Buffer.allocUnsafe(1024);

  constructor({ file, schema, token }: CleanInput, sinks: CleanSinks) {
    this.#file = file;
    this.#dataset = schema.name;
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

  /** Writes one record, or one part of a record that is too long for one; its reasons stand in the rejects once. */
  writeQuarantined({ raw, line, offset, part }: RawRecord, row: number, reasons: readonly Reason[]): void {
    const record: QuarantinedRecord = { file: this.#file, line, row, offset, raw, reasons };
    const whole = part === undefined || (part.number === 1 && part.last);
    this.#quarantine.write(`${JSON.stringify(whole ? record : { ...record, part: part.number })}\n`);
    if (part !== undefined && part.number > 1) return;
    this.rowsQuarantined++;
    for (const { code, column, message } of reasons) this.#reject(line, row, code, column, message);
    const distinct = new Map(reasons.map((reason) => [JSON.stringify([reason.code, reason.column]), reason]));
    for (const [key, { code, column }] of distinct) {
      const count = this.#counts.get(key) ?? { code, column, rows: 0 };
      count.rows++;
      this.#counts.set(key, count);
    }
  }

  /** Adds the errors of the whole file to the rejects, without a row. */
  writeFindings(findings: readonly CleanFinding[]): void {
    for (const finding of findings) {
      if (finding.severity !== 'error') continue;
      const column = this.columns.find(({ column: { name } }) => name === finding.subject)?.column.name ?? null;
      this.#reject(finding.place.line ?? null, null, finding.code, column, messageOf(finding));
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
    const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
    return [...this.#counts.values()].sort((a, b) => order(a.code, b.code) || order(a.column ?? '', b.column ?? ''));
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

  #reject(line: number | null, row: number | null, code: string, column: string | null, message: string): void {
    this.#rejected++;
    this.#rejects.write(csvLine([this.#dataset, this.#file, line, row, code, column, message, this.#rejected]));
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
