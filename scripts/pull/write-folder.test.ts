import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { writeFolder } from './write-folder.ts';

const room = await mkdtemp(join(tmpdir(), 'sluice-write-folder-'));
const folder = join(room, 'dashboards', 'sales');
afterEach(() => rm(room, { recursive: true, force: true }));

it('writes within the folder', async () => {
  await writeFolder(folder, [{ path: 'data-sets/orders.json', text: '{}' }]);
  expect(await readFile(join(folder, 'data-sets', 'orders.json'), 'utf8')).toBe('{}');
});

it.each(['../other/definition.json', 'data-sets/../../../package.json', '/outside.json', '', '..'])(
  'writes nothing at all when one file is to be %j',
  async (path) => {
    const changes = [
      { path: 'definition.json', text: '{}' },
      { path, text: '{}' },
    ];
    await expect(writeFolder(folder, changes)).rejects.toThrow('expected a path within');
    await expect(writeFolder(folder, [{ path, text: undefined }])).rejects.toThrow('expected a path within');
    expect(await readdir(room).catch(() => [])).toEqual([]);
  },
);
