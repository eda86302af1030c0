import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { conflict, notFound } from '../store-errors.ts';
import type { DescribedObject, PutOptions, TaggedObject, TaggedStore } from '../tagged-store.ts';

interface Kept extends DescribedObject {
  readonly body: Buffer;
}

/** A bucket in memory whose every write has a new ETag, as under a KMS key. Each call counts, and lets others go first. */
export class MemoryTaggedStore implements TaggedStore {
  readonly name: string;
  readonly objects = new Map<string, Kept>();
  /** Calls by name. */
  readonly calls = new Map<string, number>();
  #writes = 0;

  constructor(name = 'memory:/') {
    this.name = name;
  }

  async *list(prefix: string): AsyncIterable<TaggedObject> {
    await this.#called('list');
    for (const key of [...this.objects.keys()].sort()) {
      const object = this.objects.get(key);
      if (object !== undefined && key.startsWith(prefix)) yield object;
    }
  }

  async *listTags(prefix: string): AsyncIterable<TaggedObject> {
    yield* this.list(prefix);
  }

  async describe(key: string): Promise<DescribedObject | undefined> {
    await this.#called('describe');
    return this.objects.get(key);
  }

  async get(key: string): Promise<{ readonly object: DescribedObject; readonly body: Buffer } | undefined> {
    await this.#called('get');
    const object = this.objects.get(key);
    return object === undefined ? undefined : { object, body: object.body };
  }

  async *read(key: string, etag: string): AsyncIterable<Uint8Array> {
    await this.#called('read');
    const object = this.objects.get(key);
    if (object === undefined) throw notFound(this.name, key);
    if (object.etag !== etag) throw conflict(this.name, key, etag);
    yield object.body;
  }

  async put(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { ifETag, metadata = {} }: PutOptions = {},
  ): Promise<TaggedObject> {
    await this.#called('put');
    const whole = body instanceof Uint8Array ? Buffer.from(body) : await buffer(body);
    if (ifETag !== undefined && (this.objects.get(key)?.etag ?? null) !== ifETag)
      throw conflict(this.name, key, ifETag);
    const number = ++this.#writes;
    const object = { key, size: whole.length, etag: `"${number}"`, version: `v${number}`, metadata, body: whole };
    this.objects.set(key, object);
    return object;
  }

  async remove(key: string): Promise<void> {
    await this.#called('remove');
    this.objects.delete(key);
  }

  async #called(what: string): Promise<void> {
    this.calls.set(what, (this.calls.get(what) ?? 0) + 1);
    await setImmediate();
  }
}
