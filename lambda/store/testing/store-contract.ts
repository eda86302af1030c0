import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type ObjectStore, StoreError } from '../object-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

const readText = async (store: ObjectStore, key: string, version?: string): Promise<string> =>
  (await buffer(store.read(key, version))).toString('utf8');

async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.keys(prefix)) keys.push(key);
  return keys;
}

/** The code of the StoreError that a step throws; anything else fails the test. */
async function codeOf(step: Promise<unknown>): Promise<string> {
  try {
    await step;
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

/**
 * What every store keeps, tested on a real one.
 * @param open an empty store; called once a test
 */
export function describeStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(`${name} keeps the contract of ObjectStore`, () => {
    it('gives back what was written, as bytes or in chunks', async () => {
      const store = await open();
      const written = await store.write('a/b.csv', chunks('x,', 'y\n', '1,2\n'));
      expect(written).toMatchObject({ key: 'a/b.csv', size: 8 });
      expect(await store.head('a/b.csv')).toEqual(written);
      expect(await readText(store, 'a/b.csv')).toBe('x,y\n1,2\n');
      await store.write('empty', new Uint8Array());
      expect(await readText(store, 'empty')).toBe('');
      await store.write('empty-stream', chunks());
      expect(await store.head('empty-stream')).toMatchObject({ size: 0 });
    });

    it('takes a body of many megabytes whole', async () => {
      const store = await open();
      const chunk = new Uint8Array(1024 * 1024 + 7).map((_, index) => index % 251);
      async function* body(): AsyncGenerator<Uint8Array> {
        for (let index = 0; index < 40; index++) yield chunk;
      }
      const written = await store.write('big', body());
      expect(written.size).toBe(40 * chunk.length);
      const read = await buffer(store.read('big', written.version));
      expect(read.length).toBe(written.size);
      expect(read.subarray(39 * chunk.length).equals(chunk)).toBe(true);
    });

    it('says that there is nothing', async () => {
      const store = await open();
      expect(await store.head('missing/key')).toBeUndefined();
      expect(await codeOf(readText(store, 'missing/key'))).toBe('not-found');
      expect(await keysOf(store, 'missing/')).toEqual([]);
      await store.remove('missing/key');
    });

    it('gives another version to another content, and reads only the version asked for', async () => {
      const store = await open();
      const first = await store.write('key', bytes('one'));
      const second = await store.write('key', bytes('two'));
      expect(second.version).not.toBe(first.version);
      expect(await readText(store, 'key', second.version)).toBe('two');
      await store.remove('key');
      expect(await store.head('key')).toBeUndefined();
      expect(await codeOf(readText(store, 'key'))).toBe('not-found');
      expect(await codeOf(readText(store, 'key', 'never-a-version'))).toBe('not-found');
    });

    it('writes only where there is nothing, when asked to', async () => {
      const store = await open();
      await store.write('key', bytes('one'), { ifVersion: null });
      expect(await codeOf(store.write('key', bytes('two'), { ifVersion: null }))).toBe('conflict');
      expect(await readText(store, 'key')).toBe('one');
    });

    it('writes only over the version named, when asked to', async () => {
      const store = await open();
      const first = await store.write('key', bytes('one'));
      const second = await store.write('key', bytes('two'), { ifVersion: first.version });
      expect(await codeOf(store.write('key', bytes('three'), { ifVersion: first.version }))).toBe('conflict');
      expect(await readText(store, 'key')).toBe('two');
      await store.remove('key');
      expect(await codeOf(store.write('key', bytes('four'), { ifVersion: second.version }))).toBe('conflict');
      expect(await store.head('key')).toBeUndefined();
    });

    it('lets one of many conditional writers win', async () => {
      const store = await open();
      const tries = Array.from({ length: 8 }, (_, index) =>
        codeOf(store.write('race', bytes(`writer ${index}`), { ifVersion: null })),
      );
      const codes = await Promise.all(tries);
      expect(codes.filter((code) => code === 'nothing was thrown')).toHaveLength(1);
      expect(codes.filter((code) => code === 'conflict')).toHaveLength(7);
      const winner = codes.indexOf('nothing was thrown');
      expect(await readText(store, 'race')).toBe(`writer ${winner}`);
    });

    it('lets one of many writers over one version win', async () => {
      const store = await open();
      const { version } = await store.write('race', bytes('first'));
      const tries = Array.from({ length: 8 }, (_, index) =>
        codeOf(store.write('race', bytes(`writer ${index}`), { ifVersion: version })),
      );
      const codes = await Promise.all(tries);
      expect(codes.filter((code) => code === 'conflict')).toHaveLength(7);
      expect(await readText(store, 'race')).toBe(`writer ${codes.indexOf('nothing was thrown')}`);
    });

    it('leaves what was there when a body breaks off', async () => {
      const store = await open();
      await store.write('key', bytes('whole'));
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield new Uint8Array(20 * 1024 * 1024);
        throw new TypeError('the source broke');
      }
      await expect(store.write('key', broken())).rejects.toThrow('the source broke');
      await expect(store.write('new', broken())).rejects.toThrow('the source broke');
      expect(await readText(store, 'key')).toBe('whole');
      expect(await store.head('new')).toBeUndefined();
      expect(await keysOf(store, '')).toEqual(['key']);
    });

    it('gives up what a signal aborts', async () => {
      const store = await open();
      const written = await store.write('key', new Uint8Array(9 * 1024 * 1024));
      const reason = new TypeError('no time');
      const writing = new AbortController();
      async function* body(): AsyncGenerator<Uint8Array> {
        for (let index = 0; ; index++) {
          yield new Uint8Array(9 * 1024 * 1024);
          if (index === 2) writing.abort(reason);
          if (index === 4) return;
        }
      }
      await expect(store.write('key', body(), { signal: writing.signal })).rejects.toBe(reason);
      expect(await store.head('key')).toEqual(written);
      const reading = new AbortController();
      const read = async (): Promise<void> => {
        for await (const _chunk of store.read('key', written.version, { signal: reading.signal }))
          reading.abort(reason);
      };
      await expect(read()).rejects.toBe(reason);
    });

    it('lists by prefix, in code-point order', async () => {
      const store = await open();
      const keys = ['a.csv', 'a/b', 'a-b', 'a/B', 'ab', 'a/b.csv/0', 'b/c/d'];
      for (const key of keys) await store.write(key, bytes(key));
      await store.remove('a/b');
      await store.write('a/b.csv/1', bytes('1'));
      const sorted = ['a-b', 'a.csv', 'a/B', 'a/b.csv/0', 'a/b.csv/1', 'ab', 'b/c/d'];
      expect(await keysOf(store, '')).toEqual(sorted);
      expect(await keysOf(store, 'a/b')).toEqual(['a/b.csv/0', 'a/b.csv/1']);
      expect(await keysOf(store, 'a')).toEqual(sorted.slice(0, 6));
      const listed = [];
      for await (const object of store.list('a/b')) listed.push(object);
      expect(listed).toEqual([await store.head('a/b.csv/0'), await store.head('a/b.csv/1')]);
    });

    it('takes blanks and signs in keys', async () => {
      const store = await open();
      const key = "sales records/2026+10 (copy) 100%25 & co's.csv";
      await store.write(key, bytes('x'));
      expect(await keysOf(store, 'sales records/')).toEqual([key]);
      expect(await readText(store, key)).toBe('x');
    });
  });
}
