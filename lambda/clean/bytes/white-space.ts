import type { Buffer } from 'node:buffer';

/**
 * Whether a character that JavaScript's `trim` removes, and that is not ASCII, begins here: U+00A0, U+1680, U+2000 to U+200A, U+2028,
 * U+2029, U+202F, U+205F, U+3000 and U+FEFF (ECMAScript's WhiteSpace and LineTerminator).
 */
function isWideSpace(bytes: Buffer, at: number): boolean {
  const [first = 0, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xc2) return second === 0xa0;
  if (first === 0xe1) return second === 0x9a && third === 0x80;
  if (first === 0xe3) return second === 0x80 && third === 0x80;
  if (first === 0xef) return second === 0xbb && third === 0xbf;
  if (first !== 0xe2) return false;
  if (second === 0x81) return third === 0x9f;
  return second === 0x80 && (third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf);
}

/** What a byte at a value's end asks for: 1: it is white space; 2: a look at its character. */
export const edgeClasses = new Uint8Array(256);
for (const byte of [9, 10, 11, 12, 13, 32]) edgeClasses[byte] = 1;
edgeClasses.fill(2, 0x80);

/** Whether sound UTF-8 begins or ends with white space that is not ASCII. @param end greater than `start` */
export function hasWideSpaceAround(bytes: Buffer, start: number, end: number): boolean {
  if ((bytes[start] ?? 0) >= 0xc2 && isWideSpace(bytes, start)) return true;
  if ((bytes[end - 1] ?? 0) < 0x80) return false;
  let last = end - 1;
  while (last > start && ((bytes[last] ?? 0) & 0xc0) === 0x80) last--;
  return isWideSpace(bytes, last);
}
