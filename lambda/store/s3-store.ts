import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  type ObjectStore,
  type ReadOptions,
  type StoredObject,
  StoreError,
  type WriteOptions,
} from './object-store.ts';
import { createS3Client } from './s3-client.ts';
import { downloadObject } from './s3-download.ts';
import { fromS3Error, isAbsent } from './s3-error.ts';
import { uploadObject } from './s3-upload.ts';
import { etagMark, versionOf } from './s3-version.ts';
import { conflict, notFound } from './store-errors.ts';

/** A bucket in S3. A version is S3's version id. Conditions are S3's own (If-Match, If-None-Match): they hold among all writers. */
export class S3Store implements ObjectStore {
  readonly #bucket: string;
  readonly #client: S3Client;

  constructor(bucket: string, client: S3Client = createS3Client()) {
    this.#bucket = bucket;
    this.#client = client;
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const found = await this.#head(key);
    return found === undefined ? undefined : { key, version: versionOf(found), size: found.ContentLength ?? 0 };
  }

  async *read(key: string, version?: string, { signal }: ReadOptions = {}): AsyncIterable<Uint8Array> {
    const which =
      version === undefined
        ? {}
        : version.startsWith(etagMark)
          ? { IfMatch: version.slice(etagMark.length) }
          : { VersionId: version };
    try {
      yield* downloadObject({ client: this.#client, bucket: this.#bucket, key, name: this.#name, which, signal });
    } catch (error) {
      // An If-Match that fails means that this version is no longer there.
      const replaced = error instanceof StoreError && error.code === 'conflict';
      throw replaced ? notFound(this.#name, key, version, error) : error;
    }
  }

  async write(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    options: WriteOptions = {},
  ): Promise<StoredObject> {
    const condition = await this.#condition(key, options.ifVersion);
    const { signal } = options;
    const target = { client: this.#client, bucket: this.#bucket, key, name: this.#name, signal };
    const written = await uploadObject(target, body, condition);
    return { key, version: versionOf(written), size: written.size };
  }

  async remove(key: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      throw fromS3Error(error, this.#name, key, 'remove');
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    for await (const key of this.keys(prefix)) {
      const object = await this.head(key);
      if (object !== undefined) yield object;
    }
  }

  async *keys(prefix: string): AsyncIterable<string> {
    let token: string | undefined;
    do {
      const page = await this.#page(prefix, token);
      for (const { Key: key } of page.Contents ?? []) if (key !== undefined) yield key;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  get #name(): string {
    return `s3://${this.#bucket}/`;
  }

  async #page(prefix: string, token: string | undefined) {
    try {
      const more = token === undefined ? {} : { ContinuationToken: token };
      return await this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ...more }));
    } catch (error) {
      throw fromS3Error(error, this.#name, prefix, 'list');
    }
  }

  async #head(key: string): Promise<HeadObjectCommandOutput | undefined> {
    try {
      return await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw fromS3Error(error, this.#name, key, 'read');
    }
  }

  /** S3 compares ETags, we compare versions: the ETag of the expected version is looked up, and S3 does the rest at the write. */
  async #condition(
    key: string,
    expected: string | null | undefined,
  ): Promise<{ IfMatch?: string; IfNoneMatch?: string }> {
    if (expected === undefined) return {};
    if (expected === null) return { IfNoneMatch: '*' };
    const current = await this.#head(key);
    if (current?.ETag === undefined || versionOf(current) !== expected) throw conflict(this.#name, key, expected);
    return { IfMatch: current.ETag };
  }
}
