import type { Buffer } from 'node:buffer';
import type { EncodingReport } from '../file-report.ts';
import { binaryFile, type CleanFinding, encodingMismatch } from '../findings.ts';

export type EncodingName = EncodingReport['name'];

/** How a file's bytes become text. */
export interface Encoding {
  readonly name: EncodingName;
  readonly from: EncodingReport['from'];
  /** Bytes of the byte order mark. */
  readonly skip: number;
  /** UTF-8 was declared: bytes that are not are a fault of their record. Otherwise the line is read as windows-1252. */
  readonly strict: boolean;
}

const marks: readonly (readonly [EncodingName, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const signatures: readonly (readonly [string, string, string?])[] = [
  ['gzip inside gzip', '\x1f\x8b\x08', 'compress it once'],
  // Before UTF-16, whose mark the first of the two begins with.
  ['UTF-32', '\xff\xfe\0\0', 'save it as UTF-8'],
  ['UTF-32', '\0\0\xfe\xff', 'save it as UTF-8'],
  ['a ZIP archive (an Excel workbook is one)', 'PK\x03\x04'],
  ['an old Excel workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['a PDF', '%PDF-'],
  ['Parquet', 'PAR1'],
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['an SQLite database', 'SQLite format 3\0'],
  ['a zstd archive', '\x28\xb5\x2f\xfd'],
  ['a bzip2 archive', 'BZh91AY'],
  ['an xz archive', '\xfd7zXZ\0'],
];

const longestSignature = Math.max(...signatures.map(([, start]) => start.length));

function declaredName(declared: string | undefined): EncodingName | undefined {
  const name = declared?.toLowerCase();
  if (name === 'utf-8' || name === 'utf-16le' || name === 'utf-16be') return name;
  // The web's latin1 is windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels); the two differ in C1 controls only.
  return name === 'windows-1252' || name === 'latin1' ? 'windows-1252' : undefined;
}

/** How the bytes without a mark contradict the declared encoding, if they do: text of UTF-16 has zeros, at least in its line endings. */
function contradiction(head: Buffer, wanted: EncodingName): string | undefined {
  const wide = looksLikeUtf16(head);
  if (wide !== undefined) return wide === wanted ? undefined : `zeros as ${wide} has them`;
  const isWide = wanted === 'utf-16le' || wanted === 'utf-16be';
  return isWide && head.length >= 8 && !head.includes(0) ? 'no zero, which its line endings have' : undefined;
}

/** UTF-16 without a mark shows in western text: every second byte is zero. */
function looksLikeUtf16(head: Buffer): EncodingName | undefined {
  if (!head.includes(0)) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at + 1 < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = head.length / 2;
  if (head.length < 8) return undefined;
  if (odd > most * 0.6 && even < most * 0.05) return 'utf-16le';
  return even > most * 0.6 && odd < most * 0.05 ? 'utf-16be' : undefined;
}

/** 1 for control characters that text does not have; it may have escapes, and Hive's and ASCII's separators. */
const controls = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0 || (byte > 3 && byte < 9) || (byte > 13 && byte < 28 && byte !== 27) ? 1 : 0,
);

function countControls(head: Buffer): number {
  let count = 0;
  // By index: an iterator over bytes takes ten times as long.
  for (let at = 0; at < head.length; at++) count += controls[head[at] ?? 0] ?? 0;
  return count;
}

/**
 * Finds out how a file is encoded: a byte order mark, then what the schema declares, then the content.
 * @param head the file's first bytes, some thousand
 * @param declared the dialect's `encoding`
 * @returns the encoding, or why the file is refused
 */
export function sniffEncoding(
  head: Buffer,
  declared: string | undefined,
  file: string,
): { encoding: Encoding } | { finding: CleanFinding } {
  const wanted = declaredName(declared);
  const latin = head.toString('latin1', 0, longestSignature);
  const signature = signatures.find(([, start]) => latin.startsWith(start));
  if (signature !== undefined) return { finding: binaryFile({ file }, signature[0], signature[2]) };
  const mark = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (mark !== undefined) {
    const [name, { length }] = mark;
    const mismatch = wanted !== undefined && wanted !== name;
    if (mismatch) return { finding: encodingMismatch({ file, line: 1 }, wanted, `a byte order mark of ${name}`) };
    return { encoding: { name, from: 'byte-order-mark', skip: length, strict: true } };
  }
  const found = wanted === undefined ? undefined : contradiction(head, wanted);
  if (wanted !== undefined && found !== undefined)
    return { finding: encodingMismatch({ file, line: 1 }, wanted, found) };
  if (wanted !== undefined) return { encoding: { name: wanted, from: 'declared', skip: 0, strict: true } };
  const wide = looksLikeUtf16(head);
  if (wide !== undefined) return { encoding: { name: wide, from: 'content', skip: 0, strict: false } };
  const share = countControls(head) / head.length;
  if (head.length >= 32 && share > 0.1) {
    return { finding: binaryFile({ file }, `${Math.round(share * 100)} % control characters`) };
  }
  return { encoding: { name: 'utf-8', from: 'content', skip: 0, strict: false } };
}
