import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ReadOptions } from './object-store.ts';
import { createS3Client } from './s3-client.ts';
import { downloadObject } from './s3-download.ts';
import { fromS3Error, isAbsent } from './s3-error.ts';
import { uploadObject } from './s3-upload.ts';
import { versionOf } from './s3-version.ts';
import type { DescribedObject, PutOptions, TaggedObject, TaggedStore } from './tagged-store.ts';

/** A bucket in S3, seen by its ETags, versions and metadata. */
export class S3TaggedStore implements TaggedStore {
  readonly #bucket: string;
  readonly #client: S3Client;

  constructor(bucket: string, client: S3Client = createS3Client()) {
    this.#bucket = bucket;
    this.#client = client;
  }

  get name(): string {
    return `s3://${this.#bucket}/`;
  }

  async *list(prefix: string): AsyncIterable<TaggedObject> {
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (from !== undefined) {
      const page: ListObjectVersionsCommandOutput = await this.#ask(prefix, 'list', () =>
        this.#client.send(new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix: prefix, ...from })),
      );
      for (const { Key: key, IsLatest, ETag = '', Size: size = 0, VersionId } of page.Versions ?? [])
        if (key !== undefined && IsLatest === true)
          yield { key, size, etag: ETag, version: versionOf({ VersionId, ETag }) };
      from =
        page.IsTruncated === true
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
    }
  }

  async *listTags(prefix: string): AsyncIterable<Omit<TaggedObject, 'version'>> {
    let token: string | undefined;
    do {
      const more = token === undefined ? {} : { ContinuationToken: token };
      const page: ListObjectsV2CommandOutput = await this.#ask(prefix, 'list', () =>
        this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ...more })),
      );
      for (const { Key: key, ETag: etag = '', Size: size = 0 } of page.Contents ?? [])
        if (key !== undefined) yield { key, size, etag };
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async describe(key: string): Promise<DescribedObject | undefined> {
    return this.#ask(key, 'read', async () => {
      try {
        return describedBy(key, await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key })));
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    });
  }

  async get(key: string): Promise<{ readonly object: DescribedObject; readonly body: Buffer } | undefined> {
    return this.#ask(key, 'read', async () => {
      try {
        const answer = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
        const body = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
        return { object: describedBy(key, answer), body };
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    });
  }

  read(key: string, etag: string, { signal }: ReadOptions = {}): AsyncIterable<Uint8Array> {
    const source = { client: this.#client, bucket: this.#bucket, key, name: this.name, signal };
    return downloadObject({ ...source, which: { IfMatch: etag } });
  }

  async put(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { ifETag, metadata, signal }: PutOptions = {},
  ): Promise<TaggedObject> {
    const condition = ifETag === undefined ? {} : ifETag === null ? { IfNoneMatch: '*' } : { IfMatch: ifETag };
    const target = { client: this.#client, bucket: this.#bucket, key, name: this.name, signal, metadata };
    const written = await uploadObject(target, body, condition);
    return { key, size: written.size, etag: written.ETag ?? '', version: versionOf(written) };
  }

  async remove(key: string): Promise<void> {
    await this.#ask(key, 'remove', () =>
      this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key })),
    );
  }

  async #ask<T>(key: string, action: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw fromS3Error(error, this.name, key, action);
    }
  }
}

type Answer = Pick<GetObjectCommandOutput, 'ETag' | 'VersionId' | 'ContentLength' | 'Metadata'>;

function describedBy(key: string, { ETag = '', VersionId, ContentLength: size = 0, Metadata = {} }: Answer) {
  return { key, size, etag: ETag, version: versionOf({ VersionId, ETag }), metadata: Metadata };
}
