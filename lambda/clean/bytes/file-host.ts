import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../schema/compile-value-test.ts';
import type { Column } from '../../schema/dataset-schema.ts';
import type { ReadCell } from '../cells/cell.ts';
import { escapeFormula } from '../cells/formula-text.ts';
import { clockOf, type ToInstant } from '../cells/time-zone-offset.ts';
import type { Reason } from '../clean-input.ts';
import type { DuplicateRows } from '../duplicate-rows.ts';
import type { ProtectValue } from '../protect-value.ts';
import type { Kernel, KernelHost } from './kernel.ts';

/** One column of the file, as the host sees it. */
export interface HostColumn {
  readonly column: Column;
  /** The reader of the other tiers. */
  readonly read: ReadCell;
  /** Judges a canonical value by everything that the column's schema says. Compiled when it is first needed. */
  readonly test: () => ValueTest;
  /** What may be published of a value, where that is not the value. */
  readonly protect: ProtectValue | undefined;
}

interface Known extends HostColumn {
  readonly toInstant: ToInstant | undefined;
}

/** What the kernel asks about one file: cells as text, keywords of JSON Schema, clocks of time zones, keys. */
export class FileHost implements KernelHost {
  /** Why the row that was looked up last is a duplicate. */
  duplicate: Reason | undefined;
  /** The physical line where the reading under way began. */
  line = 0;
  readonly #kernel: Kernel;
  readonly #columns: readonly Known[];
  readonly #duplicates: DuplicateRows;

  /** @param columns by index of the schema's columns */
  constructor(kernel: Kernel, columns: readonly HostColumn[], duplicates: DuplicateRows) {
    this.#kernel = kernel;
    this.#columns = columns.map((one) => {
      const { timeZone } = one.column;
      return { ...one, toInstant: timeZone === undefined ? undefined : clockOf(timeZone) };
    });
    this.#duplicates = duplicates;
  }

  readAsText(index: number, start: number, end: number): number {
    const { column, read, test } = this.#at(index);
    const cell = read(this.#text(start, end));
    if ('fault' in cell) return -1;
    // Bounds of an integer beyond 2^53 are judged by its text.
    if (column.type.kind === 'integer' && !Number.isSafeInteger(cell.value)) return -1;
    if (!test()(cell.value)) return -1;
    // A key is compared as it was before the apostrophe: the next tier knows it.
    if (column.formulas === 'escape' && escapeFormula(cell.text) !== cell.text) return -1;
    const length = this.#leave(cell.text);
    this.#kernel.exports.setTextValue(
      column.type.kind === 'string' ? charactersOf(cell.text, length) : Number(cell.text),
    );
    return length;
  }

  passesText(index: number, start: number, end: number): boolean {
    return this.#at(index).test()(this.#text(start, end));
  }

  passesNumber(index: number, value: number): boolean {
    return this.#at(index).test()(value);
  }

  passesBoolean(index: number, value: number): boolean {
    return this.#at(index).test()(value !== 0);
  }

  isComposed(start: number, end: number): boolean {
    const text = this.#text(start, end);
    return text.normalize('NFC') === text;
  }

  protect(index: number, start: number, end: number): number {
    const text = this.#at(index).protect?.(this.#text(start, end)) ?? null;
    return text === null ? -1 : this.#leave(text);
  }

  toInstant(index: number, wall: number): number {
    const instant = this.#at(index).toInstant?.(wall);
    return typeof instant === 'number' ? instant : Number.NaN;
  }

  isDuplicate(lines: number, row: number): boolean {
    const { exports, bytes } = this.#kernel;
    for (const column of this.#duplicates.columns) {
      this.#duplicates.addBytes(bytes, exports.valueStart(column), exports.valueEnd(column));
    }
    this.duplicate = this.#duplicates.reasonFor(this.line + lines, row);
    return this.duplicate !== undefined;
  }

  #at(index: number): Known {
    const known = this.#columns[index];
    if (known === undefined) throw new RangeError(`the kernel asks for column ${index} of ${this.#columns.length}`);
    return known;
  }

  #text(start: number, end: number): string {
    return textOf(this.#kernel.bytes, start, end);
  }

  /** Leaves text for the kernel. @returns its length in bytes */
  #leave(text: string): number {
    const at = this.#kernel.exports.roomForText(text.length * 3);
    return this.#kernel.bytes.write(text, at);
  }
}

const textOf = (bytes: Buffer, start: number, end: number): string => bytes.toString('utf8', start, end);

/** @param bytes how many the text has in UTF-8 */
const charactersOf = (text: string, bytes: number): number => (bytes === text.length ? bytes : Array.from(text).length);
