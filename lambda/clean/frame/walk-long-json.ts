import { BACKSLASH, CLOSE, CLOSE_ARRAY, COMMA, isLineEnd, OPEN, OPEN_ARRAY, QUOTE } from './json-signs.ts';

/** Deeper nesting is nothing that somebody means, and remembering it takes memory: it ends with its line. */
const deepest = 10_000;

/**
 * Makes the walker of one item of a JSON array that is too long to be held: it is told the item's pieces in order.
 * @returns a function that says where in its piece the item ends, closed or broken; undefined: it goes on
 */
export function walkLongJson(): (piece: string) => number | undefined {
  const closers: number[] = [];
  let inText = false;
  let isEscaped = false;
  let isFirst = true;

  /** @returns whether the item ends before the sign, or behind it */
  function meet(code: number): 'before' | 'behind' | undefined {
    if (closers.length > deepest) return isLineEnd(code) ? 'before' : undefined;
    if (inText) {
      if (isEscaped) isEscaped = false;
      else if (code === BACKSLASH) isEscaped = true;
      else if (code === QUOTE) inText = false;
      else if (isLineEnd(code)) return 'before';
      return undefined;
    }
    const outside = closers.length === 0 && !isFirst;
    if (outside && (code === COMMA || code === OPEN || code === OPEN_ARRAY || code === CLOSE_ARRAY || isLineEnd(code)))
      return 'before';
    if (code === QUOTE) inText = true;
    else if (code === OPEN || code === OPEN_ARRAY) {
      closers.push(code === OPEN ? CLOSE : CLOSE_ARRAY);
    } else if ((code === CLOSE || code === CLOSE_ARRAY) && closers.length > 0) {
      if (closers.pop() !== code) return 'before';
      if (closers.length === 0) return 'behind';
    }
    return undefined;
  }

  return (piece) => {
    for (let at = 0; at < piece.length; at++) {
      const ends = meet(piece.charCodeAt(at));
      if (ends !== undefined) return ends === 'before' ? at : at + 1;
      isFirst = false;
    }
    return undefined;
  };
}
