import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuseLinks } from './refuse-links.ts';
import { uncommittedFiles } from './uncommitted-files.ts';

let root: string;
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: root, stdio: 'pipe' });
const folder = 'dashboards/users';
const file = `${folder}/dashboard.json`;
const uncommitted = () => uncommittedFiles(root, folder, ['dashboard.json', 'data-sets/Füße & co.json']);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-uncommitted-'));
  await mkdir(join(root, folder, 'data-sets'), { recursive: true });
  await writeFile(join(root, file), '{}');
  await writeFile(join(root, folder, 'data-sets', 'Füße & co.json'), '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const commit = () => {
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'all');
};

it('finds every file outside git, or before the first commit', async () => {
  expect(await uncommitted()).toHaveLength(2);
  git('init', '-q');
  expect(await uncommitted()).toHaveLength(2);
});

it('finds none that is as committed, also below the root of the working tree', async () => {
  commit();
  expect(await uncommitted()).toEqual([]);
  expect(await uncommittedFiles(join(root, 'dashboards'), 'users', ['dashboard.json'])).toEqual([]);
});

it.each([[undefined], ['--assume-unchanged'], ['--skip-worktree']])(
  'finds an edit, whatever the index is told (%s)',
  async (flag) => {
    commit();
    if (flag !== undefined) git('update-index', flag, file);
    await writeFile(join(root, file), '{"title": "Mine"}');
    expect(await uncommitted()).toEqual([file]);
  },
);

it('finds an edit that is staged only, and a new file that is ignored', async () => {
  commit();
  await writeFile(join(root, file), '{"title": "Mine"}');
  git('add', '-A');
  await writeFile(join(root, '.gitignore'), 'theme.json');
  await writeFile(join(root, folder, 'theme.json'), '{}');
  expect(await uncommittedFiles(root, folder, ['dashboard.json', 'theme.json'])).toEqual([
    file,
    `${folder}/theme.json`,
  ]);
});

it('refuses links on the way to a file, at whatever depth', async () => {
  await expect(refuseLinks(root, [file, `${folder}/data-sets/new.json`])).resolves.toBeUndefined();
  await rename(join(root, folder, 'data-sets'), join(root, 'elsewhere'));
  await symlink(join(root, 'elsewhere'), join(root, folder, 'data-sets'));
  await expect(refuseLinks(root, [file, `${folder}/data-sets/new.json`])).rejects.toMatchObject({
    ...{
      code: 'linked',
      exitCode: 2,
      message: expect.stringMatching(/^dashboards\/users\/data-sets: .* symbolic link/),
    },
  });
  await symlink('nowhere.json', join(root, folder, 'theme.json'));
  await expect(refuseLinks(root, [`${folder}/theme.json`])).rejects.toMatchObject({ code: 'linked' });
});

it('finds what lies behind a link, which the commit has as a link only', async () => {
  await rename(join(root, folder), join(root, 'elsewhere'));
  await symlink('../elsewhere', join(root, folder));
  commit();
  await writeFile(join(root, 'elsewhere', 'dashboard.json'), '{"title": "Mine"}');
  expect(await uncommittedFiles(root, folder, ['dashboard.json'])).toEqual([file]);
});
