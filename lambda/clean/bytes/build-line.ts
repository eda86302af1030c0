import { Buffer } from 'node:buffer';
import type { Reason } from '../clean-input.ts';
import type { DuplicateRows } from '../duplicate-rows.ts';
import type { ColumnProfile } from '../output/column-profile.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ProtectValue } from '../protect-value.ts';
import { ByteSet } from './byte-set.ts';
import type { ByteCell } from './cells/byte-cell.ts';
import type { FieldPlaces } from './field-places.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { RowText } from './row-text.ts';
import { edgeClasses, hasWideSpaceAround } from './white-space.ts';

/** One column at work. */
interface Part {
  readonly cell: ByteCell;
  /** Number of the field that holds it; -1: none. */
  readonly field: number;
  readonly needed: boolean;
  readonly nulls: ByteSet;
  /** 1 for each byte that a null token begins with. */
  readonly nullStarts: Uint8Array;
  /** Undefined: the column is not in the clean file. */
  readonly profile: ColumnProfile | undefined;
  readonly protect: ProtectValue | undefined;
  /** The value stands in the clean file as it is. */
  readonly isOpen: boolean;
  /** Whatever the value, the clean file has none. */
  readonly hides: boolean;
  isNull: boolean;
}

const [COMMA, LF] = [44, 10];

/** What a cell may need beside twice its length. */
const roomPerCell = 64;

/** Builds the lines of the clean file from fields as bytes. */
export class LineBuilder {
  readonly #parts: readonly Part[];
  readonly #output: FileOutput;
  readonly #duplicates: DuplicateRows;
  readonly #isKeyed: boolean;
  readonly #rowText = new RowText();

  /**
   * @param plans by index of the schema's columns, as are `cells`
   * @param fieldOf by index of the schema's columns: the number of the field, or -1
   */
  constructor(
    plans: readonly ColumnPlan[],
    cells: readonly ByteCell[],
    fieldOf: readonly number[],
    output: FileOutput,
    duplicates: DuplicateRows,
  ) {
    const publishedOf = new Map(output.columns.map((column) => [column.index, column]));
    this.#parts = cells.map((cell, index): Part => {
      const plan = plans[index];
      const column = plan?.column;
      const published = publishedOf.get(index);
      const tokens = column?.nullTokens.filter((token) => token !== '') ?? [];
      return {
        cell,
        field: fieldOf[index] ?? -1,
        needed: plan?.needed !== false,
        nulls: new ByteSet(tokens),
        nullStarts: startsOf(tokens),
        profile: published?.profile,
        protect: column?.sensitive === undefined ? undefined : published?.protect,
        isOpen: published !== undefined && column?.sensitive === undefined,
        hides: column?.sensitive === 'mask' && column.type.kind !== 'string',
        isNull: false,
      };
    });
    this.#output = output;
    this.#duplicates = duplicates;
    this.#isKeyed = duplicates.columns.length > 0;
  }

  /**
   * Writes the record into the clean file.
   * @param length of the whole record in bytes
   * @returns true: written; false: it falls to the next tier; a reason: its key came before
   */
  build(source: Buffer, { starts, ends }: FieldPlaces, length: number, line: number, row: number): boolean | Reason {
    const { lines } = this.#output;
    const parts = this.#parts;
    lines.reserve(2 * length + roomPerCell * (parts.length + 1));
    const from = lines.at;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (part === undefined) continue;
      const { field, nullStarts, isOpen } = part;
      let start = field < 0 ? 0 : (starts[field] ?? 0);
      let end = field < 0 ? 0 : (ends[field] ?? 0);
      part.isNull = start === end;
      if (!part.isNull) {
        let edges = (edgeClasses[source[start] ?? 0] ?? 0) | (edgeClasses[source[end - 1] ?? 0] ?? 0);
        if (edges !== 0) {
          while (start < end && edgeClasses[source[start] ?? 0] === 1) start++;
          while (start < end && edgeClasses[source[end - 1] ?? 0] === 1) end--;
          edges &= 2;
        }
        part.isNull = start === end || (nullStarts[source[start] ?? 0] === 1 && part.nulls.has(source, start, end));
        if (!part.isNull) {
          const isWide = edges !== 0 && hasWideSpaceAround(source, start, end);
          const isWritten =
            !isWide &&
            (isOpen ? part.cell.write(source, start, end, lines) : this.#writeClosed(part, source, start, end));
          if (!isWritten) {
            lines.at = from;
            return false;
          }
        }
      }
      if (part.isNull && part.needed) {
        lines.at = from;
        return false;
      }
      if (part.profile !== undefined) lines.bytes[lines.at++] = COMMA;
    }
    this.#rowText.write(lines, row);
    lines.bytes[lines.at++] = LF;
    const reason = this.#isKeyed ? this.#duplicateOf(line, row) : undefined;
    if (reason !== undefined) {
      lines.at = from;
      return reason;
    }
    this.#addToProfiles();
    this.#output.endClean();
    return true;
  }

  /** A value that is not in the clean file as it is. */
  #writeClosed({ cell, profile, protect }: Part, source: Buffer, start: number, end: number): boolean {
    const { lines } = this.#output;
    const at = lines.at;
    if (!cell.write(source, start, end, lines)) return false;
    if (profile === undefined) lines.at = at;
    else if (protect !== undefined) {
      const text = protect(cell.from.toString('utf8', cell.start, cell.end));
      // The key is compared by the value itself, which the token is about to overwrite unless it stands elsewhere.
      if (cell.from === lines.bytes) this.#keepValue(cell);
      lines.at = at;
      lines.writeText(text ?? '');
    }
    return true;
  }

  #keepValue(cell: ByteCell): void {
    cell.from = Buffer.from(cell.from.subarray(cell.start, cell.end));
    cell.end -= cell.start;
    cell.start = 0;
  }

  #duplicateOf(line: number, row: number): Reason | undefined {
    for (const index of this.#duplicates.columns) {
      const cell = this.#parts[index]?.cell;
      if (cell !== undefined) this.#duplicates.addBytes(cell.from, cell.start, cell.end);
    }
    return this.#duplicates.reasonFor(line, row);
  }

  #addToProfiles(): void {
    for (const { cell, profile, isNull, hides } of this.#parts) {
      if (profile === undefined) continue;
      if (isNull || hides) profile.nulls++;
      else profile.add(cell.from, cell.start, cell.end, cell.value);
    }
  }
}

function startsOf(tokens: readonly string[]): Uint8Array {
  const starts = new Uint8Array(256);
  for (const token of tokens) starts[Buffer.from(token, 'utf8')[0] ?? 0] = 1;
  return starts;
}
