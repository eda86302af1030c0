import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lakeContent } from '../lake/testing/lake-content.ts';
import { runCommand } from '../lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';

let project: TemporaryProject;
const git = (...words: string[]) =>
  promisify(execFile)('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...words], {
    cwd: project.root,
  });
const sluice = (...args: string[]) => runCommand(project.command, args, project.root);
/** Paths of the lake that are of a dataset or table; what was moved aside is no part of the lake. */
const lakeOf = async (...names: string[]) => {
  const paths = [...(await lakeContent(project.lake.root)).keys()].filter((path) => !path.startsWith('removed/'));
  return paths.filter((path) => names.some((name) => path.split('/').some((part) => part.split('.')[0] === name)));
};

beforeAll(async () => {
  project = await temporaryProject();
  await writeFile(join(project.root, '.gitignore'), '.lake/\n');
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'All');
  expect((await sluice('start', '--once')).code).toBe(0);
}, 120_000);
afterAll(() => project.dispose());

test('the next build sweeps what the lake has of it, and leaves the copy; git gives the folders back', async () => {
  const names = ['sales_records', 'sales_daily', 'sales_monthly'];
  for (const name of names) expect(await lakeOf(name)).not.toEqual([]);
  await appendFile(join(project.datasets, 'sales_records', '2026-10.csv'), '\n');
  const gone = await sluice('remove', 'dataset', 'sales_records', '--with-dependents');
  expect(gone.code).toBe(0);
  expect(gone.stderr).toContain('1 file was not committed as it stood, such as datasets/sales_records/2026-10.csv');

  const built = await sluice('start', '--once');
  expect([built.code, built.stderr]).toEqual([0, expect.stringContaining('removed sales_records/2026-03.csv\n')]);
  expect(await lakeOf(...names)).toEqual([]);
  const [kept = ''] = await readdir(join(project.lake.root, 'removed'));
  expect(kept).toMatch(/-sales_records$/);
  expect(existsSync(join(project.lake.root, 'removed', kept, 'datasets', 'sales_records', '2026-10.csv'))).toBe(true);

  const [, paths = ''] = /git checkout -- (.*)/.exec(gone.stderr) ?? [];
  await git('checkout', '--', ...paths.split(' '));
  expect((await git('status', '--porcelain')).stdout).toBe('');
  expect((await sluice('start', '--once')).code).toBe(0);
  expect(await lakeOf('sales_monthly')).not.toEqual([]);
}, 180_000);
