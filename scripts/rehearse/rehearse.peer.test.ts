import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

it('takes the lake from bootstrap to destroy, and accounts for 100 files at once', { timeout: 600_000 }, async () => {
  const args = [join(root, 'scripts', 'sluice.js'), 'rehearse', '--json', '--uploads', '100'];
  const ended = await run(process.execPath, args, { maxBuffer: 1 << 24 }).catch((error: unknown) => error);
  if (!(typeof ended === 'object' && ended !== null && 'stdout' in ended && 'stderr' in ended)) throw ended;
  const report: unknown = JSON.parse(String(ended.stdout));
  expect(report, String(ended.stderr)).toMatchObject({ failures: [] });
});
