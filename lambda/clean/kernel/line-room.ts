import { Columns } from './column.ts';
import { allocate } from './heap.ts';

/** Room that a cell may take in a line or aside, beside twice its length. */
export const roomPerCell: i32 = 64;

/** Where lines are written, and where values stand that are not in the line as they are. */
export class LineRoom {
  static out: usize = 0;
  static outBytes: usize = 0;
  /** Values of the record under way, aside from its line. */
  static aside: usize = 0;
  static asideBytes: usize = 0;
  static asideEnd: usize = 0;
}

/**
 * Makes room for lines up to a chunk and the record that fills it.
 * @param chunk bytes after which the kernel stops
 * @param record longest record in bytes
 */
export function makeRoom(chunk: usize, record: usize): void {
  const perCell = <usize>((Columns.count + 1) * roomPerCell);
  const out = chunk + 2 * record + perCell + 64;
  if (out > LineRoom.outBytes) {
    LineRoom.outBytes = out;
    LineRoom.out = allocate(out);
  }
  // Once without doubled quotes or escapes, twice as a value that is not published as it is, twice as the host's text.
  const aside: usize = 5 * record + 2 * perCell + 64;
  if (aside > LineRoom.asideBytes) {
    LineRoom.asideBytes = aside;
    LineRoom.aside = allocate(aside);
  }
}

/** Forgets the room that was made. */
export function forgetRoom(): void {
  LineRoom.outBytes = 0;
  LineRoom.asideBytes = 0;
}
