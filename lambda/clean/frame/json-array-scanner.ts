import * as faults from '../faults.ts';
import { endOfCompound, endOfOther } from './json-extent.ts';
import { CLOSE_ARRAY, OPEN, OPEN_ARRAY } from './json-signs.ts';
import type { RecordScanner, Scan, ScanText } from './record-scanner.ts';

const isBetween = (code: number): boolean => code === 44 || code === 32 || code === 10 || code === 13 || code === 9;

import { walkLongJson } from './walk-long-json.ts';

/** Finds the records of a JSON array of objects; it remembers whether it stands before, in or behind the array. */
export interface JsonArrayScanner extends RecordScanner {
  readonly state: 'before' | 'inside' | 'behind';
  /** Arrays that were opened, one behind the other. */
  readonly arrays: number;
  /** Brackets `]` that closed nothing, because a comma and more followed. */
  readonly strayBrackets: number;
  /** Tells the scanner that the text up to here, which it called `skip`, was passed. */
  passed(text: string): void;
}

/** Braces that open a line or follow another record. */
const behindRecord = /(?<=[\n\r,}]\s{0,200})\{/g;
/** Those, and one that stands first in a broken array. */
const behindBracket = /(?<=(?:^|[\n\r,}])\s{0,200})\{/g;

function* restartsIn(text: string, from: number, end: number, pattern: RegExp): Generator<number> {
  for (const found of text.slice(from + 1, end).matchAll(pattern)) yield from + 1 + found.index;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && isBetween(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * Records of `[ {…}, {…} ]`. Commas between them may be missing or too many: no record is lost by that. Whatever is no object is a
 * record of its own, which the reader then refuses. A broken object ends with its line. Behind the closing bracket another array may
 * begin, as in exports that were joined; anything else there is a bad record.
 */
export function createJsonArrayScanner(): JsonArrayScanner {
  let state: JsonArrayScanner['state'] = 'before';
  let arrays = 0;
  let strayBrackets = 0;

  function other(source: ScanText, start: number): Scan {
    const { text, final, longest } = source;
    const end = endOfOther(text, start, Math.min(text.length, start + longest + 1));
    if (end - start > longest) return { kind: 'long', start, open: false };
    if (end === text.length && !final) return { kind: 'more' };
    return record(text, start, end);
  }

  function record(text: string, start: number, end: number): Scan {
    const contentEnd = trimmedEnd(text, start, end);
    const fault = faults.jsonBehindArray;
    if (state === 'behind') return { kind: 'bad', start, contentEnd, end, fault, cutFault: fault };
    return { kind: 'record', start, contentEnd, end };
  }

  /** A bracket that nothing closes: the record is what there is before the last place in it where another might begin. */
  function neverClosed(text: string, start: number, limit: number, longest: number): Scan {
    let end: number | undefined;
    for (const restart of restartsIn(text, start, limit, behindRecord)) end = restart;
    if (end === undefined) return { kind: 'long', start, open: true };
    const fault = faults.jsonSyntax(`a closing } within ${longest} characters`, limit - start, 1);
    return { kind: 'bad', start, contentEnd: trimmedEnd(text, start, end), end, fault, cutFault: fault };
  }

  function compound(source: ScanText, start: number): Scan {
    const { text, final, longest } = source;
    const { at, is } = endOfCompound(text, start, Math.min(text.length, start + longest + 1));
    if (at - start > longest) return neverClosed(text, start, at, longest);
    if (is === 'closed') return record(text, start, at);
    if (is === 'open' && !final) return { kind: 'more' };
    const brackets = text.charCodeAt(start) === OPEN ? 'a closing } for each {' : 'a closing ] for each [';
    const expected = is === 'text-broken' ? 'a closing quote before the end of the line' : brackets;
    const fault = faults.jsonSyntax(expected, at - start + 1, 1);
    return { kind: 'bad', start, contentEnd: trimmedEnd(text, start, at), end: at, fault, cutFault: fault };
  }

  /** A bracket closes the array, unless a comma and something that is no other array follow within the longest record. */
  function closeArray({ text, final, longest }: ScanText, start: number): Scan {
    const limit = Math.min(text.length, start + longest + 1);
    let at = start + 1;
    while (at < limit && isBetween(text.charCodeAt(at))) at++;
    if (at === text.length && !final && at - start <= longest) return { kind: 'more' };
    const goesOn = at < limit && text.charCodeAt(at) !== OPEN_ARRAY && text.slice(start, at).includes(',');
    const end = goesOn ? at : start + 1;
    return { kind: 'skip', start, contentEnd: end, end };
  }

  return {
    get state() {
      return state;
    },
    get arrays() {
      return arrays;
    },
    get strayBrackets() {
      return strayBrackets;
    },
    passed(text) {
      if (text.startsWith('[')) {
        state = 'inside';
        arrays++;
      } else if (text === ']') state = 'behind';
      else if (text.startsWith(']')) strayBrackets++;
    },
    scan(source, from) {
      const { text, final } = source;
      let at = from;
      while (at < text.length && isBetween(text.charCodeAt(at))) at++;
      if (at > from) return { kind: 'skip', start: from, contentEnd: at, end: at };
      if (at === text.length) return final ? { kind: 'skip', start: at, contentEnd: at, end: at } : { kind: 'more' };
      const code = text.charCodeAt(at);
      if (code === OPEN_ARRAY && state !== 'inside')
        return { kind: 'skip', start: at, contentEnd: at + 1, end: at + 1 };
      if (code === CLOSE_ARRAY && state === 'inside') return closeArray(source, at);
      return state !== 'before' && (code === OPEN || code === OPEN_ARRAY) ? compound(source, at) : other(source, at);
    },
    walkLong: walkLongJson,
    endBefore: ({ text }, from, restart) => trimmedEnd(text, from, restart),
    restarts: ({ text }, from, end) => {
      if (state === 'behind') return [];
      return restartsIn(text, from, end, text.charCodeAt(from) === OPEN_ARRAY ? behindBracket : behindRecord);
    },
  };
}
