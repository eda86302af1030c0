import { byteAt } from './bytes.ts';

/**
 * Whether sound UTF-8 is surely in NFC, by the first two bytes of each character: only characters that no composition makes or takes
 * part in are let through. A test asks every code point.
 * @returns false also for much that is in NFC; `normalize` knows
 */
export function isSurelyComposed(start: usize, end: usize): bool {
  for (let at = start; at < end; ) {
    const first = byteAt(at);
    if (first < 0x80) at = skipAscii(at);
    else if (first < 0xe0) {
      // U+0080 to U+02FF, Greek from U+0388 on, Cyrillic up to U+047F.
      const isSafe = first <= 0xcb || (first === 0xce && byteAt(at + 1) > 0x87) || (first >= 0xcf && first <= 0xd1);
      if (!isSafe) return false;
      at += 2;
    } else if (first < 0xf0) {
      if (!isSafeTriple(first, byteAt(at + 1), byteAt(at + 2))) return false;
      at += 3;
    } else {
      // U+1F000 to U+1FFFF: pictures.
      if (first !== 0xf0 || byteAt(at + 1) !== 0x9f) return false;
      at += 4;
    }
  }
  return true;
}

function isSafeTriple(first: i32, second: i32, third: i32): bool {
  // U+4000 to U+9FFF: ideographs.
  if (first >= 0xe4 && first <= 0xe9) return true;
  // U+AC00 to U+CFFF and U+D000 to U+D77F: syllables of Hangul; what could join them is not let through.
  if (first === 0xea) return second >= 0xb0;
  if (first === 0xeb || first === 0xec) return true;
  if (first === 0xed) return second < 0x9e;
  // U+2002 to U+203F: dashes, quotes, bullets; U+2080 to U+20BF: currencies.
  if (first === 0xe2) return (second === 0x80 && third >= 0x82) || second === 0x82;
  // U+3041 to U+30FF: kana, without the marks that join them.
  if (first === 0xe3)
    return second === 0x81 || second === 0x83 || (second === 0x82 && third !== 0x99 && third !== 0x9a);
  return false;
}

/** The place of the next byte that is not ASCII, or one that is less than 16 bytes behind the end. */
function skipAscii(from: usize): usize {
  const high = i8x16.bitmask(v128.load(from));
  return from + (high === 0 ? 16 : ctz(high));
}

/** How many characters (code points) sound UTF-8 has: bytes that do not go on with one, which are 0x80 to 0xbf. */
export function countCharacters(start: usize, end: usize): i32 {
  const firstOthers = i8x16.splat(-64);
  let characters = <i32>(end - start);
  for (let at = start; at < end; at += 16) {
    const inside = end - at >= 16 ? 0xffff : (1 << (<i32>(end - at))) - 1;
    characters -= popcnt(i8x16.bitmask(i8x16.lt_s(v128.load(at), firstOthers)) & inside);
  }
  return characters;
}
