import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeNewFolder } from './new-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-new-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const files = [{ path: 'schema.json', text: '{}\n' }];

test('a folder appears with all of its files', async () => {
  await writeNewFolder(join(root, 'glue', 'tables'), 'sales', [
    ...files,
    { path: 'cases/first/expected.csv', text: 'a\n' },
  ]);
  expect(await readdir(join(root, 'glue', 'tables', 'sales'), { recursive: true })).toContain(
    join('cases', 'first', 'expected.csv'),
  );
  expect(await readdir(join(root, 'glue', 'tables'))).toEqual(['sales']);
});

test('a file that can’t be copied leaves nothing behind', async () => {
  const copy = { path: 'data.csv', copyOf: join(root, 'not-there.csv') };
  await expect(writeNewFolder(root, 'sales', [...files, copy])).rejects.toMatchObject({
    code: 'not-writable',
    exitCode: 3,
  });
  expect(await readdir(root)).toEqual([]);
});

test('a room that is a file is told, and is left as it is', async () => {
  await writeFile(join(root, 'datasets'), 'x');
  await expect(writeNewFolder(join(root, 'datasets'), 'sales', files)).rejects.toMatchObject({ code: 'not-writable' });
  expect(await readdir(root)).toEqual(['datasets']);
});

test('a folder that came meanwhile is left as it is', async () => {
  await mkdir(join(root, 'sales'));
  await expect(writeNewFolder(root, 'sales', files)).rejects.toMatchObject({ code: 'name-taken', exitCode: 2 });
  expect(await readdir(join(root, 'sales'))).toEqual([]);
  expect(await readdir(root)).toEqual(['sales']);
});
