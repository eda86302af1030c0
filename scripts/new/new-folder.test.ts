import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectAt } from '../lake/project.ts';
import { addToFolder, writeNewFolder } from './new-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-new-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** What lies in the root, but for the lake, in which nothing may be left either. */
async function left(): Promise<string[]> {
  expect(await readdir(join(root, '.lake', 'drafts')).catch(() => [])).toEqual([]);
  return (await readdir(root)).filter((name) => name !== '.lake');
}

const files = [{ path: 'schema.json', text: '{}\n' }];

test('a folder appears with all of its files', async () => {
  await writeNewFolder(projectAt(root), join(root, 'glue', 'tables'), 'sales', [
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
  await expect(writeNewFolder(projectAt(root), root, 'sales', [...files, copy])).rejects.toMatchObject({
    code: 'not-writable',
    exitCode: 3,
  });
  expect(await left()).toEqual([]);
});

test('a room that is a file is told, and is left as it is', async () => {
  await writeFile(join(root, 'datasets'), 'x');
  await expect(writeNewFolder(projectAt(root), join(root, 'datasets'), 'sales', files)).rejects.toMatchObject({
    code: 'not-writable',
  });
  expect(await left()).toEqual(['datasets']);
});

test('a folder that came meanwhile is left as it is', async () => {
  await mkdir(join(root, 'sales'));
  await expect(writeNewFolder(projectAt(root), root, 'sales', files)).rejects.toMatchObject({
    code: 'name-taken',
    exitCode: 2,
  });
  expect(await readdir(join(root, 'sales'))).toEqual([]);
  expect(await left()).toEqual(['sales']);
});

test('a folder can be read by whom its room lets', async () => {
  await writeNewFolder(projectAt(root), root, 'sales', files);
  await mkdir(join(root, 'plain'));
  const modeOf = async (name: string) => (await stat(join(root, name))).mode;
  expect(await modeOf('sales')).toBe(await modeOf('plain'));
});

test('what a killed run left is gone after the next, and what another one writes is not', async () => {
  const dead = spawnSync(process.execPath, ['--eval', '']).pid;
  await mkdir(join(root, '.lake', 'drafts', `${dead}-x`), { recursive: true });
  await mkdir(join(root, '.lake', 'drafts', `${process.ppid}-x`));
  await writeNewFolder(projectAt(root), root, 'sales', files);
  expect(await readdir(join(root, '.lake', 'drafts'))).toEqual([`${process.ppid}-x`]);
});

test('files are added to a folder all or none, and nothing that is there is touched', async () => {
  await mkdir(join(root, 'sales'));
  await writeFile(join(root, 'sales', 'schema.json'), 'mine');
  const data = { path: '2025/data.csv', text: 'a\n1\n' };
  await expect(addToFolder(projectAt(root), join(root, 'sales'), [data, ...files])).rejects.toMatchObject({
    code: 'name-taken',
  });
  expect(await readFile(join(root, 'sales', 'schema.json'), 'utf8')).toBe('mine');
  expect(await readdir(join(root, 'sales', '2025'))).toEqual([]);
  await addToFolder(projectAt(root), join(root, 'sales'), [data]);
  expect(await readFile(join(root, 'sales', '2025', 'data.csv'), 'utf8')).toBe('a\n1\n');
});
