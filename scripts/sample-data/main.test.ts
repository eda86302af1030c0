import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { main } from './main.ts';

const committed = fileURLToPath(new URL('../../datasets/', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'sample-data-'));
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], root: string): Promise<{ code: number; text: string }> {
  let text = '';
  const stdout = { write: (chunk: string) => (text += chunk) };
  const effects: Effects = { cwd: folder, env: {}, stdout, stderr: stdout, now: () => new Date(0) };
  return { code: await main(args, effects, root), text };
}

test('the committed files are what the generator gives, byte for byte', async () => {
  expect(await run(['--check'], committed)).toEqual({
    code: 0,
    text: '33 of 33 files were as the generator gives them\n',
  });
});

test('writes what is missing or changed and nothing else; --check only names it', async () => {
  expect((await run([], folder)).text).toContain('written datasets/user_logs/2026-W39.csv\n');
  expect((await run(['--check'], folder)).code).toBe(0);
  const changed = join(folder, 'items', 'items.csv');
  await appendFile(changed, 'one,more,1.00\n');
  const other = {
    code: 1,
    text: 'differs datasets/items/items.csv\n32 of 33 files were as the generator gives them\n',
  };
  expect(await run(['--check'], folder)).toEqual(other);
  expect(await readFile(changed, 'utf8')).toContain('one,more');
  expect((await run([], folder)).text).toContain('written datasets/items/items.csv\n32 of 33');
  expect(await readFile(changed)).toEqual(await readFile(join(committed, 'items', 'items.csv')));
});

test('another seed gives other synthetic files, and the same movies and lookups', async () => {
  const { text } = await run(['--check', '--seed', '7'], folder);
  expect(text).toContain('differs datasets/iot_sensor_data/2026-10-19.csv');
  expect(text).not.toMatch(/movies|items|regions/);
});

test.each(['-1', '1.5', 'x', '', '99999999999999999999'])('refuses the seed %j', async (seed) => {
  await expect(run(['--check', `--seed=${seed}`], folder)).rejects.toThrow(CommandError);
});
