import * as faults from '../faults.ts';
import type { Fault } from '../findings.ts';
import {
  afterLineEnd,
  beforeLineEnd,
  findLineEnd,
  isHalfLineEnd,
  lineStarts,
  type RecordScanner,
  type Scan,
  type ScanText,
} from './record-scanner.ts';

/** How fields and records are told apart. */
export interface CsvMarks {
  readonly delimiter: string;
  /** Empty: fields are never quoted. */
  readonly quote: string;
  readonly comment: string | undefined;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/**
 * Finds the records of a CSV file by the rules of RFC 4180, with any of LF, CRLF and CR as line ending and blanks allowed around
 * quoted fields. A quote in another place makes the record bad up to the end of that line.
 */
export function createCsvScanner({ delimiter, quote, comment }: CsvMarks): RecordScanner {
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
  const isBlank = (code: number): boolean => (code === SPACE || code === TAB) && code !== delimiterCode;

  function skipBlanks(text: string, from: number, limit: number): number {
    let at = from;
    while (at < limit && isBlank(text.charCodeAt(at))) at++;
    return at;
  }

  function closeQuote(text: string, from: number, limit: number): number {
    for (let at = text.indexOf(quote, from); at >= 0 && at < limit; at = text.indexOf(quote, at + 2)) {
      if (text.charCodeAt(at + 1) !== quoteCode || at + 1 >= limit) return at;
    }
    return limit;
  }

  /** Walks one record. @returns where it ends, or the fault and where it was met; `open`: the limit came inside quotes */
  function walk(text: string, from: number, limit: number): { at: number; fault?: Fault; open: boolean } {
    for (let at = from; ; at++) {
      const first = skipBlanks(text, at, limit);
      if (first < limit && text.charCodeAt(first) === quoteCode) {
        const close = closeQuote(text, first + 1, limit);
        if (close === limit) return { at: limit, open: true };
        at = skipBlanks(text, close + 1, limit);
        const code = at < limit ? text.charCodeAt(at) : LF;
        if (code !== delimiterCode && code !== LF && code !== CR)
          return { at, fault: faults.textAfterQuote, open: false };
      } else {
        for (at = first; at < limit; at++) {
          const code = text.charCodeAt(at);
          if (code === delimiterCode || code === LF || code === CR) break;
          if (code === quoteCode) return { at, fault: faults.quoteInField, open: false };
        }
      }
      if (at >= limit) return { at: limit, open: false };
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) return { at, open: false };
    }
  }

  function bad(source: ScanText, start: number, met: number, fault: Fault): Scan {
    const { text, final, longest } = source;
    const limit = Math.min(text.length, start + longest + 1);
    const at = findLineEnd(text, Math.min(met, limit), limit);
    if (at - start > longest) return { kind: 'long', start, open: false };
    if (at === text.length ? !final : isHalfLineEnd(source, at)) return { kind: 'more' };
    const end = at === text.length ? at : afterLineEnd(text, at);
    return { kind: 'bad', start, contentEnd: at, end, fault, cutFault: faults.quoteNotClosed(longest) };
  }

  /** A quote that nothing closes: the record is what whole lines there are within the limit. */
  function neverClosed(source: ScanText, start: number, limit: number): Scan {
    const { text, longest } = source;
    const fault = faults.quoteNotClosed(longest);
    if (limit === text.length && limit - start <= longest) {
      const contentEnd = start + text.slice(start).replace(/(?:\r\n|\r|\n)$/, '').length;
      return { kind: 'bad', start, contentEnd, end: limit, fault, cutFault: fault };
    }
    const last = Math.max(text.lastIndexOf('\n', limit - 1), text.lastIndexOf('\r', limit - 2));
    if (last < start) return { kind: 'long', start, open: true };
    const contentEnd = text.charCodeAt(last) === LF && text.charCodeAt(last - 1) === CR ? last - 1 : last;
    return { kind: 'bad', start, contentEnd, end: afterLineEnd(text, last), fault, cutFault: fault };
  }

  return {
    scan(source, from) {
      const { text, final, longest } = source;
      const limit = Math.min(text.length, from + longest + 1);
      const first = skipBlanks(text, from, limit);
      const isComment = comment !== undefined && text.startsWith(comment, from);
      const code = first < limit ? text.charCodeAt(first) : -1;
      if (isComment || code === LF || code === CR || (code === -1 && final && limit === text.length)) {
        const at = isComment ? findLineEnd(text, from, limit) : first;
        if (at - from > longest) return { kind: 'long', start: from, open: false };
        if (at === text.length ? !final : isHalfLineEnd(source, at)) return { kind: 'more' };
        return { kind: 'skip', start: from, contentEnd: at, end: at === text.length ? at : afterLineEnd(text, at) };
      }
      const { at, fault, open } = walk(text, from, limit);
      if (fault !== undefined) return bad(source, from, at, fault);
      if (at === limit && limit - from > longest) {
        return open ? neverClosed(source, from, limit) : { kind: 'long', start: from, open };
      }
      if (at === text.length ? !final : isHalfLineEnd(source, at)) return { kind: 'more' };
      if (open) return neverClosed(source, from, limit);
      return { kind: 'record', start: from, contentEnd: at, end: at === text.length ? at : afterLineEnd(text, at) };
    },
    restarts: ({ text }, from, end) => lineStarts(text, from, end),
    endBefore: ({ text }, _, restart) => beforeLineEnd(text, restart),
  };
}
