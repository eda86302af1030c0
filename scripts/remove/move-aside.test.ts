import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Move, moveAside } from './move-aside.ts';

const names = ['one', 'two', 'three'];
let root: string;
let into: string;
let moves: Move[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-move-'));
  into = join(root, '.lake', 'removed', 'now');
  moves = names.map((name) => ({ from: join(root, name), to: join(into, 'room', name) }));
  for (const name of names) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'file'), name);
  }
});
afterEach(() => rm(root, { recursive: true, force: true }));

const refusal = (code: string) => Object.assign(new Error('no'), { code, syscall: 'rename' });

test('all folders move', async () => {
  await moveAside(moves, into);
  for (const { from, to } of moves) expect([existsSync(from), existsSync(to)]).toEqual([false, true]);
});

test.each(names)('where %s can’t be moved, all are where they were, and no empty folder is left', async (failing) => {
  const rename_ = async (from: string, to: string) => {
    if (from === join(root, failing)) throw refusal('EACCES');
    await rename(from, to);
  };
  await expect(moveAside(moves, into, rename_)).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringMatching(`${failing}: expected a folder .*got EACCES; nothing was removed: mend`),
  });
  for (const name of names) expect(await readFile(join(root, name, 'file'), 'utf8')).toBe(name);
  expect(existsSync(into)).toBe(false);
});

test('another file system is told as such', async () => {
  const moving = moveAside(moves, into, () => Promise.reject(refusal('EXDEV')));
  await expect(moving).rejects.toThrow(/one file system/);
});

test('one that can’t be put back is told with its place; the others are put back', async () => {
  const failing = async (from: string, to: string) => {
    if (from === join(root, 'three') || to === join(root, 'two')) throw refusal('EBUSY');
    await rename(from, to);
  };
  await expect(moveAside(moves, into, failing)).rejects.toMatchObject({
    code: 'not-put-back',
    message: expect.stringContaining(`${join(root, 'two')} is now ${join(into, 'room', 'two')}`),
  });
  expect(existsSync(join(root, 'one', 'file'))).toBe(true);
  expect(existsSync(join(into, 'room', 'two', 'file'))).toBe(true);
});
