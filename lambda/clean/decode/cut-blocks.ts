import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { fileCut } from '../findings.ts';
import { type FileLog, isRefused } from './file-log.ts';
import type { Encoding } from './sniff-encoding.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** Bytes of one encoding. They may end anywhere, but never between the bytes of a character. */
export interface TextBlock {
  readonly bytes: Buffer;
  readonly is: 'ascii' | 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
  /** The bytes were not the UTF-8 that they should be, and are read as windows-1252. */
  readonly broken: boolean;
}

/** Whether the block's bytes are UTF-8 already. */
export const isSound = ({ is }: TextBlock): boolean => is === 'ascii' || is === 'utf-8';

/** The block's text. Nothing is replaced or dropped: it encodes back to its bytes. */
export function textOf({ bytes, is }: Pick<TextBlock, 'bytes' | 'is'>): string {
  if (is === 'ascii') return bytes.toString('latin1');
  if (is === 'utf-8') return bytes.toString('utf8');
  if (is === 'windows-1252') return decodeWindows1252(bytes);
  return (is === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
}

/** A line longer than this is decoded in pieces of this many bytes. */
const longest = 1_048_576;

/** Where the last whole line ends, 0 where none does; a CR at the very end waits for its LF. */
function lineEnd(bytes: Buffer): number {
  const behind = bytes.lastIndexOf(10) + 1;
  const rest = bytes.subarray(behind, Math.max(behind, bytes.length - 1));
  return behind + rest.lastIndexOf(13) + 1;
}

/** How much of a long line's first bytes can be decoded without cutting a character of UTF-8. */
function wholeCharacters(bytes: Buffer, end: number): number {
  let at = end;
  while (at > end - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at > end - 4 ? at : end;
}

/** Lines with their ends; long ones in the pieces that they would come in if their bytes came one by one. */
function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    while (end - start > longest + 4) {
      const cut = start + wholeCharacters(bytes.subarray(start), longest);
      yield bytes.subarray(start, cut);
      start = cut;
    }
    end += bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** Whole lines of UTF-8; a line that is not is read as windows-1252 on its own, so that the size of chunks changes nothing. */
function* utf8(bytes: Buffer): Generator<TextBlock> {
  if (isAscii(bytes)) yield { bytes, is: 'ascii', broken: false };
  else if (isUtf8(bytes)) yield { bytes, is: 'utf-8', broken: false };
  else {
    let from = 0;
    let at = 0;
    for (const line of linesOf(bytes)) {
      if (!isUtf8(line)) {
        if (from < at) yield { bytes: bytes.subarray(from, at), is: 'utf-8', broken: false };
        yield { bytes: line, is: 'windows-1252', broken: true };
        from = at + line.length;
      }
      at += line.length;
    }
    if (from < at) yield { bytes: bytes.subarray(from, at), is: 'utf-8', broken: false };
  }
}

/** Bytes of a character each UTF-8 lead byte announces; 1 for what is no lead. */
const announced = (byte: number): number => (byte < 0xc2 || byte > 0xf4 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

/** Whether the last bytes are UTF-8 whose last character was cut. */
function endsInHalf(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - 3));
  const lead = tail.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  const missing = lead >= 0 && announced(tail[lead] ?? 0) > tail.length - lead;
  return missing && isUtf8(bytes.subarray(0, bytes.length - tail.length + lead));
}

/** Whole units of UTF-16; a CR at the very end waits for its LF. */
function unitsEnd(bytes: Buffer, big: boolean): number {
  const end = bytes.length - (bytes.length % 2);
  if (end === 0) return 0;
  return (big ? bytes.readUInt16BE(end - 2) : bytes.readUInt16LE(end - 2)) === 13 ? end - 2 : end;
}

/**
 * Cuts bytes into blocks of one encoding. Where it cuts does not depend on the size of the chunks but for sound blocks, whose text
 * is the same wherever they are cut.
 * @param bytes the inflated bytes, from the first on
 * @param log gets a finding where UTF-16 ends in half a character, or UTF-8 that is certain to be UTF-8
 */
export async function* cutBlocks(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  log: FileLog,
): AsyncGenerator<TextBlock> {
  const { name } = encoding;
  const big = name === 'utf-16be';
  const wide = big || name === 'utf-16le';
  /** UTF-8 is declared, marked, or shows in a character of several bytes. */
  let isCertain = encoding.strict;
  function* cut(piece: Buffer): Generator<TextBlock> {
    if (name !== 'utf-8') yield { bytes: piece, is: name, broken: false };
    else {
      for (const block of utf8(piece)) {
        isCertain ||= block.is === 'utf-8' && !isAscii(block.bytes);
        yield block;
      }
    }
  }
  let skip = encoding.skip;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const whole = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const fresh = whole.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - fresh.length;
    const lineFeed = rest.length === 0 || wide ? -1 : fresh.indexOf(10);
    if (lineFeed >= 0) {
      // Only the line that was begun is copied; what comes behind it stays where it is.
      yield* cut(Buffer.concat([rest, fresh.subarray(0, lineFeed + 1)]));
      rest = fresh.subarray(lineFeed + 1);
    } else rest = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    const end = wide ? unitsEnd(rest, big) : lineEnd(rest);
    if (end > 0) {
      yield* cut(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    while (rest.length > longest + 4) {
      const end = name === 'utf-8' ? wholeCharacters(rest, longest) : longest;
      yield* cut(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  }
  const isHalf = name === 'utf-8' && endsInHalf(rest);
  isCertain ||= isHalf && !isAscii(rest.subarray(0, -3));
  const whole = wide ? rest.length - (rest.length % 2) : rest.length;
  if (whole > 0) yield* cut(rest.subarray(0, whole));
  if (isHalf && isCertain && !isRefused(log)) log.findings.push(fileCut({ file: log.file }, 'a whole last character'));
  if (whole < rest.length && !isRefused(log))
    log.findings.push(fileCut({ file: log.file }, 'two bytes for each character of UTF-16'));
}
