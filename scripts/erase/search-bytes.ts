import { constants, createGunzip } from 'node:zlib';
import { sniffEncoding } from '../../lambda/clean/decode/sniff-encoding.ts';
import { takeHead } from '../../lambda/clean/decode/take-head.ts';
import { decodeWindows1252 } from '../../lambda/clean/decode/windows-1252.ts';

/** Whether bytes hold a text. `unsearchable`: they are compressed in a way, or damaged, so that nobody can say. */
export type Searched = 'found' | 'nothing' | 'unsearchable';

/** Gzip within gzip is undone this often. */
const mostLayers = 4;

/** Of what is compressed, as much as may become a thousand times as much in memory. */
const piece = 16_384;

/** Bytes that the encoding is found out from, as cleaning does. */
const headLength = 8192;

/** Each character's byte in windows-1252. */
const bytesOf1252 = new Map(
  [...decodeWindows1252(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)))].map((text, byte) => [text, byte]),
);

function utf32(text: string): Buffer {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, point] of points.entries()) bytes.writeUInt32LE(point, at * 4);
  return bytes;
}

/** As it stands in CSV, in JSON, and in JSON of ASCII alone. */
export function writtenForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = json.replace(/[^\0-\x7f]/g, escaped);
  const upper = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${escaped(unit).slice(2).toUpperCase()}`);
  return [...new Set([text, json, text.replaceAll('"', '""'), ascii, upper])];
}

/** The text in every encoding that a file may have. */
function needlesOf(text: string): Buffer[] {
  const narrow = [...text].map((character) => bytesOf1252.get(character));
  const wide = utf32(text);
  return [
    ...[Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()],
    ...[wide, Buffer.from(wide).swap32()],
    ...(narrow.includes(undefined) ? [] : [Buffer.from(narrow.flatMap((byte) => byte ?? []))]),
  ];
}

/** A search that remembers as much of the last chunk as a text may begin in. */
function createSearch(needles: readonly Buffer[]): { see(chunk: Uint8Array): void; readonly found: boolean } {
  const longest = Math.max(0, ...needles.map(({ length }) => length));
  let tail = Buffer.alloc(0);
  let found = false;
  return {
    see(chunk) {
      if (found) return;
      const bytes = Buffer.concat([tail, chunk]);
      found = needles.some((needle) => bytes.includes(needle));
      tail = bytes.subarray(Math.max(0, bytes.length - longest + 1));
    },
    get found() {
      return found;
    },
  };
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += piece) yield chunk.subarray(at, at + piece);
}

/** Inflates as far as it can be inflated. @param damaged called where it goes no further */
async function* gunzip(bytes: AsyncIterable<Uint8Array>, damaged: () => void): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ finishFlush: constants.Z_FINISH });
  const out: Uint8Array[] = [];
  let failed = false;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.on('data', (chunk: Uint8Array) => out.push(chunk));
  stream.on('error', () => (failed = true));
  try {
    for await (const chunk of inPieces(bytes)) {
      // A write that fails is never answered.
      const written = new Promise<void>((resolve) => stream.write(Uint8Array.from(chunk), () => resolve()));
      await Promise.race([written, closed]);
      yield* out.splice(0);
      // At a fault, or at an end with more behind it.
      failed ||= stream.destroyed;
      if (failed) break;
    }
    if (!stream.destroyed) stream.end();
    await closed;
    yield* out.splice(0);
    if (failed) damaged();
  } finally {
    stream.destroy();
  }
}

/** Bytes that are seen go on. */
async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    see(chunk);
    yield chunk;
  }
}

/** A mark that the engine refuses, and that text is found in all the same. */
const isUtf32 = (head: Buffer): boolean => ['fffe0000', '0000feff'].includes(head.subarray(0, 4).toString('hex'));

/**
 * Looks for texts in bytes that can't be read by rows: to their end, through gzip, in every encoding, wherever chunks are cut. It finds too much
 * rather than too little: a text within a longer word counts.
 * @param file its name, for the engine's messages
 * @returns what the source throws passes through
 */
export async function searchBytes(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  texts: readonly string[],
): Promise<Searched> {
  const needles = texts.flatMap(writtenForms).flatMap(needlesOf);
  let isDamaged = false;
  const searches: ReturnType<typeof createSearch>[] = [];
  let layer: AsyncIterable<Uint8Array> = bytes;
  for (let count = 0; ; count++) {
    const search = createSearch(needles);
    searches.push(search);
    const { head, all } = await takeHead(watched(layer, search.see), headLength);
    layer = all;
    const isZipped = head[0] === 0x1f && head[1] === 0x8b;
    if (isZipped && count < mostLayers) {
      layer = gunzip(all, () => (isDamaged = true));
      continue;
    }
    // What the engine calls binary may be compressed in a way of its own.
    isDamaged ||= !isUtf32(head) && 'finding' in sniffEncoding(head, undefined, file);
    break;
  }
  for await (const _ of layer) if (searches.some(({ found }) => found)) break;
  if (searches.some(({ found }) => found)) return 'found';
  return isDamaged ? 'unsearchable' : 'nothing';
}
