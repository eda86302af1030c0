import { BACKSLASH, CLOSE, CLOSE_ARRAY, COLON, COMMA, isLineEnd, OPEN, OPEN_ARRAY, QUOTE } from './json-signs.ts';

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Index of the quote that closes the one at `from`; of the line ending before it, where text has none; or `limit`. */
function endOfString(text: string, from: number, limit: number): number {
  for (let at = from + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE || isLineEnd(code)) return at;
  }
  return limit;
}

/** Whether an object or array may begin behind `before`, the sign before it, inside what `closer` closes. */
const mayOpen = (closer: number | undefined, before: number): boolean =>
  closer === undefined || (closer === CLOSE ? before === COLON : before === COMMA || before === OPEN_ARRAY);

/**
 * Where the noise of several braces ends: before the last if that can open an object, else behind it.
 * @returns undefined when more may come behind `limit`
 */
function endOfBraces(text: string, from: number, limit: number): number | undefined {
  let last = from;
  for (let at = from + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN) last = at;
    else if (!isSpace(code)) return code === QUOTE || code === CLOSE ? last : at;
  }
  return undefined;
}

/**
 * Walks the object or array that begins at `from`. It looks at brackets only, but an object that begins where none can ends it: so it
 * breaks near to where it is broken.
 * @returns where it ends, or where and how it breaks; `open`: it goes on at `limit`
 */
export function endOfCompound(
  text: string,
  from: number,
  limit: number,
): { at: number; is: 'closed' | 'text-broken' | 'bracket-wrong' | 'open' } {
  const closers: number[] = [];
  let before = 0;
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) continue;
    const behind = before;
    before = code;
    if (code === QUOTE) {
      at = endOfString(text, at, limit);
      if (at < limit && isLineEnd(text.charCodeAt(at))) return { at, is: 'text-broken' };
    } else if (code === OPEN && !mayOpen(closers.at(-1), behind)) {
      const end = endOfBraces(text, at, limit);
      return end === undefined ? { at: limit, is: 'open' } : { at: end, is: 'bracket-wrong' };
    } else if (code === OPEN) closers.push(CLOSE);
    else if (code === OPEN_ARRAY) closers.push(CLOSE_ARRAY);
    else if (code === CLOSE || code === CLOSE_ARRAY) {
      if (closers.pop() !== code) return { at, is: 'bracket-wrong' };
      if (closers.length === 0) return { at: at + 1, is: 'closed' };
    }
  }
  return { at: limit, is: 'open' };
}

/** Where a number, text, word or stray sign ends: before a comma, line ending or bracket that is not in its quotes. */
export function endOfOther(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at, limit);
    else if (at === from) continue;
    else if (code === COMMA || code === OPEN || code === OPEN_ARRAY || code === CLOSE_ARRAY) return at;
    if (at < limit && isLineEnd(text.charCodeAt(at))) return at;
  }
  return limit;
}
