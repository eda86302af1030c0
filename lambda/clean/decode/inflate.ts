import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileCut, gzipDamaged, inflatesTooFar } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { FileLog } from './file-log.ts';
import { takeHead } from './take-head.ts';

/** Below this many bytes the ratio is not judged: a short file of equal rows compresses a thousandfold. */
const ratioFrom = 16 * 1024 ** 2;

/** Bytes that come out of zlib at once: its own 16 KiB cost more in handing on than in inflating. */
const inflatedChunk = 262_144;

async function* counted(bytes: AsyncIterable<Uint8Array>, log: FileLog): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    log.bytes += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
}

/** Streams read ahead, and chunks may be overwritten by then. */
async function* copies(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield Uint8Array.from(chunk);
}

const zlibCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
    ? error.code
    : undefined;

async function* gunzip(bytes: AsyncIterable<Uint8Array>, limits: Limits, log: FileLog): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: inflatedChunk });
  const source = Readable.from(copies(bytes), { objectMode: false });
  source.on('error', (error) => stream.destroy(error));
  source.pipe(stream);
  let out = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      out += chunk.length;
      const ratio = out > ratioFrom && out > log.bytes * limits.inflateRatio;
      if (ratio || out > limits.inflatedBytes) {
        const limit = ratio ? `${limits.inflateRatio} times its size` : `${limits.inflatedBytes} bytes`;
        log.findings.push(inflatesTooFar({ file: log.file }, limit));
        return;
      }
      yield chunk;
    }
  } catch (error) {
    const code = zlibCode(error);
    if (code === undefined) throw error;
    const place = { file: log.file };
    log.findings.push(code === 'Z_BUF_ERROR' ? fileCut(place, 'the end of the gzip stream') : gzipDamaged(place));
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/**
 * Undoes gzip (one member or several), known by its first bytes; other bytes pass as they are.
 * @param log gets the sizes, and a finding where the stream is cut, damaged or inflates beyond the limits: the stream then ends
 * @returns the inflated bytes; what the source throws passes through
 */
export async function* inflate(
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits,
  log: FileLog,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await takeHead(counted(bytes, log), 3);
  const zipped = head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
  log.compression = zipped ? 'gzip' : 'none';
  for await (const chunk of zipped ? gunzip(all, limits, log) : all) {
    log.inflatedBytes += chunk.length;
    yield chunk;
  }
}
