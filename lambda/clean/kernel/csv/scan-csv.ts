import { byteAt } from '../bytes.ts';
import { Fields, plainField, rawField, setField, textField } from '../fields.ts';
import { beginFound, endLine, Found, foundMore, foundOdd, foundRecord, foundSkip } from '../found.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/** The marks of the dialect, as bytes; 256, which no byte is, stands for none. */
class Marks {
  static delimiter: i32 = 44;
  static quote: i32 = 34;
  static comment: i32 = 256;
}

export function setMarks(delimiter: i32, quote: i32, comment: i32): void {
  Marks.delimiter = delimiter;
  Marks.quote = quote;
  Marks.comment = comment;
}

/**
 * Looks at what begins at `from`, the beginning of a line, in sound UTF-8: finds the same records as `lambda/clean/frame/csv-scanner.ts`
 * finds in their text, and stops before whatever is not as RFC 4180 has it.
 * @param end there stands an LF that is no byte of the file, and 16 bytes more may be read
 * @param isLast no bytes come behind `end`
 */
export function scanCsv(from: usize, end: usize, isLast: bool): i32 {
  beginFound();
  const first = byteAt(from);
  if (first === Marks.comment) return skipLine(from, end, isLast);
  if (first <= SPACE) {
    const text = skipBlanks(from);
    const isBlank = text < end ? byteAt(text) === LF || byteAt(text) === CR : isLast;
    if (isBlank) return endLine(text, end, isLast, foundSkip);
    if (text >= end) return foundMore;
  }
  const delimiter = Marks.delimiter;
  const quote = Marks.quote;
  const width = Fields.count;
  // What ends fields here is what would ask for quotes there.
  const unquoted = delimiter === 44 && quote === 34 ? plainField : textField;
  let field = 0;
  let at = from;
  while (true) {
    let start = at;
    let byte = byteAt(at);
    if (byte === SPACE || byte === TAB) {
      const text = skipBlanks(at);
      if (byteAt(text) === quote) {
        at = text;
        byte = quote;
      }
    }
    if (byte === quote) {
      start = at + 1;
      at = closeQuote(start, end);
      if (at + 1 >= end && !isLast) return foundMore;
      if (at >= end) return foundOdd;
      if (field < width) setField(field, start, at, Quoted.isDoubled ? rawField : textField);
      at = skipBlanks(at + 1);
      byte = byteAt(at);
      if (byte !== delimiter && byte !== LF && byte !== CR) return foundOdd;
    } else {
      at = fieldEnd(at);
      byte = byteAt(at);
      if (byte === quote) return foundOdd;
      if (field < width) setField(field, start, at, unquoted);
    }
    field++;
    if (at < end && byte === delimiter) {
      at++;
      continue;
    }
    if (at >= end && !isLast) return foundMore;
    Found.isReadable = field === width;
    return endLine(at, end, isLast, foundRecord);
  }
}

/** Where the delimiter, quote or line ending stands that comes first, sixteen bytes at a time. */
function fieldEnd(from: usize): usize {
  const delimiters = i8x16.splat(<i8>Marks.delimiter);
  // No quote: the delimiter is looked for twice.
  const quotes = i8x16.splat(<i8>(Marks.quote < 256 ? Marks.quote : Marks.delimiter));
  const lineFeeds = i8x16.splat(<i8>LF);
  const returns = i8x16.splat(<i8>CR);
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const fieldMarks = v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, quotes));
    const lineMarks = v128.or(i8x16.eq(bytes, lineFeeds), i8x16.eq(bytes, returns));
    const found = i8x16.bitmask(v128.or(fieldMarks, lineMarks));
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
}

function skipBlanks(from: usize): usize {
  let at = from;
  while ((byteAt(at) === SPACE || byteAt(at) === TAB) && byteAt(at) !== Marks.delimiter) at++;
  return at;
}

function skipLine(from: usize, end: usize, isLast: bool): i32 {
  let at = from;
  while (byteAt(at) !== LF && byteAt(at) !== CR) at++;
  if (at >= end && !isLast) return foundMore;
  return endLine(at, end, isLast, foundSkip);
}

/** Whether the quoted field that was closed last holds doubled quotes. */
class Quoted {
  static isDoubled: bool = false;
}

/** @returns where the closing quote stands; `end` or more where there is none */
function closeQuote(from: usize, end: usize): usize {
  Quoted.isDoubled = false;
  const quote = Marks.quote;
  const quotes = i8x16.splat(<i8>quote);
  const lineFeeds = i8x16.splat(<i8>LF);
  const returns = i8x16.splat(<i8>CR);
  for (let at = from; at < end; ) {
    const bytes = v128.load(at);
    const lineMarks = v128.or(i8x16.eq(bytes, lineFeeds), i8x16.eq(bytes, returns));
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, quotes), lineMarks));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (at >= end) break;
    const byte = byteAt(at);
    if (byte === quote) {
      if (byteAt(at + 1) !== quote || at + 1 >= end) return at;
      Quoted.isDoubled = true;
      at += 2;
    } else if (byte === LF) {
      Found.lf++;
      at++;
    } else if (byteAt(at + 1) === LF && at + 1 < end) {
      Found.crlf++;
      at += 2;
    } else {
      Found.cr++;
      at++;
    }
  }
  return end;
}

/** Copies a quoted field to where each doubled quote is a single one. @returns where the copy ends */
export function undoubleQuotes(start: usize, end: usize, target: usize): usize {
  let to = target;
  for (let at = start; at < end; at++) {
    const byte = byteAt(at);
    store<u8>(to++, <u8>byte);
    if (byte === Marks.quote) at++;
  }
  return to;
}
