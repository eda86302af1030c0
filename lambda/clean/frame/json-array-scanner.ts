import * as faults from '../faults.ts';
import { findLineEnd, type RecordScanner, type Scan, type ScanText } from './record-scanner.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const isBetween = (code: number): boolean => isSpace(code) || code === 44;

/** Finds the records of one JSON array of objects; it remembers whether it stands before, in or behind the array. */
export interface JsonArrayScanner extends RecordScanner {
  readonly state: 'before' | 'inside' | 'behind';
  /** Tells the scanner that the text up to here, which it called `skip`, was passed. */
  passed(text: string): void;
}

type ObjectEnd = 'closed' | 'text-broken' | 'bracket-wrong' | 'open';

/** Walks an object. @returns where it ends, or where and how it breaks */
function endOfObject({ text, longest }: ScanText, from: number): { at: number; is: ObjectEnd } {
  const limit = Math.min(text.length, from + longest + 1);
  const closers: number[] = [];
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at++; at < limit; at++) {
        const inside = text.charCodeAt(at);
        if (inside === BACKSLASH) at++;
        else if (inside === QUOTE) break;
        else if (inside === 10 || inside === 13) return { at, is: 'text-broken' };
      }
    } else if (code === OPEN) closers.push(CLOSE);
    else if (code === OPEN_ARRAY) closers.push(CLOSE_ARRAY);
    else if (code === CLOSE || code === CLOSE_ARRAY) {
      if (closers.pop() !== code) return { at, is: 'bracket-wrong' };
      if (closers.length === 0) return { at: at + 1, is: 'closed' };
    }
  }
  return { at: limit, is: 'open' };
}

/** What is no object: up to the end of the line, the next object or the array's end. */
function endOfOther(text: string, from: number, limit: number): number {
  let at = from + 1;
  while (at < limit && !/[\n\r{\]]/.test(text.charAt(at))) at++;
  return at;
}

/** Braces that open a line or follow another record. */
function* restartsIn(text: string, from: number, end: number): Generator<number> {
  for (const found of text.slice(from + 1, end).matchAll(/(?<=[\n\r,}]\s{0,200})\{/g)) yield from + 1 + found.index;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && isBetween(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * Records of `[ {…}, {…} ]`. Commas between them may be missing or too many: no record is lost by that. Whatever is no object is a
 * record of its own, which the reader then refuses. A broken object ends with its line.
 */
export function createJsonArrayScanner(): JsonArrayScanner {
  let state: JsonArrayScanner['state'] = 'before';

  function other(source: ScanText, start: number): Scan {
    const { text, final, longest } = source;
    const limit = Math.min(text.length, start + longest + 1);
    const end = state === 'inside' ? endOfOther(text, start, limit) : findLineEnd(text, start, limit);
    if (end - start > longest) return { kind: 'long', start, open: false };
    if (end === text.length && !final) return { kind: 'more' };
    return { kind: 'record', start, contentEnd: trimmedEnd(text, start, end), end };
  }

  /** A brace that nothing closes: the record is what there is before the last place in it where another might begin. */
  function neverClosed(text: string, start: number, limit: number, longest: number): Scan {
    const end = [...restartsIn(text, start, limit)].at(-1);
    if (end === undefined) return { kind: 'long', start, open: true };
    const fault = faults.jsonSyntax(`a closing } within ${longest} characters`, limit - start, 1);
    return { kind: 'bad', start, contentEnd: trimmedEnd(text, start, end), end, fault, cutFault: fault };
  }

  function object(source: ScanText, start: number): Scan {
    const { text, final, longest } = source;
    const { at, is } = endOfObject(source, start);
    if (at - start > longest) return neverClosed(text, start, at, longest);
    if (is === 'closed') return { kind: 'record', start, contentEnd: at, end: at };
    if (is === 'open' && !final) return { kind: 'more' };
    const expected = is === 'text-broken' ? 'a closing quote before the end of the line' : 'a closing } for each {';
    const fault = faults.jsonSyntax(expected, at - start + 1, 1);
    return { kind: 'bad', start, contentEnd: trimmedEnd(text, start, at), end: at, fault, cutFault: fault };
  }

  return {
    get state() {
      return state;
    },
    passed(text) {
      if (state === 'before' && text.includes('[')) state = 'inside';
      else if (state === 'inside' && text.includes(']')) state = 'behind';
    },
    scan(source, from) {
      const { text, final } = source;
      let at = from;
      while (at < text.length && isBetween(text.charCodeAt(at))) at++;
      if (at > from) return { kind: 'skip', start: from, contentEnd: at, end: at };
      if (at === text.length) return final ? { kind: 'skip', start: at, contentEnd: at, end: at } : { kind: 'more' };
      const code = text.charCodeAt(at);
      const bracket = (state === 'before' && code === OPEN_ARRAY) || (state === 'inside' && code === CLOSE_ARRAY);
      if (bracket) return { kind: 'skip', start: at, contentEnd: at + 1, end: at + 1 };
      return state === 'inside' && code === OPEN ? object(source, at) : other(source, at);
    },
    endBefore: ({ text }, from, restart) => trimmedEnd(text, from, restart),
    restarts: ({ text }, from, end) => restartsIn(text, from, end),
  };
}
