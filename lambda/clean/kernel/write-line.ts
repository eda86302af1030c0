import { byteAt, copyBytes } from './bytes.ts';
import { writeCell } from './cells/write-cell.ts';
import { Column, Columns, columnAt } from './column.ts';
import { Field, fieldAt, plainField, rawField } from './fields.ts';
import { undoMarks } from './format.ts';
import { protect } from './host.ts';
import { LineRoom, roomPerCell } from './line-room.ts';
import { addValue } from './profile/profile.ts';
import { writeRow } from './row-text.ts';
import { Scratch } from './scratch.ts';
import { hasText } from './text-set.ts';
import { hasWideSpaceAround, isBlank } from './white-space.ts';

const COMMA = 44;
const LF = 10;
const SPACE = 32;

/**
 * Writes the record whose fields were found as a line of the clean file.
 * @returns where the line ends; 0: the record is for the next tier, and what stands behind `out` means nothing
 */
export function writeLine(out: usize, row: u64): usize {
  LineRoom.asideEnd = LineRoom.aside;
  let at = out;
  for (let index = 0; index < Columns.count; index++) {
    const column = columnAt(index);
    at = column.field < 0 ? writeNull(column, at) : writeValue(column, fieldAt(column.field), at);
    if (at === 0) return 0;
    if (column.isPublished) store<u8>(at++, COMMA);
  }
  at = writeRow(at, row);
  store<u8>(at++, LF);
  return at;
}

/** Adds the record's values to the profiles of their columns. */
export function addToProfiles(): void {
  for (let index = 0; index < Columns.count; index++) {
    const column = columnAt(index);
    if (!column.isPublished) continue;
    if (column.isNull || column.isHidden) column.profile.nulls++;
    else if (column.isOpen) addValue(column.profile, column.start, column.end, column.value);
  }
}

function writeNull(column: Column, out: usize): usize {
  column.isNull = true;
  return column.isNeeded ? 0 : out;
}

function writeValue(column: Column, field: Field, out: usize): usize {
  let start = field.start;
  let end = field.end;
  if (field.form === rawField) {
    start = LineRoom.asideEnd;
    end = undoMarks(field.start, field.end, start);
    if (end === 0) return 0;
    LineRoom.asideEnd = end;
  }
  if (start === end) return writeNull(column, out);
  if (byteAt(start) <= SPACE || byteAt(end - 1) <= SPACE) {
    while (start < end && isBlank(byteAt(start))) start++;
    while (start < end && isBlank(byteAt(end - 1))) end--;
    if (start === end) return writeNull(column, out);
  }
  const first = byteAt(start);
  if (load<u8>(column.nullStarts + first) !== 0 && hasText(column.nullTokens, start, end)) {
    return writeNull(column, out);
  }
  if ((first | byteAt(end - 1)) >= 0x80 && hasWideSpaceAround(start, end)) return 0;
  column.isNull = false;
  column.isPlain = field.form === plainField;
  return column.isOpen ? writeCell(column, start, end, out) : writeClosed(column, start, end, out);
}

/** A value that is not in the clean file as it is: it stands aside. */
function writeClosed(column: Column, start: usize, end: usize, out: usize): usize {
  const aside = LineRoom.asideEnd;
  LineRoom.asideEnd = aside + 2 * (end - start) + roomPerCell;
  if (writeCell(column, start, end, aside) === 0) return 0;
  if (!column.isPublished) return out;
  const length = protect(column.number, column.start, column.end);
  return length < 0 ? out : copyBytes(out, Scratch.text, length);
}
