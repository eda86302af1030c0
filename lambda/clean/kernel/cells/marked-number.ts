import { byteAt, equalBytes, isDigitAt } from '../bytes.ts';
import { allocate } from '../heap.ts';

const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const SPACE = 32;
/** Longest number that is read here. */
const longest: usize = 64;

/** One declared format's marks; -1: none. */
@unmanaged
class NumberMarks {
  prefix: usize;
  prefixLength: i32;
  suffix: usize;
  suffixLength: i32;
  /** Bytes. */
  group: i32;
  decimal: i32;
}

/** The declared formats of a column, in their order. */
@unmanaged
export class NumberFormats {
  marks: usize;
  count: i32;
}

export function newNumberFormats(count: i32): NumberFormats {
  const formats = changetype<NumberFormats>(allocate(offsetof<NumberFormats>()));
  formats.marks = allocate(<usize>count * offsetof<NumberMarks>());
  return formats;
}

/** @param group @param decimal bytes; -1: none */
export function addNumberFormat(
  formats: NumberFormats,
  prefix: usize,
  prefixLength: i32,
  suffix: usize,
  suffixLength: i32,
  group: i32,
  decimal: i32,
): void {
  const marks = marksAt(formats, formats.count++);
  marks.prefix = prefix;
  marks.prefixLength = prefixLength;
  marks.suffix = suffix;
  marks.suffixLength = suffixLength;
  marks.group = group;
  marks.decimal = decimal;
}

function marksAt(formats: NumberFormats, index: i32): NumberMarks {
  return changetype<NumberMarks>(formats.marks + <usize>index * offsetof<NumberMarks>());
}

/** A number that was written in a declared format, in its plain form. */
export class MarkedNumber {
  static start: usize = memory.data(80);
  static end: usize = 0;
}

/**
 * Writes a number that is written in a declared format in the plain form: `$1,234.56` is `1234.56`. The same as
 * `lambda/clean/cells/written-number.ts` reads, as far as bytes know the marks; the first format that fits wins.
 * @returns whether one fits
 */
export function readMarkedNumber(formats: NumberFormats, start: usize, end: usize): bool {
  if (end - start > longest) return false;
  for (let index = 0; index < formats.count; index++) if (readBy(marksAt(formats, index), start, end)) return true;
  return false;
}

function isSign(byte: i32): bool {
  return byte === PLUS || byte === MINUS;
}

function readBy(marks: NumberMarks, start: usize, end: usize): bool {
  let at = start;
  let to = MarkedNumber.start;
  let sign = 0;
  if (isSign(byteAt(at))) sign = byteAt(at++);
  if (marks.prefixLength > 0 && startsWith(at, end, marks.prefix, marks.prefixLength)) {
    at += marks.prefixLength;
    while (at < end && byteAt(at) === SPACE) at++;
  }
  if (sign === 0 && at < end && isSign(byteAt(at))) sign = byteAt(at++);
  if (sign === MINUS) store<u8>(to++, MINUS);
  const first = at;
  /** Where the next group's mark stands, once there was one. */
  let grouped: usize = 0;
  for (; at < end; at++) {
    if (isDigitAt(at)) store<u8>(to++, load<u8>(at));
    else if (
      byteAt(at) === marks.group &&
      isGroup(at, end) &&
      (grouped > 0 ? grouped === at : at - first <= 3 && at > first)
    ) {
      grouped = at + 4;
    } else break;
  }
  if (at === first || (grouped > 0 && grouped !== at)) return false;
  if (at + 1 < end && byteAt(at) === marks.decimal && isDigitAt(at + 1)) {
    store<u8>(to++, POINT);
    for (at++; at < end && isDigitAt(at); at++) store<u8>(to++, load<u8>(at));
  }
  if (at < end && marks.suffixLength > 0) {
    while (at < end && byteAt(at) === SPACE) at++;
    if (!startsWith(at, end, marks.suffix, marks.suffixLength)) return false;
    at += marks.suffixLength;
  }
  MarkedNumber.end = to;
  return at === end;
}

/** Whether a mark at `at` has three digits behind it, and no fourth. */
function isGroup(at: usize, end: usize): bool {
  if (at + 3 >= end || !isDigitAt(at + 1) || !isDigitAt(at + 2) || !isDigitAt(at + 3)) return false;
  return at + 4 >= end || !isDigitAt(at + 4);
}

function startsWith(at: usize, end: usize, text: usize, length: i32): bool {
  return at + length <= end && equalBytes(at, text, length);
}
