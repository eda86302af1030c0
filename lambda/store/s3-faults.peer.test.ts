import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreError } from './object-store.ts';
import { S3Store } from './s3-store.ts';
import { type Asked, type Fault, type FaultyS3, startFaultyS3 } from './testing/faulty-s3.ts';

const started: FaultyS3[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});
/** Long beside what a busy machine takes for an answer, and short beside what never comes. */
const silence = 2_000;

async function faulty(faultOf: (asked: Asked) => Fault | undefined = () => undefined, silentFor?: number) {
  const s3 = await startFaultyS3(faultOf, silentFor);
  started.push(s3);
  const { objects, uploads } = s3.bucket;
  return { ...s3, objects, uploads, store: new S3Store('bucket', s3.client) };
}

/** Bytes of which no stretch comes twice. */
const numbered = (length: number): Buffer =>
  Buffer.from(
    Array.from({ length: Math.ceil(length / 8) }, (_, index) => String(index).padStart(8, '0')).join(''),
  ).subarray(0, length);
const big = numbered(5 * 1024 ** 2 + 3);
const ranges = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'GET').map(({ range }) => range);

const slowDown = { kind: 'status', status: 503, code: 'SlowDown' } as const;
const internal = { kind: 'status', status: 500, code: 'InternalError' } as const;

describe('an answer that does not come, or is no answer', () => {
  it.each<[string, Fault]>([
    ['503 SlowDown', slowDown],
    ['500', internal],
    ['a connection that is hung up', { kind: 'hang-up' }],
    ['a connection that says nothing', { kind: 'slow', milliseconds: 60_000 }],
  ])('%s is asked again', async (_name, fault) => {
    const { store, objects, asked } = await faulty(({ time }) => (time <= 1 ? fault : undefined), silence);
    objects.set('key', numbered(10));
    const head = await store.head('key');
    expect(head).toMatchObject({ size: 10 });
    expect(await buffer(store.read('key', head?.version))).toEqual(numbered(10));
    await store.write('new', numbered(20), { ifVersion: null });
    expect(objects.get('new')).toEqual(numbered(20));
    expect(asked.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('is a StoreError when it never comes', async () => {
    const { store, asked } = await faulty(() => internal);
    await expect(store.head('key')).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
    expect(asked).toHaveLength(5);
  });

  it('of a conditional write that was done is a conflict, never a second write', async () => {
    const { store, objects } = await faulty(({ method, time }) =>
      method === 'PUT' && time === 1 ? { kind: 'lost' } : undefined,
    );
    await expect(store.write('key', numbered(10), { ifVersion: null })).rejects.toMatchObject({ code: 'conflict' });
    expect(objects.get('key')).toEqual(numbered(10));
  });
});

describe('a body that breaks off', () => {
  it.each<[string, (time: number) => Fault]>([
    ['after some megabytes', () => ({ kind: 'cut', after: 2 * 1024 ** 2 })],
    ['before its first byte', () => ({ kind: 'cut', after: 0 })],
    ['before its last byte', () => ({ kind: 'cut', after: big.length - 1 })],
    ['and then is refused for a while', (time) => (time === 1 ? { kind: 'cut', after: 1024 } : internal)],
    ['by silence', () => ({ kind: 'stall', after: 1024 })],
  ])('%s goes on where it stopped', async (_name, faultAt) => {
    const { store, objects, asked } = await faulty(
      ({ method, time }) => (method === 'GET' && time <= 2 ? faultAt(time) : undefined),
      silence,
    );
    objects.set('key', big);
    const { version } = (await store.head('key')) ?? {};
    expect((await buffer(store.read('key', version))).equals(big)).toBe(true);
    const [first, ...others] = ranges(asked);
    expect(first).toBeUndefined();
    expect(others.length).toBeGreaterThanOrEqual(1);
  });

  it('asks for each byte once', async () => {
    const { store, objects, asked } = await faulty(({ method, time }) =>
      method === 'GET' && time <= 3 ? { kind: 'cut', after: 1024 ** 2 } : undefined,
    );
    objects.set('key', big);
    const places: number[] = [];
    let place = 0;
    for await (const chunk of store.read('key')) {
      places.push(place);
      expect(big.subarray(place, place + chunk.length).equals(chunk)).toBe(true);
      place += chunk.length;
    }
    expect(place).toBe(big.length);
    for (const range of ranges(asked).slice(1)) expect(places).toContain(Number(/\d+/.exec(range ?? '')?.[0]));
  });

  it('is not taken for the end, however often, and in the end is a StoreError that says how far it came', async () => {
    const { store, objects, asked } = await faulty(({ method }) =>
      method === 'GET' ? { kind: 'cut', after: 1000 } : undefined,
    );
    objects.set('key', big);
    let came = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of store.read('key')) came += chunk.length;
    };
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`s3://bucket/key: expected ${big.length} bytes, got ${came} and then `),
    });
    expect(ranges(asked)).toHaveLength(6);
  });

  it('goes on as long as it gets further', async () => {
    const { store, objects, asked } = await faulty(({ method }) =>
      method === 'GET' ? { kind: 'cut', after: 1100 * 1024 } : undefined,
    );
    const long = numbered(12 * 1024 ** 2);
    objects.set('key', long);
    expect((await buffer(store.read('key'))).equals(long)).toBe(true);
    expect(ranges(asked).length).toBeGreaterThan(8);
  });

  it('of an object that was replaced meanwhile is not-found: two versions are never mixed', async () => {
    const { store, objects } = await faulty(({ method, time }) =>
      method !== 'GET'
        ? undefined
        : time === 1
          ? { kind: 'cut', after: 1024 ** 2 }
          : { kind: 'replaced', by: numbered(99) },
    );
    objects.set('key', big);
    await expect(buffer(store.read('key'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a body that is wrong', () => {
  it('by one byte is refused by its checksum', async () => {
    const { store, objects } = await faulty(({ method }) =>
      method === 'GET' ? { kind: 'corrupt', at: 77 } : undefined,
    );
    objects.set('key', big);
    await expect(buffer(store.read('key'))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Checksum mismatch'),
    });
  });

  it('by its length, although it says so itself, too', async () => {
    const { store, objects } = await faulty(({ method }) =>
      method === 'GET' ? { kind: 'short', length: 1024 } : undefined,
    );
    objects.set('key', big);
    await expect(buffer(store.read('key'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an upload in pieces', () => {
  const pieces = 5;
  const body = numbered(pieces * 8 * 1024 ** 2 - 7);
  async function* inChunks(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < body.length; from += 1_000_003) yield body.subarray(from, from + 1_000_003);
  }

  it('survives pieces that are refused, hung up or lost, in any order', async () => {
    const { store, objects, uploads, mostAtOnce } = await faulty(({ method, part, time }) => {
      if (method === 'PUT upload' && time === 1) return { kind: 'slow', milliseconds: 200 };
      if (method === 'PUT upload' && part === 2 && time === 2) return slowDown;
      if (method === 'PUT upload' && part === 3 && time === 3) return { kind: 'lost' };
      return method === 'POST upload' && time === 1 ? internal : undefined;
    });
    expect(await store.write('key', inChunks())).toMatchObject({ size: body.length });
    expect(objects.get('key')?.equals(body)).toBe(true);
    expect(uploads.size).toBe(0);
    expect(mostAtOnce()).toBeGreaterThan(1);
    expect(mostAtOnce()).toBeLessThanOrEqual(3);
  });

  it('is given up when one of its pieces is, and the others stop', async () => {
    const { store, objects, uploads, asked } = await faulty(({ method, part }) => {
      if (method !== 'PUT upload') return undefined;
      return part === 2 ? { kind: 'status', status: 403, code: 'AccessDenied' } : { kind: 'slow', milliseconds: 100 };
    });
    await expect(store.write('key', inChunks())).rejects.toMatchObject({ code: 'denied' });
    expect(objects.size).toBe(0);
    expect(uploads.size).toBe(0);
    expect(asked.some(({ part }) => part === pieces)).toBe(false);
  });

  it('is given up when a signal aborts it, also while nothing moves', async () => {
    const stop = new AbortController();
    const { store, objects, uploads } = await faulty(({ method }) => {
      if (method !== 'PUT upload') return undefined;
      setTimeout(() => stop.abort(new TypeError('no time')), 50);
      return { kind: 'slow', milliseconds: 60_000 };
    });
    await expect(store.write('key', inChunks(), { signal: stop.signal })).rejects.toThrow('no time');
    expect([objects.size, uploads.size]).toEqual([0, 0]);
  });
});

it('a read stops when a signal aborts it, also while nothing comes', async () => {
  const stop = new AbortController();
  const { store, objects } = await faulty(({ method }) =>
    method === 'GET' ? { kind: 'stall', after: 1000 } : undefined,
  );
  objects.set('key', big);
  setTimeout(() => stop.abort(new TypeError('no time')), 100);
  await expect(buffer(store.read('key', undefined, { signal: stop.signal }))).rejects.toThrow('no time');
});
