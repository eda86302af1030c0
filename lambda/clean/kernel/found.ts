import { byteAt } from './bytes.ts';

const LF = 10;

/** What stands at a place: a record, something to skip, or nothing that can be told without more bytes, or without text. */
export const foundRecord = 0;
export const foundSkip = 1;
export const foundMore = 2;
export const foundOdd = 3;

/** What the last scan found. */
export class Found {
  /** The record has the fields that it should have. */
  static isReadable: bool = false;
  /** Where its text ends, and where the next thing begins. */
  static contentEnd: usize = 0;
  static next: usize = 0;
  /** Line endings of what was found. */
  static lf: i32 = 0;
  static crlf: i32 = 0;
  static cr: i32 = 0;
}

/** Ends what was found behind a line ending. @param at the line ending, or the end @returns `found`, or that more bytes are needed */
export function endLine(at: usize, end: usize, isLast: bool, found: i32): i32 {
  Found.contentEnd = at;
  if (at >= end) Found.next = end;
  else if (byteAt(at) === LF) {
    Found.lf++;
    Found.next = at + 1;
  } else if (at + 1 < end ? byteAt(at + 1) === LF : !isLast) {
    // A CR at the end may be half of a line ending.
    if (at + 1 >= end) return foundMore;
    Found.crlf++;
    Found.next = at + 2;
  } else {
    Found.cr++;
    Found.next = at + 1;
  }
  return found;
}

/** Forgets the line endings of what was found before. */
export function beginFound(): void {
  Found.lf = 0;
  Found.crlf = 0;
  Found.cr = 0;
}
