import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../python-env/python-env.ts';
import { ensureJar } from '../python-env/spark-jars.ts';
import { ensureStandIn } from './stand-in.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const peers = await Promise.all([ensurePythonEnv(root), ensureStandIn(root), ensureJar(root)]);
const reason = peers.find((peer) => peer.reason !== undefined)?.reason;
if (reason !== undefined && process.env['CI']) {
  it('has its peers', () => expect.fail(reason));
}

describe.skipIf(reason !== undefined)(`the rehearsal (${reason ?? 'LocalStack, moto, Spark'})`, () => {
  it('takes the lake from bootstrap to destroy, accounts for 100 files at once, and goes through smoke', {
    timeout: 1_500_000,
  }, async () => {
    const args = [join(root, 'scripts', 'sluice.js'), 'rehearse', '--json', '--uploads', '100', '--smoke'];
    const ended: unknown = await run(process.execPath, args, { maxBuffer: 1 << 24 }).catch((error: unknown) => error);
    if (!(typeof ended === 'object' && ended !== null && 'stdout' in ended && 'stderr' in ended)) throw ended;
    if (ended.stdout === '') expect.fail(String(ended.stderr));
    const report: unknown = JSON.parse(String(ended.stdout));
    expect(report, String(ended.stderr)).toMatchObject({ failures: [] });
  });
});
