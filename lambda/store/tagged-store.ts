import type { ReadOptions } from './object-store.ts';

/** What a listing tells of an object: whoever writes it again, another ETag or version. */
export interface TaggedObject {
  readonly key: string;
  readonly size: number;
  /** As S3 writes it, quotes and all. Under a KMS key it says nothing of the content. */
  readonly etag: string;
  /** S3's version id; `etag:…` in a bucket that keeps no versions. */
  readonly version: string;
}

/** An object with what its writer noted of it. Names are lower case. */
export interface DescribedObject extends TaggedObject {
  readonly metadata: Readonly<Record<string, string>>;
}

export interface PutOptions extends ReadOptions {
  /** Write only if the object has this ETag now; `null`: only if there is none. Otherwise StoreError `conflict`. */
  readonly ifETag?: string | null | undefined;
  /** ASCII names and values, 2 KB in all: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** A bucket for who compares thousands of objects without reading one: by ETags, versions and metadata. All throw StoreError. */
export interface TaggedStore {
  /** `s3://bucket/`, for messages. */
  readonly name: string;
  /** Objects as they are now, by listings of versions, in code-point order. */
  list(prefix: string): AsyncIterable<TaggedObject>;
  /** The same without versions: a cheaper listing where replaced versions are many. */
  listTags(prefix: string): AsyncIterable<Omit<TaggedObject, 'version'>>;
  /** @returns undefined when there is no such object */
  describe(key: string): Promise<DescribedObject | undefined>;
  /** A small object whole, in one request. @returns undefined when there is none */
  get(key: string): Promise<{ readonly object: DescribedObject; readonly body: Buffer } | undefined>;
  /** The bytes of the object that has this ETag. @throws StoreError `conflict` when it has another one by now */
  read(key: string, etag: string, options?: ReadOptions): AsyncIterable<Uint8Array>;
  put(key: string, body: AsyncIterable<Uint8Array> | Uint8Array, options?: PutOptions): Promise<TaggedObject>;
  /** Removing what is not there is no error. A bucket with versions keeps it under a marker. */
  remove(key: string): Promise<void>;
}
