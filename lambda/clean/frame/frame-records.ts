import * as faults from '../faults.ts';
import type { Fault } from '../findings.ts';
import { findLineEnd, type RecordScanner, type ScanText } from './record-scanner.ts';
import type { TextWindow } from './text-window.ts';

/** One record as written, and where it stands. */
export interface RawRecord {
  readonly raw: string;
  /** First physical line, 1-based. */
  readonly line: number;
  /** Bytes before it. */
  readonly offset: number;
  /** Why it can't be read as a record at all. */
  readonly fault: Fault | undefined;
  /** Some of its bytes were not the UTF-8 that they should be. */
  readonly broken: boolean;
  /** 1-based where a record is too long for one piece; `last` ends it. */
  readonly part: { readonly number: number; readonly last: boolean } | undefined;
}

/**
 * How many times the file so far, and one longest record, are looked through for places to resume, before bad records are taken as they
 * are: so time stays linear, whatever the file.
 */
const mostEffort = 8;

/**
 * Cuts text into records, whatever is in it: each character between skipped lines belongs to exactly one record.
 * A record that is none (a quote that nothing closes, text after a quote) ends before the first line of it from which a record can
 * be read that fits the schema; without one it ends with the line where the fault was met.
 */
export class RecordFramer {
  readonly #window: TextWindow;
  readonly #scanner: RecordScanner;
  readonly #longest: number;
  /** Tells whether text reads as a record of the schema. */
  readonly #fits: (raw: string) => boolean;
  /** Called with text that is no record: blank and comment lines, brackets between records. */
  readonly #skipped: (text: string) => void;
  #part = 0;
  #walk: ((piece: string) => number | undefined) | undefined;
  /** Characters that were looked through for places to resume. */
  #effort = 0;

  constructor(
    window: TextWindow,
    scanner: RecordScanner,
    longest: number,
    fits: (raw: string) => boolean,
    skipped: (text: string) => void = () => {},
  ) {
    this.#window = window;
    this.#scanner = scanner;
    this.#longest = longest;
    this.#fits = fits;
    this.#skipped = skipped;
  }

  /** Whether the next piece belongs to a record that was too long for one. */
  get isMidRecord(): boolean {
    return this.#part > 0;
  }

  /** @returns the next record, or undefined when the window needs more text (or, if final, is at its end) */
  next(): RawRecord | undefined {
    const window = this.#window;
    const source: ScanText = { text: window.text, final: window.final, longest: this.#longest };
    while (window.at < window.text.length) {
      if (this.#part > 0) return this.#nextPart(source);
      const found = this.#scanner.scan(source, window.at);
      if (found.kind === 'more') return undefined;
      if (found.kind === 'skip') {
        this.#skipped(source.text.slice(found.start, found.contentEnd));
        window.pass(found.end);
        continue;
      }
      if (found.kind === 'long') return this.#nextPart(source);
      if (found.kind === 'record') return this.#take(found.contentEnd, found.end, undefined);
      const restart = this.#restart(source, found.start, found.end);
      if (restart === 'more') return undefined;
      if (restart === undefined) return this.#take(found.contentEnd, found.end, found.fault);
      return this.#take(this.#scanner.endBefore(source, found.start, restart), restart, found.cutFault);
    }
    return undefined;
  }

  #take(contentEnd: number, end: number, fault: Fault | undefined, part?: RawRecord['part']): RawRecord {
    const { text, at } = this.#window;
    const { line, offset, broken } = this.#window.pass(end);
    return { raw: text.slice(at, contentEnd), line, offset, fault, broken, part };
  }

  /** A piece of a record that is longer than the limit; it ends with its physical line. */
  #nextPart(source: ScanText): RawRecord | undefined {
    const { text, final } = source;
    const { at } = this.#window;
    const limit = Math.min(text.length, at + this.#longest);
    const lineEnd = findLineEnd(text, at, limit);
    if (this.#part === 0) this.#walk = this.#scanner.walkLong?.();
    if (this.#walk !== undefined) return this.#nextWalked(source, this.#walk);
    const whole = lineEnd < limit || (final && limit === text.length);
    if (!whole && limit - at < this.#longest) return undefined;
    if (lineEnd < limit && !final && lineEnd + 1 === text.length) return undefined;
    const end = lineEnd < limit ? lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : 1) : lineEnd;
    this.#part++;
    const part = { number: this.#part, last: whole };
    if (whole) this.#part = 0;
    return this.#take(lineEnd, end, faults.recordTooLong(this.#longest), part);
  }

  /** The same for a record whose end its format tells. */
  #nextWalked({ text, final }: ScanText, walk: (piece: string) => number | undefined): RawRecord | undefined {
    const { at } = this.#window;
    const limit = Math.min(text.length, at + this.#longest);
    const isLast = final && limit === text.length;
    if (limit - at < this.#longest && !isLast) return undefined;
    const length = walk(text.slice(at, limit));
    const end = length === undefined ? limit : at + length;
    this.#part++;
    const part = { number: this.#part, last: isLast || length !== undefined };
    if (part.last) this.#part = 0;
    return this.#take(end, end, faults.recordTooLong(this.#longest), part);
  }

  #restart(source: ScanText, from: number, end: number): number | 'more' | undefined {
    const most = mostEffort * (source.longest + this.#window.offset);
    let effort = this.#effort + end - from;
    for (const at of this.#scanner.restarts(source, from, end)) {
      if (effort > most) break;
      const found = this.#scanner.scan(source, at);
      if (found.kind === 'more') return 'more';
      effort += 'end' in found ? found.end - at : source.longest;
      if (found.kind !== 'record' || !this.#fits(source.text.slice(found.start, found.contentEnd))) continue;
      this.#effort = effort;
      return at;
    }
    this.#effort = effort;
    return undefined;
  }
}
