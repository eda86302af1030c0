import { byteAt } from '../bytes.ts';
import { clearFields, plainField, rawField, setField, textField } from '../fields.ts';
import { beginFound, endLine, Found, foundMore, foundOdd, foundRecord, foundSkip } from '../found.ts';
import { allocate } from '../heap.ts';
import { findMember, JsonNames, memberAt, RecordNames } from './json-names.ts';
import { numberEnd } from './json-tokens.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** What a walk returns where a record is for the next tier: it is no JSON, or none that bytes can show. */
const unread: usize = 0;
/** What it returns where the bytes end too early. */
const cut: usize = 1;

/** What is the same for all records of a file. */
class Format {
  /** A record ends with its line. */
  static isPerLine: bool = false;
  /** Which kinds of values each column takes, a byte each: 1 text, 2 numbers, 4 true and false. */
  static takes: usize = 0;
}

const takesText = 1;
const takesNumbers = 2;
const takesWords = 4;

/** The scan under way. */
class Scan {
  static end: usize = 0;
  /** Number of the record: names that were met in it are marked with it. */
  static record: u32 = 0;
}

export function setJson(isPerLine: bool, columns: i32): void {
  Format.isPerLine = isPerLine;
  Format.takes = allocate(columns);
  Scan.record = 0;
}

/** @param kinds what the column takes: see `Format.takes` */
export function setTakes(column: i32, kinds: i32): void {
  store<u8>(Format.takes + column, <u8>kinds);
}

/**
 * Looks at what begins at `from` in sound UTF-8: one JSON record on each line (NDJSON), or one after the other in an array. It reads
 * objects whose names are the schema's, strictly by RFC 8259; everything else is for the next tier.
 * @param end there stands an LF that is no byte of the file
 * @param isLast no bytes come behind `end`
 */
export function scanJson(from: usize, end: usize, isLast: bool): i32 {
  beginFound();
  Scan.end = end;
  return Format.isPerLine ? scanLine(from, end, isLast) : scanInArray(from, end);
}

function isLineEnd(at: usize): bool {
  return byteAt(at) === LF || byteAt(at) === CR;
}

function scanLine(from: usize, end: usize, isLast: bool): i32 {
  const first = skipBlanks(from);
  const isBlank = first >= end || isLineEnd(first);
  const after = isBlank ? first : readRecord(first);
  let at = after <= cut ? first : skipBlanks(after);
  Found.isReadable = after > cut && (at >= end || isLineEnd(at));
  while (!isLineEnd(at)) at++;
  if (at >= end && !isLast) return foundMore;
  return endLine(at, end, isLast, isBlank ? foundSkip : foundRecord);
}

function isSpace(byte: i32): bool {
  return byte === SPACE || byte === TAB || byte === LF || byte === CR;
}

function scanInArray(from: usize, end: usize): i32 {
  let at = from;
  while (at < end && (byteAt(at) === COMMA || isSpace(byteAt(at)))) at++;
  if (at > from) {
    // Half of a line ending waits for the other half.
    if (at === end && byteAt(at - 1) === CR) at--;
    if (at === from) return foundMore;
    countLines(from, at);
    Found.next = at;
    Found.contentEnd = at;
    return foundSkip;
  }
  if (byteAt(at) !== OPEN) return foundOdd;
  const after = readRecord(at);
  if (after === cut) return foundMore;
  if (after === unread) return foundOdd;
  countLines(from, after);
  Found.isReadable = true;
  Found.contentEnd = after;
  Found.next = after;
  return foundRecord;
}

function countLines(from: usize, to: usize): void {
  for (let at = from; at < to; at++) {
    if (byteAt(at) === LF) Found.lf++;
    else if (byteAt(at) === CR) {
      if (at + 1 < to && byteAt(at + 1) === LF) {
        Found.crlf++;
        at++;
      } else Found.cr++;
    }
  }
}

/** @returns the place behind the record, `unread` or `cut` */
function readRecord(from: usize): usize {
  clearFields(from);
  Scan.record++;
  return byteAt(from) === OPEN ? readObject(from, RecordNames.names) : unread;
}

function readObject(from: usize, names: JsonNames): usize {
  let at = skip(from + 1);
  if (byteAt(at) === CLOSE && at < Scan.end) return at + 1;
  let expected = 0;
  while (true) {
    if (byteAt(at) !== QUOTE) return orCut(at);
    const nameFrom = at + 1;
    at = nameFrom;
    while (byteAt(at) !== QUOTE && byteAt(at) !== BACKSLASH && byteAt(at) >= SPACE) at++;
    if (byteAt(at) !== QUOTE) return orCut(at);
    const index = findMember(names, expected, nameFrom, at);
    if (index < 0) return unread;
    const member = memberAt(names, index);
    if (member.metIn === Scan.record) return unread;
    member.metIn = Scan.record;
    expected = index + 1 < names.count ? index + 1 : 0;
    at = skip(at + 1);
    if (byteAt(at) !== COLON) return orCut(at);
    at = skip(at + 1);
    at = member.column < 0 ? readInner(at, member.inner) : readValue(at, member.column);
    if (at <= cut) return at;
    at = skip(at);
    if (byteAt(at) === CLOSE && at < Scan.end) return at + 1;
    if (byteAt(at) !== COMMA) return orCut(at);
    at = skip(at + 1);
  }
}

/** An object further in, or null. */
function readInner(at: usize, names: JsonNames): usize {
  if (byteAt(at) === 0x6e) return readNull(at);
  return byteAt(at) === OPEN ? readObject(at, names) : orCut(at);
}

function readValue(from: usize, column: i32): usize {
  const first = byteAt(from);
  if (first === 0x6e) return readNull(from);
  const takes = <i32>load<u8>(Format.takes + column);
  if (first === QUOTE) return (takes & takesText) !== 0 ? readText(from, column) : unread;
  let end: usize;
  if (first === 0x74 || first === 0x66) {
    if ((takes & takesWords) === 0) return unread;
    end = first === 0x74 ? readTrue(from) : readFalse(from);
  } else {
    if ((takes & takesNumbers) === 0) return orCut(from);
    end = numberEnd(from);
    // A number that ends where the bytes end may go on.
    if (end >= Scan.end) return cut;
  }
  if (end > cut) setField(column, from, end, plainField);
  return end;
}

function readText(from: usize, column: i32): usize {
  const quotes = i8x16.splat(<i8>QUOTE);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  const spaces = i8x16.splat(<i8>SPACE);
  let isRaw = false;
  let at = from + 1;
  while (true) {
    const bytes = v128.load(at);
    const marks = v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes));
    const found = i8x16.bitmask(v128.or(marks, i8x16.lt_u(bytes, spaces)));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    const byte = byteAt(at);
    if (byte === QUOTE) break;
    if (byte !== BACKSLASH) return orCut(at);
    isRaw = true;
    at += 2;
  }
  if (at >= Scan.end) return cut;
  setField(column, from + 1, at, isRaw ? rawField : textField);
  return at + 1;
}

/** `null`, `true` and `false`, by the letters behind the first, as numbers of four bytes. */
function readNull(at: usize): usize {
  return load<u32>(at) === 0x6c6c756e ? at + 4 : orCut(at + 4);
}
function readTrue(at: usize): usize {
  return load<u32>(at) === 0x65757274 ? at + 4 : orCut(at + 4);
}
function readFalse(at: usize): usize {
  return load<u32>(at + 1) === 0x65736c61 ? at + 5 : orCut(at + 5);
}

/** What does not go on as it should is cut where the bytes end, and no record elsewhere. */
function orCut(at: usize): usize {
  return at >= Scan.end ? cut : unread;
}

/** White space between tokens; within a line, a record has no line endings. */
function skip(from: usize): usize {
  if (Format.isPerLine) return skipBlanks(from);
  let at = from;
  while (at < Scan.end && isSpace(byteAt(at))) at++;
  return at;
}

function skipBlanks(from: usize): usize {
  let at = from;
  while (byteAt(at) === SPACE || byteAt(at) === TAB) at++;
  return at;
}
