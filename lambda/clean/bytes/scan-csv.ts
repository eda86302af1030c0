import { Buffer } from 'node:buffer';
import type { CsvMarks } from '../frame/csv-scanner.ts';
import type { ByteScanner, Found } from './byte-scanner.ts';
import { FieldPlaces } from './field-places.ts';

const [LF, CR, SPACE, TAB] = [10, 13, 32, 9];
/** What a byte does to a field that is not quoted; 0: it belongs to it. */
const [delimits, ends, quotes] = [1, 2, 3];
/** No byte has this number. */
const none = 256;

const isAscii = (text: string): boolean => text.length <= 1 && (text.charCodeAt(0) || 0) < 0x80;

/**
 * Finds the records of a CSV file, and their fields, in bytes of sound UTF-8: the same records as `frame/csv-scanner.ts` finds in their
 * text. What it found stands in its fields; it stops before whatever is not as RFC 4180 has it.
 */
export class CsvByteScanner implements ByteScanner {
  isReadable = false;
  readonly places: FieldPlaces;
  contentEnd = 0;
  next = 0;
  lf = 0;
  crlf = 0;
  cr = 0;
  bytes: Buffer = Buffer.alloc(0);
  readonly #classes = new Uint8Array(256);
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #comment: number;
  readonly #width: number;
  #unquoted: Buffer = Buffer.allocUnsafe(4096);

  /** @param width how many fields each record must have */
  constructor({ delimiter, quote, comment }: CsvMarks, width: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote === '' ? none : quote.charCodeAt(0);
    this.#comment = comment === undefined ? none : comment.charCodeAt(0);
    this.#classes[LF] = ends;
    this.#classes[CR] = ends;
    if (quote !== '') this.#classes[this.#quote] = quotes;
    this.#classes[this.#delimiter] = delimits;
    this.#width = width;
    this.places = new FieldPlaces(width);
  }

  /** Whether marks are bytes, and no mark is another. */
  static canScan({ delimiter, quote, comment = '' }: CsvMarks): boolean {
    return isAscii(delimiter) && isAscii(quote) && isAscii(comment) && delimiter !== quote;
  }

  /**
   * Looks at what begins at `from`, the beginning of a line.
   * @param end `bytes[end]` is LF and no byte of the file
   * @param isLast no bytes come behind `end`
   */
  scan(bytes: Buffer, from: number, end: number, isLast: boolean): Found {
    this.lf = 0;
    this.crlf = 0;
    this.cr = 0;
    this.bytes = bytes;
    const first = bytes[from] ?? LF;
    if (first === this.#comment) return this.#skipLine(bytes, from, end, isLast);
    if (first <= SPACE) {
      const text = this.#skipBlanks(bytes, from);
      if (text < end ? bytes[text] === LF || bytes[text] === CR : isLast)
        return this.#endLine(bytes, text, end, isLast, 'skip');
      if (text >= end) return 'more';
    }
    const classes = this.#classes;
    const { starts, ends: stops } = this.places;
    let field = 0;
    let doubled = false;
    for (let at = from; ; at++) {
      let start = at;
      let byte = bytes[at] ?? LF;
      if (byte === SPACE || byte === TAB) {
        const text = this.#skipBlanks(bytes, at);
        if (bytes[text] === this.#quote) {
          at = text;
          byte = this.#quote;
        }
      }
      if (byte === this.#quote) {
        start = at + 1;
        at = this.#closeQuote(bytes, start, end);
        if (at >= end - 1 && !isLast) return 'more';
        if (at >= end) return 'odd';
        if (field < this.#width) {
          starts[field] = start;
          stops[field] = at;
        }
        doubled ||= this.#doubled;
        at = this.#skipBlanks(bytes, at + 1);
        if (classes[bytes[at] ?? LF] !== delimits && bytes[at] !== LF && bytes[at] !== CR) return 'odd';
      } else {
        while (classes[bytes[at] ?? LF] === 0) at++;
        if (bytes[at] === this.#quote) return 'odd';
        if (field < this.#width) {
          starts[field] = start;
          stops[field] = at;
        }
      }
      field++;
      if (at < end && bytes[at] === this.#delimiter) continue;
      if (at >= end && !isLast) return 'more';
      this.isReadable = field === this.#width;
      this.contentEnd = at;
      if (doubled && this.isReadable) this.#unquote(bytes, from, field);
      return this.#endLine(bytes, at, end, isLast, 'record');
    }
  }

  /** Whether the quote that was closed last held doubled ones. */
  #doubled = false;

  #skipBlanks(bytes: Buffer, from: number): number {
    let at = from;
    while ((bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== this.#delimiter) at++;
    return at;
  }

  #skipLine(bytes: Buffer, from: number, end: number, isLast: boolean): Found {
    let at = from;
    while (bytes[at] !== LF && bytes[at] !== CR) at++;
    if (at >= end && !isLast) return 'more';
    return this.#endLine(bytes, at, end, isLast, 'skip');
  }

  /** @param at a line ending, or the end */
  #endLine(bytes: Buffer, at: number, end: number, isLast: boolean, found: Found): Found {
    this.contentEnd = at;
    if (at >= end) this.next = end;
    else if (bytes[at] === LF) {
      this.lf++;
      this.next = at + 1;
    } else if (at + 1 < end ? bytes[at + 1] === LF : !isLast) {
      // A CR at the end may be half of a line ending.
      if (at + 1 >= end) return 'more';
      this.crlf++;
      this.next = at + 2;
    } else {
      this.cr++;
      this.next = at + 1;
    }
    return found;
  }

  /** @returns where the closing quote stands; `end` or more where there is none */
  #closeQuote(bytes: Buffer, from: number, end: number): number {
    const quote = this.#quote;
    this.#doubled = false;
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte === quote) {
        if (bytes[at + 1] !== quote || at + 1 >= end) return at;
        this.#doubled = true;
        at++;
      } else if (byte === LF) this.lf++;
      else if (byte === CR) {
        if (bytes[at + 1] === LF && at + 1 < end) {
          this.crlf++;
          at++;
        } else this.cr++;
      }
    }
    return end;
  }

  /** Copies the fields to where doubled quotes are single ones. */
  #unquote(bytes: Buffer, from: number, fields: number): void {
    const length = this.contentEnd - from;
    if (this.#unquoted.length < length) this.#unquoted = Buffer.allocUnsafe(2 * length);
    const target = this.#unquoted;
    const { starts, ends: stops } = this.places;
    let at = 0;
    for (let field = 0; field < fields; field++) {
      const start = starts[field] ?? 0;
      const stop = stops[field] ?? 0;
      starts[field] = at;
      // A quote stands in quoted fields only, and there always twice.
      for (let index = start; index < stop; index++) {
        const byte = bytes[index] ?? 0;
        target[at++] = byte;
        if (byte === this.#quote) index++;
      }
      stops[field] = at;
    }
    this.bytes = target;
  }
}
