import type { Buffer } from 'node:buffer';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteCell } from './byte-cell.ts';
import type { MarkedNumber } from './marked-number.ts';
import type { TextualCell } from './textual-cell.ts';

/** How a column's numbers are written, beside the plain form. */
export interface NumberForms {
  /** The declared formats; undefined: none that bytes know. */
  readonly marked: MarkedNumber | undefined;
  /** A point stands before the fraction, whatever formats are declared. */
  readonly hasPoint: boolean;
  readonly textual: TextualCell;
}

/** Numbers: in their plain form, else in a declared format, else read as text. */
export abstract class NumericCell extends ByteCell {
  readonly #forms: NumberForms;

  constructor(forms: NumberForms) {
    super();
    this.#forms = forms;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const { marked, hasPoint } = this.#forms;
    const plain = this.writePlain(source, start, end, out, hasPoint);
    if (plain !== undefined) return plain;
    const isMarked = marked?.read(source, start, end) === true;
    const found = isMarked ? this.writePlain(marked.plain, 0, marked.length, out, true) : undefined;
    return found ?? this.#writeAsText(source, start, end, out);
  }

  /** As `write`. @param hasPoint a point stands before the fraction @returns undefined where the form is not plain */
  protected abstract writePlain(
    source: Buffer,
    start: number,
    end: number,
    out: CleanLines,
    hasPoint: boolean,
  ): boolean | undefined;

  #writeAsText(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    const { textual } = this.#forms;
    if (!textual.write(source, start, end, out)) return false;
    this.value = textual.value;
    return this.wroteAt(out, from);
  }
}
