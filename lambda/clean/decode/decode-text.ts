import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { fileCut } from '../findings.ts';
import type { FileLog } from './file-log.ts';
import type { Encoding } from './sniff-encoding.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** A piece of text. It may end anywhere, but never between the bytes of a character. */
export interface TextBlock {
  readonly text: string;
  /** How many bytes a character was, for places: `utf8` varies, `single` is one, `double` is two. */
  readonly width: 'utf8' | 'single' | 'double';
  /** The bytes were not the UTF-8 that they should be, and were read as windows-1252. */
  readonly broken: boolean;
}

/** A line longer than this is decoded in pieces of this many bytes. */
const longest = 1_048_576;

const single = (bytes: Buffer): TextBlock => ({ text: decodeWindows1252(bytes), width: 'single', broken: false });

/** Where the last whole line ends; a CR at the very end waits for its LF. */
const lineEnd = (bytes: Buffer): number =>
  Math.max(bytes.lastIndexOf(10), bytes.length < 2 ? -1 : bytes.lastIndexOf(13, bytes.length - 2)) + 1;

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
  if (isAscii(bytes)) yield { text: bytes.toString('latin1'), width: 'single', broken: false };
  else if (isUtf8(bytes)) yield { text: bytes.toString('utf8'), width: 'utf8', broken: false };
  else {
    for (const line of linesOf(bytes)) {
      if (isUtf8(line)) yield { text: line.toString('utf8'), width: 'utf8', broken: false };
      else yield { ...single(line), broken: true };
    }
  }
}

function* double(bytes: Buffer, big: boolean): Generator<TextBlock> {
  const little = big ? Buffer.from(bytes).swap16() : bytes;
  yield { text: little.toString('utf16le'), width: 'double', broken: false };
}

/** Whole units of UTF-16; a CR at the very end waits for its LF. */
function unitsEnd(bytes: Buffer, big: boolean): number {
  const end = bytes.length - (bytes.length % 2);
  if (end === 0) return 0;
  return (big ? bytes.readUInt16BE(end - 2) : bytes.readUInt16LE(end - 2)) === 13 ? end - 2 : end;
}

/**
 * Turns bytes into text. Nothing is replaced or dropped: every block's text encodes back to its bytes.
 * @param bytes the inflated bytes, from the first on
 * @param log gets a finding where UTF-16 ends in half a character
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  log: FileLog,
): AsyncGenerator<TextBlock> {
  const wide = encoding.name === 'utf-16le' || encoding.name === 'utf-16be';
  const big = encoding.name === 'utf-16be';
  const decode = (piece: Buffer): Iterable<TextBlock> => {
    if (wide) return double(piece, big);
    return encoding.name === 'utf-8' ? utf8(piece) : [single(piece)];
  };
  let skip = encoding.skip;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const fresh = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - fresh.length;
    rest = rest.length === 0 ? Buffer.from(fresh.buffer, fresh.byteOffset, fresh.length) : Buffer.concat([rest, fresh]);
    const end = wide ? unitsEnd(rest, big) : lineEnd(rest);
    if (end > 0) {
      yield* decode(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    while (rest.length > longest + 4) {
      const cut = encoding.name === 'utf-8' ? wholeCharacters(rest, longest) : longest;
      yield* decode(rest.subarray(0, cut));
      rest = rest.subarray(cut);
    }
  }
  const whole = wide ? rest.length - (rest.length % 2) : rest.length;
  if (whole > 0) yield* decode(rest.subarray(0, whole));
  if (whole < rest.length) log.findings.push(fileCut({ file: log.file }, 'two bytes for each character of UTF-16'));
}
