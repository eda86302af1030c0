import type { Buffer } from 'node:buffer';

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

function digitsEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
}

/** Where the number that begins at `from` ends (RFC 8259, section 6); -1: there is none. */
export function numberEnd(bytes: Buffer, from: number): number {
  const first = bytes[from] === 45 ? from + 1 : from;
  let at = bytes[first] === 48 ? first + 1 : digitsEnd(bytes, first);
  if (at === first) return -1;
  if (bytes[at] === 46) {
    const end = digitsEnd(bytes, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (((bytes[at] ?? 0) | 0x20) !== 0x65) return at;
  const sign = bytes[at + 1] === 43 || bytes[at + 1] === 45 ? at + 2 : at + 1;
  const end = digitsEnd(bytes, sign);
  return end === sign ? -1 : end;
}

/** What a character behind a backslash stands for (RFC 8259, section 7); 0: none, or more than one byte. */
const meanings = new Uint8Array(128);
for (const [name, meaning] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'].map((pair) => [...pair])) {
  meanings[name?.charCodeAt(0) ?? 0] = meaning?.charCodeAt(0) ?? 0;
}

/** Copies a text, its escapes undone. @returns where the copy ends; -1 where one is no escape or stands for a code unit */
export function unescapeText(bytes: Buffer, start: number, end: number, target: Buffer, from: number): number {
  let at = from;
  for (let index = start; index < end; index++) {
    let byte = bytes[index] ?? 0;
    if (byte === 92) {
      byte = meanings[bytes[++index] ?? 0] ?? 0;
      if (byte === 0) return -1;
    }
    target[at++] = byte;
  }
  return at;
}
