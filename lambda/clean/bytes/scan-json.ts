import { Buffer } from 'node:buffer';
import type { ByteScanner, Found } from './byte-scanner.ts';
import { FieldPlaces } from './field-places.ts';
import { findMember, type JsonNames } from './json-names.ts';
import { numberEnd, unescapeText } from './json-tokens.ts';

const [TAB, LF, CR, SPACE, QUOTE, COMMA, COLON, OPEN, CLOSE, BACKSLASH] = [9, 10, 13, 32, 34, 44, 58, 123, 125, 92];

/** What a walk returns where a record is for the next tier: it is no JSON, or none that bytes can show. */
const unread = -1;
/** What it returns where the bytes end too early. */
const cut = -2;

/** Which kinds of values a column takes; objects and arrays, and what else it does not take, are for the next tier. */
export interface JsonColumn {
  readonly takesText: boolean;
  readonly takesNumbers: boolean;
  readonly takesWords: boolean;
}

/**
 * Finds JSON records in bytes of sound UTF-8: one on each line (NDJSON), or one after the other in an array. It reads objects whose
 * names are the schema's, strictly by RFC 8259; everything else is for the next tier.
 */
export class JsonByteScanner implements ByteScanner {
  isReadable = false;
  readonly places: FieldPlaces;
  bytes: Buffer = Buffer.alloc(0);
  contentEnd = 0;
  next = 0;
  lf = 0;
  crlf = 0;
  cr = 0;
  readonly #names: JsonNames;
  readonly #columns: readonly JsonColumn[];
  readonly #perLine: boolean;
  /** 1 for columns whose text has escapes. */
  readonly #escaped: Uint8Array;
  #record = 0;
  #end = 0;
  #hasEscapes = false;
  #unescaped: Buffer = Buffer.allocUnsafe(4096);

  /** @param perLine a record ends with its line */
  constructor(names: JsonNames, columns: readonly JsonColumn[], perLine: boolean) {
    this.#names = names;
    this.#columns = columns;
    this.#perLine = perLine;
    this.places = new FieldPlaces(columns.length);
    this.#escaped = new Uint8Array(columns.length);
  }

  scan(bytes: Buffer, from: number, end: number, isLast: boolean): Found {
    this.lf = 0;
    this.crlf = 0;
    this.cr = 0;
    this.bytes = bytes;
    this.#end = end;
    return this.#perLine ? this.#scanLine(bytes, from, end, isLast) : this.#scanInArray(bytes, from, end);
  }

  #scanLine(bytes: Buffer, from: number, end: number, isLast: boolean): Found {
    const first = this.#skipBlanks(bytes, from);
    const isBlank = first >= end || bytes[first] === LF || bytes[first] === CR;
    const after = isBlank ? first : this.#readRecord(bytes, first);
    let at = after < 0 ? first : this.#skipBlanks(bytes, after);
    this.isReadable = after >= 0 && (at >= end || bytes[at] === LF || bytes[at] === CR);
    while (bytes[at] !== LF && bytes[at] !== CR) at++;
    if (at >= end && !isLast) return 'more';
    this.contentEnd = at;
    if (at >= end) this.next = end;
    else if (bytes[at] === LF) {
      this.lf = 1;
      this.next = at + 1;
    } else if (at + 1 >= end && !isLast) return 'more';
    else if (at + 1 < end && bytes[at + 1] === LF) {
      this.crlf = 1;
      this.next = at + 2;
    } else {
      this.cr = 1;
      this.next = at + 1;
    }
    return isBlank ? 'skip' : 'record';
  }

  #scanInArray(bytes: Buffer, from: number, end: number): Found {
    let at = from;
    while (at < end && (bytes[at] === COMMA || isBlank(bytes[at] ?? 0))) at++;
    if (at > from) {
      // Half of a line ending waits for the other half.
      if (at === end && bytes[at - 1] === CR) at--;
      if (at === from) return 'more';
      this.#countLines(bytes, from, at);
      this.next = at;
      this.contentEnd = at;
      return 'skip';
    }
    if (bytes[at] !== OPEN) return 'odd';
    const after = this.#readRecord(bytes, at);
    if (after === cut) return 'more';
    if (after === unread) return 'odd';
    this.#countLines(bytes, from, after);
    this.isReadable = true;
    this.contentEnd = after;
    this.next = after;
    return 'record';
  }

  #countLines(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (bytes[at] === LF) this.lf++;
      else if (bytes[at] === CR) {
        if (bytes[at + 1] === LF && at + 1 < to) {
          this.crlf++;
          at++;
        } else this.cr++;
      }
    }
  }

  /** @returns the place behind the record, `unread` or `cut` */
  #readRecord(bytes: Buffer, from: number): number {
    const { starts, ends } = this.places;
    starts.fill(0);
    ends.fill(0);
    this.#record++;
    this.#hasEscapes = false;
    if (bytes[from] !== OPEN) return unread;
    const after = this.#readObject(bytes, from, this.#names);
    if (after >= 0 && this.#hasEscapes && !this.#unescape(bytes, after - from)) return unread;
    return after;
  }

  #readObject(bytes: Buffer, from: number, names: JsonNames): number {
    let at = this.#skip(bytes, from + 1);
    if (bytes[at] === CLOSE && at < this.#end) return at + 1;
    for (let expected = 0; ; ) {
      if (bytes[at] !== QUOTE) return this.#orCut(at);
      const nameFrom = at + 1;
      at = nameFrom;
      while (bytes[at] !== QUOTE && bytes[at] !== BACKSLASH && (bytes[at] ?? 0) >= SPACE) at++;
      if (bytes[at] !== QUOTE) return this.#orCut(at);
      const index = findMember(names, expected, bytes, nameFrom, at);
      const member = names[index];
      if (member === undefined || member.metIn === this.#record) return unread;
      member.metIn = this.#record;
      expected = index + 1 < names.length ? index + 1 : 0;
      at = this.#skip(bytes, at + 1);
      if (bytes[at] !== COLON) return this.#orCut(at);
      at = this.#skip(bytes, at + 1);
      at = this.#readValue(bytes, at, member.is);
      if (at < 0) return at;
      at = this.#skip(bytes, at);
      if (bytes[at] === CLOSE) return at + 1;
      if (bytes[at] !== COMMA) return this.#orCut(at);
      at = this.#skip(bytes, at + 1);
    }
  }

  #readValue(bytes: Buffer, from: number, is: number | JsonNames): number {
    const first = bytes[from];
    if (first === 0x6e) return this.#readWord(bytes, from, 'null');
    if (typeof is !== 'number') return first === OPEN ? this.#readObject(bytes, from, is) : this.#orCut(from);
    const { starts, ends } = this.places;
    const column = this.#columns[is];
    if (first === QUOTE) return column?.takesText === true ? this.#readText(bytes, from, is) : unread;
    starts[is] = from;
    let end: number;
    if (first === 0x74 || first === 0x66) {
      if (column?.takesWords !== true) return unread;
      end = this.#readWord(bytes, from, first === 0x74 ? 'true' : 'false');
    } else {
      if (column?.takesNumbers !== true) return this.#orCut(from);
      end = numberEnd(bytes, from);
      // A number that ends where the bytes end may go on.
      if (end >= this.#end) return cut;
    }
    if (end < 0) return end;
    ends[is] = end;
    return end;
  }

  #readText(bytes: Buffer, from: number, column: number): number {
    let at = from + 1;
    let escaped = 0;
    for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[++at] ?? 0) {
      if (byte < SPACE) return this.#orCut(at);
      if (byte === BACKSLASH) {
        escaped = 1;
        at++;
      }
    }
    if (at >= this.#end) return cut;
    this.places.starts[column] = from + 1;
    this.places.ends[column] = at;
    this.#escaped[column] = escaped;
    if (escaped === 1) this.#hasEscapes = true;
    return at + 1;
  }

  #readWord(bytes: Buffer, from: number, word: string): number {
    for (let index = 0; index < word.length; index++) {
      if (bytes[from + index] !== word.charCodeAt(index)) return this.#orCut(from + index);
    }
    return from + word.length;
  }

  /** What does not go on as it should is cut where the bytes end, and no record elsewhere. */
  #orCut(at: number): number {
    return at >= this.#end ? cut : unread;
  }

  /** White space between tokens; within a line, a record has no line endings. */
  #skip(bytes: Buffer, from: number): number {
    if (this.#perLine) return this.#skipBlanks(bytes, from);
    let at = from;
    while (isBlank(bytes[at] ?? 0) && at < this.#end) at++;
    return at;
  }

  #skipBlanks(bytes: Buffer, from: number): number {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    return at;
  }

  /** Copies the values to where escapes are what they stand for. @returns false where one is for the next tier */
  #unescape(bytes: Buffer, length: number): boolean {
    if (this.#unescaped.length < length) this.#unescaped = Buffer.allocUnsafe(2 * length);
    const target = this.#unescaped;
    const { starts, ends } = this.places;
    let at = 0;
    for (let column = 0; column < starts.length; column++) {
      const start = starts[column] ?? 0;
      const end = ends[column] ?? 0;
      starts[column] = at;
      if (end > start && bytes[start - 1] === QUOTE && this.#escaped[column] === 1) {
        at = unescapeText(bytes, start, end, target, at);
        if (at < 0) return false;
      } else for (let index = start; index < end; index++) target[at++] = bytes[index] ?? 0;
      ends[column] = at;
    }
    this.bytes = target;
    return true;
  }
}

const isBlank = (byte: number): boolean => byte === SPACE || byte === LF || byte === CR || byte === TAB;
