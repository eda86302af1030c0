import { createHash } from 'node:crypto';
import type { Part } from '../clean/manifest.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** An object under way: chunks are pushed, the store pulls them. */
export interface OpenObject {
  readonly bytes: number;
  /** Hands a chunk to the store and waits until it was taken, so that memory stays flat. @throws what the store threw */
  push(chunk: Uint8Array): Promise<void>;
  /** Ends the object and waits until it is written. */
  close(rows: number): Promise<Part>;
  /** Gives the object up: the store writes nothing. */
  abandon(): Promise<void>;
}

/** Thrown into a store that is to write nothing; it never leaves this file. */
class Abandoned extends Error {}

/**
 * Starts writing an object whose length is not known yet.
 * @param signal makes the store give the object up
 */
export function openObject(store: ObjectStore, key: string, signal?: AbortSignal): OpenObject {
  const hash = createHash('sha256');
  let bytes = 0;
  let deliver = Promise.withResolvers<Uint8Array | undefined>();
  let taken = Promise.withResolvers<void>();
  async function* body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await deliver.promise;
      if (chunk === undefined) return;
      deliver = Promise.withResolvers();
      yield chunk;
      taken.resolve();
    }
  }
  let failed: { readonly error: unknown } | undefined;
  const written = store.write(key, body(), { signal });
  // A failure is reported by the push that waits, or the next, or close; until then it must not count as unhandled.
  taken.promise.catch(() => undefined);
  written.catch((error: unknown) => {
    failed = { error };
    taken.reject(error);
  });
  return {
    get bytes() {
      return bytes;
    },
    async push(chunk) {
      if (failed !== undefined) throw failed.error;
      hash.update(chunk);
      bytes += chunk.length;
      taken = Promise.withResolvers();
      deliver.resolve(chunk);
      await taken.promise;
    },
    async close(rows) {
      deliver.resolve(undefined);
      await written;
      return { key, rows, bytes, sha256: hash.digest('hex') };
    },
    async abandon() {
      deliver.promise.catch(() => undefined);
      deliver.reject(new Abandoned());
      await written.catch(() => undefined);
    },
  };
}
