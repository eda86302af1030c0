import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { createS3Client } from './s3-client.ts';
import { S3TaggedStore } from './s3-tagged-store.ts';
import { startS3Server } from './testing/s3-server.ts';
import { type S3StandIn, startS3StandIn } from './testing/s3-stand-in.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..', '..'));
if (env.reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(env.reason));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.skipIf(env.reason !== undefined)(`S3TaggedStore against moto (${env.reason ?? 'started'})`, () => {
  let s3: S3StandIn;
  let store: S3TaggedStore;
  let buckets = 0;
  beforeAll(async () => {
    if (env.reason === undefined) s3 = await startS3StandIn(env.python);
  });
  afterAll(() => s3?.stop());
  beforeEach(async () => {
    const name = `tagged-${++buckets}`;
    await s3.client.send(new CreateBucketCommand({ Bucket: name }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
    store = new S3TaggedStore(name, s3.client);
  });
  const all = async <T>(objects: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const object of objects) found.push(object);
    return found;
  };

  it('lists objects as they are now, not what was replaced or removed', async () => {
    await store.put('a', bytes('old'));
    const a = await store.put('a', bytes('newer'));
    await store.put('gone', bytes('x'));
    await store.remove('gone');
    expect(await all(store.list(''))).toEqual([{ key: 'a', size: 5, etag: a.etag, version: a.version }]);
    expect(await all(store.listTags('a'))).toEqual([{ key: 'a', size: 5, etag: a.etag }]);
    expect(await store.describe('gone')).toBeUndefined();
    expect(await store.get('gone')).toBeUndefined();
  });

  it('keeps metadata and conditions in one request', () => keepsConditions(store, 5));

  // moto completes a multipart upload whatever If-Match says: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  it('keeps them in pieces', async () => {
    const server = await startS3Server();
    const client = createS3Client({
      ...{ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await keepsConditions(new S3TaggedStore('bucket', client), 9 * 1024 * 1024);
    client.destroy();
    await server.stop();
  });

  it('lists more than a page holds, by versions and without', async () => {
    const keys = Array.from({ length: 1005 }, (_, index) => `k/${String(index).padStart(4, '0')}`);
    for (let from = 0; from < keys.length; from += 50)
      await Promise.all(keys.slice(from, from + 50).map((key) => store.put(key, bytes('x'))));
    expect((await all(store.list('k/'))).map(({ key }) => key)).toEqual(keys);
    expect((await all(store.listTags('k/'))).map(({ key }) => key)).toEqual(keys);
  });
});

async function keepsConditions(store: S3TaggedStore, size: number): Promise<void> {
  const body = new Uint8Array(size).fill(97);
  const metadata = { 'sluice-path': 'datasets/a b.csv' };
  const put = await store.put('key', body, { ifETag: null, metadata });
  expect(await store.describe('key')).toEqual({ ...put, metadata });
  await expect(store.put('key', body, { ifETag: null })).rejects.toMatchObject({ code: 'conflict' });
  const next = await store.put('key', bytes('b'), { ifETag: put.etag });
  await expect(store.put('key', body, { ifETag: put.etag })).rejects.toMatchObject({ code: 'conflict' });
  await expect(buffer(store.read('key', put.etag))).rejects.toMatchObject({ code: 'conflict' });
  expect((await buffer(store.read('key', next.etag))).toString()).toBe('b');
  expect(await store.get('key')).toMatchObject({ object: { etag: next.etag, metadata: {} }, body: Buffer.from('b') });
}
