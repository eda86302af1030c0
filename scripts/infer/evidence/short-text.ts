import type { Buffer } from 'node:buffer';

/** Longer values are no names of categories: of them only the beginning is kept. */
const longest = 200;
const cut = '…';

/** A value's text; of more than 200 bytes the beginning, with an ellipsis behind it. */
export function shortText(bytes: Buffer, start: number, end: number): string {
  if (end - start <= longest) return bytes.toString('utf8', start, end);
  let last = start + longest;
  // A character of several bytes is not cut in two.
  while (((bytes[last] ?? 0) & 0xc0) === 0x80) last--;
  return bytes.toString('utf8', start, last) + cut;
}

/** Whether a text is the beginning of a longer value. */
export const isCut = (text: string): boolean => text.endsWith(cut);
