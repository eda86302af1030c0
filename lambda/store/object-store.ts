/** What a store knows of an object without reading it. */
export interface StoredObject {
  readonly key: string;
  /** S3's version id, or the sha256 (hex) of the content on a laptop. */
  readonly version: string;
  readonly size: number;
}

export interface ReadOptions {
  /** Aborts the read, which then throws the signal's reason, or what the store made of it. */
  readonly signal?: AbortSignal | undefined;
}

export interface WriteOptions extends ReadOptions {
  /** Write only if the object is now at this version; `null`: only if there is none. Otherwise StoreError `conflict`. */
  readonly ifVersion?: string | null;
}

/** One bucket: the small part of S3 that clean needs. Keys use `/`, whatever the platform. */
export interface ObjectStore {
  /** @returns undefined when there is no such object. */
  head(key: string): Promise<StoredObject | undefined>;
  /** The object's bytes, in chunks. @throws StoreError `not-found`. */
  read(key: string, version?: string, options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Writes all or nothing: a reader never sees part of an object. */
  write(key: string, body: AsyncIterable<Uint8Array> | Uint8Array, options?: WriteOptions): Promise<StoredObject>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Keys that begin with the prefix, in code-point order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** As `list`, without looking at the objects: cheap where a version costs a read. */
  keys(prefix: string): AsyncIterable<string>;
}

export type StoreErrorCode = 'not-found' | 'conflict' | 'denied' | 'unavailable';

/** The surroundings failed: no permission, no network, no space. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly key: string;

  constructor(code: StoreErrorCode, key: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
    this.key = key;
  }
}
