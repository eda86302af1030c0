import { byteAt } from './bytes.ts';

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/** Writes text as a field in quotes, each quote in it doubled (RFC 4180, section 2). @returns where the field ends */
export function writeQuoted(start: usize, end: usize, out: usize): usize {
  let at = out;
  store<u8>(at++, QUOTE);
  for (let from = start; from < end; from++) {
    const byte = byteAt(from);
    if (byte === QUOTE) store<u8>(at++, QUOTE);
    store<u8>(at++, <u8>byte);
  }
  store<u8>(at++, QUOTE);
  return at;
}

/** Writes text as a field, in quotes where RFC 4180 wants them. @returns where the field ends */
export function writeField(start: usize, end: usize, out: usize): usize {
  let at = out;
  for (let from = start; from < end; from++) {
    const byte = byteAt(from);
    if (byte === QUOTE || byte === COMMA || byte === LF || byte === CR) return writeQuoted(start, end, out);
    store<u8>(at++, <u8>byte);
  }
  return at;
}
