import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../testing/synthesize.ts';
import { bundleLambda } from './bundle-lambda.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As Lambda starts it: a process with nothing but the bundle; ready is when the first event, which names no key, is answered. */
const coldStart = `
const began = performance.now();
const { handler } = await import(process.argv[2]);
const context = { awsRequestId: 'r', functionName: 'clean', functionVersion: '1', invokedFunctionArn: 'arn', memoryLimitInMB: '1769', getRemainingTimeInMillis: () => 60_000 };
const answer = await handler({ Records: [] }, context);
console.error(JSON.stringify({ milliseconds: performance.now() - began, answer }));
`;

describe('the clean function’s bundle', () => {
  it('is under 3 MB zipped', async () => {
    const { folder: made, bytes } = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'clean'));
    const zipped = deflateRawSync(await readFile(join(made, 'index.mjs'))).length;
    expect(zipped).toBeLessThan(3_000_000);
    expect(bytes).toBeGreaterThan(zipped);
  });

  it('is ready in less than 250 ms, with nothing beside it', async () => {
    const { folder: made } = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'clean'));
    const script = join(folder, 'cold-start.mjs');
    await writeFile(script, coldStart);
    const env = {
      ...{ RAW_BUCKET: 'raw', PROCESSED_BUCKET: 'processed', QUARANTINE_BUCKET: 'quarantine', AWS_REGION: 'us-east-1' },
      ...{ TOKEN_KEY_ID: 'k1', TOKEN_KEY: btoa('7'.repeat(32)), AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
    };
    const times: number[] = [];
    for (let starts = 0; starts < 7; starts++) {
      const { stderr } = await run(process.execPath, [script, join(made, 'index.mjs')], { env, cwd: folder });
      const { milliseconds, answer } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as {
        milliseconds: number;
        answer: unknown;
      };
      expect(answer).toEqual({ reconciled: [] });
      times.push(milliseconds);
    }
    // The best of seven: what others do on this machine only ever adds.
    expect(Math.min(...times)).toBeLessThan(250);
  });

  it('is the same, byte for byte, from the same sources', async () => {
    const other = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'again'));
    expect(await readFile(join(other.folder, 'index.mjs'))).toEqual(await readFile(join(folder, 'clean', 'index.mjs')));
  });
});
