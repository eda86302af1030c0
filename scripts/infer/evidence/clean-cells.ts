import { Buffer } from 'node:buffer';
import type { ColumnEvidence } from './column-evidence.ts';

const [QUOTE, COMMA, LF] = [34, 44, 10];
const [seed, other] = [0x811c9dc5, 0x9e3779b9];
const [prime, factor] = [0x01000193, 0x85ebca6b];

/** Spreads a 32-bit hash over all of its bits (the finaliser of MurmurHash3, public domain). */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Hands one value over, with its hashes. */
export function addValue(evidence: ColumnEvidence, bytes: Buffer, start: number, end: number): void {
  let [first, second] = [seed, other];
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    first = Math.imul(first ^ byte, prime);
    second = Math.imul(second ^ byte, factor);
  }
  evidence.add(bytes, start, end, mix(first), mix(second));
}

/**
 * Reads lines of a clean file, whose form is known: RFC 4180, LF, null an empty field, `_row` last. One loop finds a value's end and its
 * hashes.
 * @param bytes whole lines, without the header
 * @param columns one for each field but the last
 */
export function readCleanCells(bytes: Buffer, columns: readonly ColumnEvidence[]): void {
  const { length } = bytes;
  const width = columns.length;
  for (let at = 0; at < length; ) {
    for (let index = 0; index < width; index++) {
      const evidence = columns[index];
      if (evidence === undefined) break;
      if (bytes[at] === QUOTE) {
        at = readQuoted(bytes, at, evidence);
        continue;
      }
      const start = at;
      if (evidence.isSettled) {
        while (bytes[at] !== COMMA && bytes[at] !== LF) at++;
        if (at === start) evidence.nulls++;
        else evidence.addSettled(bytes, start, at);
        at++;
        continue;
      }
      let [first, second] = [seed, other];
      for (let byte = bytes[at] ?? LF; byte !== COMMA && byte !== LF; byte = bytes[++at] ?? LF) {
        first = Math.imul(first ^ byte, prime);
        second = Math.imul(second ^ byte, factor);
      }
      if (at === start) evidence.nulls++;
      else evidence.add(bytes, start, at, mix(first), mix(second));
      at++;
    }
    while (at < length && bytes[at] !== LF) at++;
    at++;
  }
}

/** @returns where the next field begins */
function readQuoted(bytes: Buffer, open: number, evidence: ColumnEvidence): number {
  const start = open + 1;
  let end = bytes.indexOf(QUOTE, start);
  let doubled = false;
  while (bytes[end + 1] === QUOTE) {
    doubled = true;
    end = bytes.indexOf(QUOTE, end + 2);
  }
  if (!doubled) addValue(evidence, bytes, start, end);
  else {
    const value = Buffer.from(bytes.toString('utf8', start, end).replaceAll('""', '"'));
    addValue(evidence, value, 0, value.length);
  }
  return end + 2;
}
