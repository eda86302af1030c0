import { copyBytes } from '../bytes.ts';
import { Column, setValue } from '../column.ts';
import { readAsText } from '../host.ts';
import { LineRoom, roomPerCell } from '../line-room.ts';
import { Scratch } from '../scratch.ts';
import { writeField } from '../write-text.ts';

/** Cells that the kernel does not know: by the cells of the other tiers. As `writeCell`. */
export function writeHostCell(column: Column, start: usize, end: usize, out: usize): usize {
  const length = readAsText(column.number, start, end);
  // What grows beyond the room that it has is rare enough for the next tier.
  if (length < 0 || 2 * length + 2 > 2 * <i32>(end - start) + roomPerCell) return 0;
  const from = LineRoom.asideEnd;
  LineRoom.asideEnd = setValue(column, from, copyBytes(from, Scratch.text, length));
  column.value = Scratch.value;
  return writeField(from, from + length, out);
}
