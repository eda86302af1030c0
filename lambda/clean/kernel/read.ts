import { scan } from './format.ts';
import { Found, foundMore, foundOdd, foundRecord } from './found.ts';
import { isDuplicate } from './host.ts';
import { LineRoom } from './line-room.ts';
import {
  slotAt,
  slotContentEnd,
  slotCr,
  slotCrlf,
  slotFoundCr,
  slotFoundCrlf,
  slotFoundLf,
  slotLastLine,
  slotLastRecord,
  slotLf,
  slotLines,
  slotLinesEnd,
  slotNext,
  slotWritten,
} from './slot-names.ts';
import { leave } from './slots.ts';
import { stopAudit, stopDone, stopDuplicate, stopFull, stopMore, stopOdd, stopUnread } from './stop.ts';
import { addToProfiles, writeLine } from './write-line.ts';

/** What is the same for all records of a file. */
class Rules {
  /** Longest record in bytes. */
  static longest: usize = 0;
  static isKeyed: bool = false;
  /** The first row and each so-many-th are read by the reference too. */
  static auditEvery: u64 = 0;
}

/** How far the reading is. */
class Reading {
  /** Where it stopped. */
  static at: usize = 0;
  /** Number of the last row. */
  static row: u64 = 0;
  /** Lines written since it began, where the last one and its record begin, and where it ends. */
  static written: i32 = 0;
  static lineAt: usize = 0;
  static recordAt: usize = 0;
  static out: usize = 0;
  /** Line endings passed since it began. */
  static lf: i32 = 0;
  static crlf: i32 = 0;
  static cr: i32 = 0;
}

export function setReading(longest: f64, isKeyed: bool, auditEvery: i32): void {
  Rules.longest = <usize>min(longest, <f64>i32.MAX_VALUE);
  Rules.isKeyed = isKeyed;
  Rules.auditEvery = auditEvery;
}

/**
 * Reads records, and writes those that are clean as lines from `linesAt()` on, until one is not for the kernel.
 * @param from the beginning of a record
 * @param end there stands an LF that is no byte of the file; 16 bytes behind it may be read
 * @param isLast no bytes come behind `end`
 * @param nul where the next NUL byte stands, or `end`
 * @param row number of the row before
 * @param room bytes of lines after which to stop
 * @returns why it stopped: see `stop.ts`
 */
export function read(from: usize, end: usize, isLast: bool, nul: usize, row: f64, room: usize): i32 {
  begin(from, <u64>row);
  const stop = readOn(end, isLast, nul, LineRoom.out + room);
  leaveSlots();
  return stop;
}

function begin(from: usize, row: u64): void {
  Reading.at = from;
  Reading.row = row;
  Reading.written = 0;
  Reading.out = LineRoom.out;
  Reading.lf = 0;
  Reading.crlf = 0;
  Reading.cr = 0;
}

function readOn(end: usize, isLast: bool, nul: usize, full: usize): i32 {
  while (true) {
    const at = Reading.at;
    if (at === end) return isLast ? stopDone : stopMore;
    const found = scan(at, end, isLast);
    if (found === foundMore) return stopMore;
    if (found === foundOdd || Found.contentEnd - at > Rules.longest) return stopOdd;
    let isAudited = false;
    if (found === foundRecord) {
      if (!Found.isReadable || nul < Found.contentEnd) return stopUnread;
      const row = Reading.row + 1;
      const lineEnd = writeLine(Reading.out, row);
      if (lineEnd === 0) return stopUnread;
      if (Rules.isKeyed && isDuplicate(Reading.lf + Reading.crlf + Reading.cr, <f64>row)) return stopDuplicate;
      addToProfiles();
      Reading.row = row;
      Reading.written++;
      Reading.recordAt = at;
      Reading.lineAt = Reading.out;
      Reading.out = lineEnd;
      isAudited = row === 1 || row % Rules.auditEvery === 0;
    }
    Reading.at = Found.next;
    Reading.lf += Found.lf;
    Reading.crlf += Found.crlf;
    Reading.cr += Found.cr;
    if (isAudited) return stopAudit;
    if (Reading.out >= full) return stopFull;
  }
}

/** Leaves what TypeScript wants to know. */
function leaveSlots(): void {
  leave(slotAt, Reading.at);
  leave(slotLastRecord, Reading.recordAt);
  leave(slotWritten, Reading.written);
  leave(slotLines, LineRoom.out);
  leave(slotLastLine, Reading.lineAt);
  leave(slotLinesEnd, Reading.out);
  leave(slotLf, Reading.lf);
  leave(slotCrlf, Reading.crlf);
  leave(slotCr, Reading.cr);
  leave(slotContentEnd, Found.contentEnd);
  leave(slotNext, Found.next);
  leave(slotFoundLf, Found.lf);
  leave(slotFoundCrlf, Found.crlf);
  leave(slotFoundCr, Found.cr);
}
