import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { S3Store } from './s3-store.ts';
import { type S3StandIn, startS3StandIn } from './testing/s3-stand-in.ts';
import { describeStore } from './testing/store-contract.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..', '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.skipIf(env.reason !== undefined)(`S3Store against moto (${env.reason ?? 'started'})`, () => {
  let s3: S3StandIn;
  let buckets = 0;

  async function bucket(versioned: boolean): Promise<string> {
    const name = `bucket-${++buckets}`;
    await s3.client.send(new CreateBucketCommand({ Bucket: name }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    if (versioned) await s3.client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
    return name;
  }

  beforeAll(async () => {
    if (env.reason === undefined) s3 = await startS3StandIn(env.python);
  });
  afterAll(() => s3?.stop());

  describeStore('S3Store on a bucket with versions', async () => new S3Store(await bucket(true), s3.client));
  describeStore('S3Store on a bucket without versions', async () => new S3Store(await bucket(false), s3.client));

  it('reads an older version, and one under a delete marker', async () => {
    const store = new S3Store(await bucket(true), s3.client);
    const first = await store.write('key', bytes('one'));
    await store.write('key', bytes('two'));
    await store.remove('key');
    expect((await buffer(store.read('key', first.version))).toString()).toBe('one');
    await expect(buffer(store.read('key'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves no multipart upload behind when a body breaks off', async () => {
    const name = await bucket(true);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(40 * 1024 * 1024);
      throw new TypeError('the source broke');
    }
    await expect(new S3Store(name, s3.client).write('key', broken())).rejects.toThrow('the source broke');
    expect((await s3.client.send(new ListMultipartUploadsCommand({ Bucket: name }))).Uploads ?? []).toEqual([]);
    expect((await s3.client.send(new ListObjectVersionsCommand({ Bucket: name }))).Versions ?? []).toEqual([]);
  });

  it('keeps the condition of a big body', async () => {
    const store = new S3Store(await bucket(true), s3.client);
    const big = new Uint8Array(17 * 1024 * 1024);
    const first = await store.write('key', big, { ifVersion: null });
    await expect(store.write('key', big, { ifVersion: null })).rejects.toMatchObject({ code: 'conflict' });
    await store.write('key', bytes('two'), { ifVersion: first.version });
    await expect(store.write('key', big, { ifVersion: first.version })).rejects.toMatchObject({ code: 'conflict' });
    expect((await buffer(store.read('key'))).toString()).toBe('two');
  });

  it('lists more keys than one page holds', async () => {
    const store = new S3Store(await bucket(false), s3.client);
    const keys = Array.from({ length: 1003 }, (_, index) => `k/${String(index).padStart(4, '0')}`);
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map((key) => store.write(key, bytes('x'))));
    }
    const listed: string[] = [];
    for await (const key of store.keys('k/')) listed.push(key);
    expect(listed).toEqual(keys);
  });

  it('tells a missing bucket from a missing object', async () => {
    const store = new S3Store('no-such-bucket', s3.client);
    await expect(store.write('key', bytes('x'))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.keys('')[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says when S3 does not answer', async () => {
    const client = new S3Client({
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    await expect(new S3Store('bucket', client).head('key')).rejects.toMatchObject({
      name: 'StoreError',
      code: 'unavailable',
      message: expect.stringMatching(/^s3:\/\/bucket\/key: expected to read it, got .*ECONNREFUSED/s),
    });
    client.destroy();
  });

  it('says when it has no permission', async () => {
    const name = await bucket(true);
    await fetch(`${s3.endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' });
    try {
      const store = new S3Store(name, s3.client);
      await expect(store.write('key', bytes('x'))).rejects.toMatchObject({ code: 'denied' });
      await expect(store.head('key')).rejects.toMatchObject({ code: 'denied' });
    } finally {
      await fetch(`${s3.endpoint}/moto-api/reset-auth`, { method: 'POST', body: '1000000' });
    }
  });
});
