import { byteAt, isDigitAt } from '../bytes.ts';

const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const ZERO = 48;
const BACKSLASH = 92;

function digitsEnd(from: usize): usize {
  let at = from;
  while (isDigitAt(at)) at++;
  return at;
}

/** Where the number that begins at `from` ends (RFC 8259, section 6); 0: there is none. */
export function numberEnd(from: usize): usize {
  const first = byteAt(from) === MINUS ? from + 1 : from;
  let at = byteAt(first) === ZERO ? first + 1 : digitsEnd(first);
  if (at === first) return 0;
  if (byteAt(at) === POINT) {
    const end = digitsEnd(at + 1);
    if (end === at + 1) return 0;
    at = end;
  }
  if ((byteAt(at) | 0x20) !== 0x65) return at;
  const sign = byteAt(at + 1) === PLUS || byteAt(at + 1) === MINUS ? at + 2 : at + 1;
  const end = digitsEnd(sign);
  return end === sign ? 0 : end;
}

/** What a character behind a backslash stands for (RFC 8259, section 7); 0: none, or more than one byte. */
function meaningOf(byte: i32): i32 {
  switch (byte) {
    case 34:
    case 92:
    case 47:
      return byte;
    case 98:
      return 8;
    case 102:
      return 12;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    default:
      return 0;
  }
}

/** Copies a text, its escapes undone. @returns where the copy ends; 0 where one is no escape or stands for a code unit */
export function undoEscapes(start: usize, end: usize, target: usize): usize {
  let to = target;
  for (let at = start; at < end; at++) {
    let byte = byteAt(at);
    if (byte === BACKSLASH) {
      byte = meaningOf(byteAt(++at));
      if (byte === 0) return 0;
    }
    store<u8>(to++, <u8>byte);
  }
  return to;
}
