import type { Fault } from '../findings.ts';

/**
 * What stands at a place of the text. Indices are into the scanned text; `end` is where the next thing begins.
 * `more`: the text ends too early to tell. `long`: no end within the longest record; `open` says that the reader stood inside quotes.
 * `bad`: a record that is none, to be looked through again for a line where reading can resume; `cutFault` is its fault if there is one.
 */
export type Scan =
  | Framed
  | { readonly kind: 'more' }
  | { readonly kind: 'long'; readonly start: number; readonly open: boolean };

interface Extent {
  readonly start: number;
  readonly contentEnd: number;
  readonly end: number;
}

type Framed =
  | ({ readonly kind: 'record' } & Extent)
  | ({ readonly kind: 'skip' } & Extent)
  | ({ readonly kind: 'bad'; readonly fault: Fault; readonly cutFault: Fault } & Extent);

/** The text to scan. `final`: nothing comes after it; `longest`: most characters of a record. */
export interface ScanText {
  readonly text: string;
  readonly final: boolean;
  readonly longest: number;
}

/** Knows where the records of one format begin and end. */
export interface RecordScanner {
  /** Looks at what begins at `from`; pure. */
  scan(source: ScanText, from: number): Scan;
  /** Places after `from` and before `end` where a record might begin anew after a bad one, in order. */
  restarts(source: ScanText, from: number, end: number): Iterable<number>;
  /** Makes the walker of a record that is too long, where it does not end with its line: told its pieces, it says where it ends. */
  walkLong?(): (piece: string) => number | undefined;
  /** Where the bad record that begins at `from` ends, if reading resumes at `restart`: without what separates the two. */
  endBefore(source: ScanText, from: number, restart: number): number;
}

const LF = 10;
const CR = 13;

/** Index of the first line ending at or after `from`, at most `limit`; `limit` when there is none. */
export function findLineEnd(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
  }
  return limit;
}

/** Index after the line ending at `at`, which is LF, CRLF or CR. */
export const afterLineEnd = (text: string, at: number): number =>
  at + (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1);

/** Index where the line that ends just before `next` has its line ending. */
export const beforeLineEnd = (text: string, next: number): number =>
  next - (text.charCodeAt(next - 1) === LF && text.charCodeAt(next - 2) === CR ? 2 : 1);

/** Whether a line ending at `at` may still grow from CR to CRLF. */
export const isHalfLineEnd = ({ text, final }: ScanText, at: number): boolean =>
  !final && text.charCodeAt(at) === CR && at + 1 === text.length;

/** Beginnings of the physical lines after `from` and before `end`. */
export function* lineStarts(text: string, from: number, end: number): Generator<number> {
  for (let at = findLineEnd(text, from, end); at < end; at = findLineEnd(text, at, end)) {
    at = afterLineEnd(text, at);
    if (at < end) yield at;
  }
}
