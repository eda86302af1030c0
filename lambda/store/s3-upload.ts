import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { fromS3Error } from './s3-error.ts';
import { PieceMemory, pieces } from './s3-pieces.ts';

/** Where an object goes. */
export interface UploadTarget {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  /** The bucket as messages show it. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What S3 tells of the object that it now has. */
export interface Uploaded {
  readonly VersionId: string | undefined;
  readonly ETag: string | undefined;
  readonly size: number;
}

export interface UploadCondition {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** One connection to S3 takes about 90 MB/s: three are more than the network gives a function. Memory holds as many, and the next. */
const mostInFlight = 3;

/** @throws the signal's reason when it has aborted, otherwise what S3 said */
function fail({ name, key, signal }: UploadTarget, error: unknown): never {
  signal?.throwIfAborted();
  throw fromS3Error(error, name, key, 'write');
}

const noted = ({ metadata }: UploadTarget) => (metadata === undefined ? {} : { Metadata: { ...metadata } });

const abortedBy = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

async function putWhole(target: UploadTarget, body: Uint8Array, condition: UploadCondition): Promise<Uploaded> {
  const { client, bucket, key, signal } = target;
  const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...noted(target), ...condition });
  try {
    const { VersionId, ETag } = await client.send(put, abortedBy(signal));
    return { VersionId, ETag, size: body.length };
  } catch (error) {
    return fail(target, error);
  }
}

/** One piece. What S3 says of it, its checksum too, is what it wants to hear when the object is completed. */
async function putPiece(
  target: UploadTarget,
  UploadId: string | undefined,
  PartNumber: number,
  piece: Uint8Array,
  signal: AbortSignal,
): Promise<CompletedPart> {
  const { client, bucket, key } = target;
  const command = new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber, Body: piece });
  try {
    const { ETag, ChecksumCRC32 } = await client.send(command, { abortSignal: signal });
    return { ETag, PartNumber, ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }) };
  } catch (error) {
    return fail(target, error);
  }
}

/** Uploads pieces, few at a time. When one fails, the others are stopped, and nothing is under way any more when this throws. */
async function putPieces(
  target: UploadTarget,
  uploadId: string | undefined,
  body: AsyncIterable<Buffer>,
  memory: PieceMemory,
): Promise<{ parts: CompletedPart[]; size: number }> {
  const stop = new AbortController();
  const signal = target.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, target.signal]);
  const parts: CompletedPart[] = [];
  // A piece that failed stays in here, where the next to wait meets it.
  const inFlight = new Set<Promise<void>>();
  let [count, size] = [0, 0];
  try {
    for await (const piece of body) {
      const number = ++count;
      const put = putPiece(target, uploadId, number, piece, signal).then((part) => {
        parts[number - 1] = part;
        memory.giveBack(piece);
        inFlight.delete(put);
      });
      put.catch(() => undefined);
      inFlight.add(put);
      size += piece.length;
      if (inFlight.size >= mostInFlight) await Promise.race(inFlight);
    }
    await Promise.all(inFlight);
    return { parts, size };
  } catch (error) {
    stop.abort();
    await Promise.allSettled(inFlight);
    throw error;
  }
}

/** What was uploaded costs money until it is aborted; if even that fails twice, the bucket's lifecycle rule does it. */
async function abortUpload({ client, bucket, key }: UploadTarget, UploadId: string | undefined): Promise<void> {
  const abort = () => client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId }));
  await abort().catch(() => abort().catch(() => undefined));
}

async function putInPieces(
  target: UploadTarget,
  body: AsyncIterable<Buffer>,
  memory: PieceMemory,
  condition: UploadCondition,
): Promise<Uploaded> {
  const { client, bucket, key, signal } = target;
  const where = { Bucket: bucket, Key: key };
  const create = new CreateMultipartUploadCommand({ ...where, ...noted(target), ChecksumAlgorithm: 'CRC32' });
  const { UploadId } = await client.send(create, abortedBy(signal)).catch((error: unknown) => fail(target, error));
  try {
    const { parts, size } = await putPieces(target, UploadId, body, memory);
    const MultipartUpload = { Parts: parts };
    const complete = new CompleteMultipartUploadCommand({ ...where, UploadId, MultipartUpload, ...condition });
    const { VersionId, ETag } = await client
      .send(complete, abortedBy(signal))
      .catch((error: unknown) => fail(target, error));
    return { VersionId, ETag, size };
  } catch (error) {
    await abortUpload(target, UploadId);
    throw error;
  }
}

async function* rest(first: readonly Buffer[], others: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  yield* others;
}

/**
 * Writes an object of any length: in one request when it fits a piece, in a multipart upload otherwise. All or nothing.
 * @throws StoreError `conflict` when the condition no longer holds; what the body throws, and the signal's reason, pass through
 */
export async function uploadObject(
  target: UploadTarget,
  body: AsyncIterable<Uint8Array> | Uint8Array,
  condition: UploadCondition,
): Promise<Uploaded> {
  const memory = new PieceMemory();
  const source = pieces(body, memory);
  const first = await source.next();
  const second = await source.next();
  if (first.done === true || second.done === true) {
    return putWhole(target, first.done === true ? new Uint8Array() : first.value, condition);
  }
  return putInPieces(target, rest([first.value, second.value], source), memory, condition);
}
