import { byteAt } from './bytes.ts';

/** Whether an ASCII character is one that JavaScript's `trim` removes: tab to carriage return, and the blank. */
export function isBlank(byte: i32): bool {
  return byte === 32 || <u32>(byte - 9) < 5;
}

/**
 * Whether a character that `trim` removes, and that is not ASCII, begins here: U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F,
 * U+205F, U+3000 and U+FEFF (ECMAScript's WhiteSpace and LineTerminator).
 */
function isWideSpace(at: usize): bool {
  const first = byteAt(at);
  const second = byteAt(at + 1);
  const third = byteAt(at + 2);
  if (first === 0xc2) return second === 0xa0;
  if (first === 0xe1) return second === 0x9a && third === 0x80;
  if (first === 0xe3) return second === 0x80 && third === 0x80;
  if (first === 0xef) return second === 0xbb && third === 0xbf;
  if (first !== 0xe2) return false;
  if (second === 0x81) return third === 0x9f;
  return second === 0x80 && (third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf);
}

/** Whether sound UTF-8 begins or ends with white space that is not ASCII. @param end greater than `start` */
export function hasWideSpaceAround(start: usize, end: usize): bool {
  if (byteAt(start) >= 0xc2 && isWideSpace(start)) return true;
  if (byteAt(end - 1) < 0x80) return false;
  let last = end - 1;
  while (last > start && (byteAt(last) & 0xc0) === 0x80) last--;
  return isWideSpace(last);
}
