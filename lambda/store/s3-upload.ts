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

/** Where an object goes. */
export interface UploadTarget {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  /** The bucket as messages show it. */
  readonly name: string;
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

/** Bytes per part: S3 takes 10,000 parts of 5 MiB at least, so 156 GiB fit, and memory holds one part. */
const pieceBytes = 16 * 1024 ** 2;

/** Joins chunks to pieces of one size; the last may be shorter. An empty body is one empty piece. */
async function* pieces(body: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  const chunks = body instanceof Uint8Array ? [body] : body;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let given = false;
  for await (let chunk of chunks) {
    while (size + chunk.length >= pieceBytes) {
      const room = pieceBytes - size;
      yield Buffer.concat([...waiting, chunk.subarray(0, room)]);
      chunk = chunk.subarray(room);
      [waiting, size, given] = [[], 0, true];
    }
    waiting.push(chunk);
    size += chunk.length;
  }
  if (size > 0 || !given) yield Buffer.concat(waiting);
}

async function putWhole(
  { client, bucket, key, name }: UploadTarget,
  body: Uint8Array,
  condition: UploadCondition,
): Promise<Uploaded> {
  try {
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...condition });
    const { VersionId, ETag } = await client.send(put);
    return { VersionId, ETag, size: body.length };
  } catch (error) {
    throw fromS3Error(error, name, key, 'write');
  }
}

async function putPieces(
  target: UploadTarget,
  uploadId: string | undefined,
  body: AsyncIterable<Uint8Array>,
): Promise<{ parts: CompletedPart[]; size: number }> {
  const { client, bucket, key, name } = target;
  const parts: CompletedPart[] = [];
  let size = 0;
  for await (const piece of body) {
    const PartNumber = parts.length + 1;
    const command = new UploadPartCommand({ Bucket: bucket, Key: key, UploadId: uploadId, PartNumber, Body: piece });
    const { ETag } = await client.send(command).catch((error: unknown) => {
      throw fromS3Error(error, name, key, 'write');
    });
    parts.push({ ETag, PartNumber });
    size += piece.length;
  }
  return { parts, size };
}

async function putInParts(
  target: UploadTarget,
  body: AsyncIterable<Uint8Array>,
  condition: UploadCondition,
): Promise<Uploaded> {
  const { client, bucket, key, name } = target;
  const where = { Bucket: bucket, Key: key };
  const fail = (error: unknown) => fromS3Error(error, name, key, 'write');
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(where)).catch((error: unknown) => {
    throw fail(error);
  });
  try {
    const { parts, size } = await putPieces(target, UploadId, body);
    const complete = new CompleteMultipartUploadCommand({
      ...where,
      UploadId,
      MultipartUpload: { Parts: parts },
      ...condition,
    });
    const { VersionId, ETag } = await client.send(complete).catch((error: unknown) => {
      throw fail(error);
    });
    return { VersionId, ETag, size };
  } catch (error) {
    // What was uploaded costs money until it is aborted; if even that fails, the bucket's lifecycle rule does it.
    await client.send(new AbortMultipartUploadCommand({ ...where, UploadId })).catch(() => undefined);
    throw error;
  }
}

async function* rest(first: readonly Uint8Array[], others: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* others;
}

/**
 * Writes an object of any length: in one request when it fits a piece, in a multipart upload otherwise. All or nothing.
 * @throws StoreError `conflict` when the condition no longer holds; what the body throws passes through
 */
export async function uploadObject(
  target: UploadTarget,
  body: AsyncIterable<Uint8Array> | Uint8Array,
  condition: UploadCondition,
): Promise<Uploaded> {
  const source = pieces(body);
  const first = await source.next();
  const second = await source.next();
  if (first.done === true || second.done === true) {
    return putWhole(target, first.done === true ? new Uint8Array() : first.value, condition);
  }
  return putInParts(target, rest([first.value, second.value], source), condition);
}
