import { booleanCell, dateCell, decimalCell, integerCell, numberCell, textCell, timestampCell } from '../cell-kind.ts';
import { Column } from '../column.ts';
import { writeBooleanCell } from './boolean-cell.ts';
import { writeDateCell } from './date-cell.ts';
import { writeHostCell } from './host-cell.ts';
import { writeNumericCell } from './numeric-cell.ts';
import { writeTextCell } from './text-cell.ts';
import { writeTimestampCell } from './timestamp-cell.ts';

/**
 * Judges one cell, writes its canonical value as a field at `out` and says in its column where the value stands.
 * @param start a cell in sound UTF-8, trimmed, not empty and no null token; `out` has room for twice its length and `roomPerCell` more
 * @returns where the field ends; 0: the record is for the next tier, which words why if the cell is wrong
 */
export function writeCell(column: Column, start: usize, end: usize, out: usize): usize {
  switch (column.kind) {
    case textCell:
      return writeTextCell(column, start, end, out);
    case integerCell:
    case numberCell:
    case decimalCell:
      return writeNumericCell(column, start, end, out);
    case booleanCell:
      return writeBooleanCell(column, start, end, out);
    case dateCell:
      return writeDateCell(column, start, end, out);
    case timestampCell:
      return writeTimestampCell(column, start, end, out);
    default:
      return writeHostCell(column, start, end, out);
  }
}
