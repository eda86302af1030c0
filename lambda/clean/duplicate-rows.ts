import { Buffer } from 'node:buffer';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { Reason } from './clean-input.ts';
import * as faults from './faults.ts';
import { type CleanFinding, duplicateKeyFails, keysNotCompared, reasonOf } from './findings.ts';
import type { Limits } from './limits.ts';
import { SeenKeys } from './seen-keys.ts';

/**
 * Compares the primary keys of one file's clean rows. Keys are unique within a file: the first clean row with a key stays, later ones
 * are quarantined. With `onDuplicate` `latest`, all stay, because readers settle revisions by the declared column; with `fail`, a
 * duplicate fails the file too.
 */
export class DuplicateRows {
  /** Columns of the key, by index of the schema's; none where keys are not compared. */
  readonly columns: readonly number[];
  readonly #schema: DatasetSchema;
  readonly #limits: Limits;
  readonly #file: string;
  /** Made when the first key comes: most small files have none. */
  #seen: SeenKeys | undefined;
  #key: Buffer = Buffer.allocUnsafe(256);
  #length = 0;
  #fullAt: number | undefined;
  #first: number | undefined;
  #rows = 0;

  constructor(schema: DatasetSchema, limits: Limits, file: string) {
    const { primaryKey, columns, onDuplicate } = schema;
    const indexes = primaryKey.map((name) => columns.findIndex((column) => column.name === name));
    this.columns = onDuplicate.rule === 'latest' ? [] : indexes;
    this.#schema = schema;
    this.#limits = limits;
    this.#file = file;
  }

  /** Adds one column's canonical value to the key of the row under way. */
  addBytes(bytes: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    // A value's length stands before it: so ("a","bc") and ("ab","c") are two keys. A key of one column needs none.
    if (this.columns.length > 1) this.#length = this.#key.writeUInt32LE(end - start, this.#length);
    bytes.copy(this.#key, this.#length, start, end);
    this.#length += end - start;
  }

  /** The same, of text. */
  addText(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.addBytes(bytes, 0, bytes.length);
  }

  /** Ends the row under way. @returns why it is a duplicate; undefined when its key is new */
  reasonFor(line: number, row: number): Reason | undefined {
    const length = this.#length;
    this.#length = 0;
    this.#seen ??= new SeenKeys(this.#limits.keyBytes);
    const seen = this.#seen;
    if (seen.isFull) this.#fullAt ??= row;
    const before = seen.lineOf(this.#key, 0, length, line);
    if (before === undefined) return undefined;
    const { primaryKey } = this.#schema;
    this.#first ??= line;
    this.#rows++;
    const column = primaryKey.length === 1 ? (primaryKey[0] ?? null) : null;
    return reasonOf(faults.duplicateKey(primaryKey, before), column);
  }

  /** What the keys say of the whole file. */
  findings(): readonly CleanFinding[] {
    const { primaryKey, onDuplicate } = this.#schema;
    const place = (line: number | undefined) => ({ file: this.#file, line });
    const fails = onDuplicate.rule === 'fail' && this.#first !== undefined;
    const { keyBytes } = this.#limits;
    return [
      ...(fails ? [duplicateKeyFails(place(this.#first), primaryKey, this.#rows)] : []),
      ...(this.#fullAt === undefined
        ? []
        : [keysNotCompared(place(undefined), this.#fullAt, Math.round(keyBytes / 1024 ** 2))]),
    ];
  }

  #reserve(length: number): void {
    const needed = this.#length + length + 4;
    if (needed <= this.#key.length) return;
    const larger = Buffer.allocUnsafe(needed * 2);
    this.#key.copy(larger, 0, 0, this.#length);
    this.#key = larger;
  }
}
