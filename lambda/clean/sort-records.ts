import { CleanError } from './clean-error.ts';
import type { Reason } from './clean-input.ts';
import { DuplicateRows } from './duplicate-rows.ts';
import { type FileReading, faultOfText } from './file-reading.ts';
import type { RawRecord } from './frame/frame-records.ts';
import type { ReadRecord, Verdict } from './judge/judge-record.ts';
import type { FileOutput } from './output/file-output.ts';

/** Reads what one format's records hold. */
export interface RecordReaders {
  /**
   * The string tier reads one record; undefined where only the reference may.
   * @returns undefined where it can't tell, and the reference is to read it
   */
  readonly readFast: ((raw: string, line: number) => ReadRecord | undefined) | undefined;
  /** The reference reads records whose text has no fault, many at once. @returns one for each */
  readonly read: (raws: readonly RawRecord[]) => readonly ReadRecord[];
}

/** A record that is not written yet: without reasons the reference has yet to read it, with reasons it stands behind such a one. */
interface Waiting {
  readonly raw: RawRecord;
  readonly row: number;
  readonly reasons: readonly Reason[] | undefined;
}

/** Records that the reference reads at once, and the characters after which it does not wait for as many: records may be long. */
const [batchSize, batchLength] = [500, 1_048_576];
/** The first row and each so-many-th are read by the reference too, although a faster tier has read them. */
const firstAudited = 1;
export const auditEvery = 4096;

/**
 * Sorts records into clean and quarantine, in order. What the string tier reads is judged at once; what it can't read waits until
 * there is a batch for the reference, which must not find it clean.
 */
export class RecordSorter {
  /** Records so far. */
  row = 0;
  readonly duplicates: DuplicateRows;
  readonly #reading: FileReading;
  readonly #readers: RecordReaders;
  readonly #output: FileOutput;
  #waiting: Waiting[] = [];
  /** Characters of what waits. */
  #length = 0;

  constructor(reading: FileReading, readers: RecordReaders, output: FileOutput) {
    this.#reading = reading;
    this.#readers = readers;
    this.#output = output;
    this.duplicates = new DuplicateRows(reading.schema, reading.limits, reading.log.file);
  }

  /** Whether this row is read by the reference too. */
  isAudited(row: number): boolean {
    return row <= firstAudited || row % auditEvery === 0;
  }

  /** Takes the next record. @throws CleanError when tiers disagree on it */
  take(raw: RawRecord): void {
    if (raw.part === undefined || raw.part.number === 1) this.row++;
    const { row } = this;
    const fault = faultOfText(raw, this.#reading.strict);
    if (fault !== undefined) this.#quarantine(raw, row, this.#reading.judge({ unreadable: fault }).reasons);
    else this.#takeText(raw, row);
    if (this.#isFull || raw.part !== undefined) this.settle();
  }

  #takeText(raw: RawRecord, row: number): void {
    const read = this.#readers.readFast?.(raw.raw, raw.line);
    if (read === undefined) {
      this.#quarantine(raw, row, undefined);
      return;
    }
    const { texts, reasons } = this.#reading.judge(read);
    const isAudited = this.isAudited(row);
    if (reasons.length > 0) {
      if (isAudited) this.#auditReasons(raw, reasons);
      this.#quarantine(raw, row, reasons);
    } else {
      if (isAudited) this.audit(raw, row, this.#output.lineOf(texts, row));
      this.#write(raw, row, texts);
    }
  }

  /** Quarantines a record that a faster tier found clean but for its key. */
  takeDuplicate(raw: RawRecord, row: number, reason: Reason): void {
    this.#quarantine(raw, row, [reason]);
    if (this.#isFull) this.settle();
  }

  /** Compares a record that a faster tier accepted with what the reference makes of it. @param line as written into the clean file */
  audit(raw: RawRecord, row: number, line: string): void {
    const verdict = this.#reference(raw);
    if (verdict === undefined || verdict.reasons.length > 0) {
      throw this.#disagreement(raw, 'a faster tier accepts this record, the reference does not');
    }
    if (this.#output.lineOf(verdict.texts, row) !== line) {
      throw this.#disagreement(raw, 'the tiers write this record differently');
    }
  }

  #auditReasons(raw: RawRecord, reasons: readonly Reason[]): void {
    if (JSON.stringify(this.#reference(raw)?.reasons) === JSON.stringify(reasons)) return;
    throw this.#disagreement(raw, 'the tiers refuse this record for different reasons');
  }

  #reference(raw: RawRecord): Verdict | undefined {
    const [read] = this.#readers.read([raw]);
    return read === undefined ? undefined : this.#reading.judge(read);
  }

  /** Lets the reference read what waits for it, and writes all that waits. */
  settle(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    this.#length = 0;
    const unread = waiting.flatMap(({ raw, reasons }) => (reasons === undefined ? [raw] : []));
    const reads = this.#readers.read(unread);
    let next = 0;
    for (const { raw, row, reasons } of waiting) {
      if (reasons === undefined) this.#judge(raw, row, reads[next++]);
      else this.#output.writeQuarantined(raw, row, reasons);
    }
  }

  #judge(raw: RawRecord, row: number, read: ReadRecord | undefined): void {
    if (read === undefined) throw this.#disagreement(raw, 'the reference did not read this record');
    const { texts, reasons } = this.#reading.judge(read);
    if (reasons.length > 0) this.#output.writeQuarantined(raw, row, reasons);
    else if (this.#readers.readFast === undefined) this.#write(raw, row, texts);
    else throw this.#disagreement(raw, 'a faster tier refuses this record, the reference accepts it');
  }

  #write(raw: RawRecord, row: number, texts: readonly (string | null)[]): void {
    const { duplicates } = this;
    for (const index of duplicates.columns) duplicates.addText(texts[index] ?? '');
    const reason = duplicates.columns.length === 0 ? undefined : duplicates.reasonFor(raw.line, row);
    if (reason === undefined) this.#output.writeClean(texts, row);
    else if (this.#readers.readFast === undefined) this.#output.writeQuarantined(raw, row, [reason]);
    else this.#quarantine(raw, row, [reason]);
  }

  /** Quarantines a record, or lets it wait for the reference or behind one that does. */
  #quarantine(raw: RawRecord, row: number, reasons: readonly Reason[] | undefined): void {
    if (reasons !== undefined && this.#waiting.length === 0) this.#output.writeQuarantined(raw, row, reasons);
    else {
      this.#waiting.push({ raw, row, reasons });
      this.#length += raw.raw.length;
    }
  }

  get #isFull(): boolean {
    return this.#waiting.length >= batchSize || this.#length >= batchLength;
  }

  #disagreement({ line }: RawRecord, message: string): CleanError {
    return new CleanError('tiers-disagree', this.#reading.log.file, message, line);
  }
}
