import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLakeLock } from './lake-lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lake-lock-'));
  lock = join(folder, '.lake', 'build.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('two builds run one after the other', async () => {
  const events: string[] = [];
  const build = (name: string) =>
    withLakeLock(lock, async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} ends`);
    });
  await Promise.all([build('a'), build('b')]);
  expect(events.map((event) => event.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends']);
  expect(existsSync(lock)).toBe(false);
});

test('a lock that a killed process left is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  await withLakeLock(lock, async () => {});
  writeFileSync(lock, String(dead));
  expect(await withLakeLock(lock, async () => readFileSync(lock, 'utf8'))).toBe(String(process.pid));
});

test('a lock that a living process holds is refused, by its number, once patience ends', async () => {
  await withLakeLock(lock, async () => {});
  writeFileSync(lock, String(process.ppid));
  await expect(withLakeLock(lock, async () => {}, 0)).rejects.toMatchObject({
    code: 'lake-in-use',
    exitCode: 3,
    message: expect.stringContaining(`process ${process.ppid}`),
  });
});

test('the lock goes when the work fails', async () => {
  await expect(withLakeLock(lock, () => Promise.reject(new TypeError('x')))).rejects.toThrow('x');
  expect(existsSync(lock)).toBe(false);
});
