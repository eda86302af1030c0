import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { fromS3Error } from './s3-error.ts';
import { brokenOff, unavailable } from './store-errors.ts';

/** Which object, and at which version: neither changes while it is read. */
export interface DownloadSource {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  /** The bucket as messages show it. */
  readonly name: string;
  readonly which: Pick<GetObjectCommandInput, 'IfMatch' | 'VersionId'>;
  readonly signal?: AbortSignal | undefined;
}

/** So often may the body break off before it has come this much further. */
const [mostBreaks, progressBytes] = [5, 1024 ** 2];
/** Milliseconds before the first new try; doubled for each further one, and a random part of it, so that readers don't come back together. */
const firstPause = 100;

const pauseAfter = (breaks: number): number => Math.random() * firstPause * 2 ** (breaks - 1);

/** Asks for the object from a byte on. */
async function request(
  { client, bucket, key, name, which, signal }: DownloadSource,
  from: number,
): Promise<GetObjectCommandOutput> {
  const range = from === 0 ? {} : { Range: `bytes=${from}-` };
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...which, ...range });
  try {
    return await client.send(command, signal === undefined ? {} : { abortSignal: signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw fromS3Error(error, name, key, 'read');
  }
}

/** The whole object's size, by the answer to a request from this byte on; undefined where the answer is not what was asked for. */
function sizeBy(
  { ContentLength: length, ContentRange: range }: GetObjectCommandOutput,
  from: number,
): number | undefined {
  if (from === 0) return length;
  const [, start, size] = /^bytes (\d+)-\d+\/(\d+)$/.exec(range ?? '') ?? [];
  return Number(start) === from ? Number(size) : undefined;
}

/** The version that the first answer was of: what follows is asked for at this one. */
const pin = ({ VersionId, ETag }: GetObjectCommandOutput): DownloadSource['which'] =>
  VersionId !== undefined ? { VersionId } : ETag !== undefined ? { IfMatch: ETag } : {};

/**
 * The bytes of one version of an object. A body that breaks off, or ends before the length that S3 announced, goes on where it
 * stopped: nothing is lost, nothing comes twice.
 * @throws StoreError `unavailable` when it breaks off again and again; the signal's reason when that aborts
 */
export async function* downloadObject(source: DownloadSource): AsyncGenerator<Uint8Array> {
  const { name, key, signal } = source;
  let answer = await request(source, 0);
  const size = sizeBy(answer, 0);
  const pinned = { ...source, which: pin(answer) };
  let [place, breaks] = [0, 0];
  for (;;) {
    const began = place;
    let cause: unknown = 'the end of the body';
    try {
      // In Node the SDK's body is a Readable; its type covers browsers too.
      const { Body: body } = answer;
      if (!(body instanceof Readable)) throw unavailable(name, key, 'read', 'no body');
      for await (const chunk of body) {
        place += chunk.length;
        yield chunk;
      }
      if (size === undefined || place === size) return;
    } catch (error) {
      signal?.throwIfAborted();
      cause = error;
    }
    // All bytes came: what is wrong with them, another try would not mend.
    if (size === undefined || place >= size) throw unavailable(name, key, 'read', cause);
    breaks = place - began >= progressBytes ? 1 : breaks + 1;
    if (breaks > mostBreaks) throw brokenOff(name, key, place, size, cause);
    await sleep(pauseAfter(breaks), undefined, signal === undefined ? {} : { signal }).catch(() =>
      signal?.throwIfAborted(),
    );
    answer = await request(pinned, place);
    if (sizeBy(answer, place) !== size)
      throw brokenOff(name, key, place, size, `bytes ${answer.ContentRange ?? 'from the first'}`);
  }
}
