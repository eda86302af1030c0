import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coldStart, coldStartEnv } from '../../lambda/handler/testing/cold-start.ts';
import { repository } from '../testing/synthesize.ts';
import { bundleLambda } from './bundle-lambda.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the clean function’s bundle', () => {
  it('is under 3 MB zipped', async () => {
    const { folder: made, bytes } = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'clean'));
    const zipped = deflateRawSync(await readFile(join(made, 'index.mjs'))).length;
    expect(zipped).toBeLessThan(3_000_000);
    expect(bytes).toBeGreaterThan(zipped);
  });

  it('answers its first event with nothing beside it', async () => {
    const { folder: made } = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'clean'));
    const script = join(folder, 'cold-start.mjs');
    await writeFile(script, coldStart);
    const asked = [script, join(made, 'index.mjs')];
    const { stdout } = await run(process.execPath, asked, { env: coldStartEnv, cwd: folder });
    // What the function logs stands before it. How soon it is ready: npm run bench -- infra.
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ answer: { reconciled: [] } });
  });

  it('is the same, byte for byte, from the same sources', async () => {
    const other = bundleLambda(join(repository, 'lambda/handler.ts'), join(folder, 'again'));
    expect(await readFile(join(other.folder, 'index.mjs'))).toEqual(await readFile(join(folder, 'clean', 'index.mjs')));
  });
});
