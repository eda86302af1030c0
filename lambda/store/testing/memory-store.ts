import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { checkKey } from '../check-key.ts';
import type { ObjectStore, ReadOptions, StoredObject, WriteOptions } from '../object-store.ts';
import { conflict, notFound } from '../store-errors.ts';

const chunkBytes = 256 * 1024;

/** A bucket in memory, for tests that need hundreds of lakes. It keeps the contract as the real ones do. */
export class MemoryStore implements ObjectStore {
  readonly #objects = new Map<string, { version: string; body: Buffer }>();

  async head(key: string): Promise<StoredObject | undefined> {
    checkKey(key);
    const found = this.#objects.get(key);
    return found === undefined ? undefined : { key, version: found.version, size: found.body.length };
  }

  async *read(key: string, version?: string, { signal }: ReadOptions = {}): AsyncIterable<Uint8Array> {
    checkKey(key);
    const found = this.#objects.get(key);
    if (found === undefined || (version !== undefined && version !== found.version))
      throw notFound('memory:', key, version);
    for (let from = 0; from < found.body.length; from += chunkBytes) {
      signal?.throwIfAborted();
      yield found.body.subarray(from, from + chunkBytes);
    }
  }

  async write(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { ifVersion, signal }: WriteOptions = {},
  ): Promise<StoredObject> {
    checkKey(key);
    const whole = body instanceof Uint8Array ? Buffer.from(body) : await buffer(body);
    signal?.throwIfAborted();
    const current = this.#objects.get(key)?.version ?? null;
    if (ifVersion !== undefined && ifVersion !== current) throw conflict('memory:', key, ifVersion);
    const version = createHash('sha256').update(whole).digest('hex');
    this.#objects.set(key, { version, body: whole });
    return { key, version, size: whole.length };
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    this.#objects.delete(key);
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    for await (const key of this.keys(prefix)) {
      const object = await this.head(key);
      if (object !== undefined) yield object;
    }
  }

  async *keys(prefix: string): AsyncIterable<string> {
    for (const key of [...this.#objects.keys()].sort()) if (key.startsWith(prefix)) yield key;
  }
}
