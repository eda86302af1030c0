import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import { projectAt } from '../lake/project.ts';
import type { Changes } from './changes.ts';
import { checkOutBase } from './check-out.ts';
import { parseRawDiff } from './list-changed-files.ts';
import { readChanges } from './read-changes.ts';
import { type TemporaryRepository, temporaryRepository } from './testing/temporary-repository.ts';

const schema = JSON.stringify({ type: 'object', properties: { id: { type: 'integer' } } });
const files = {
  'datasets/orders/schema.json': schema,
  'datasets/orders/a.csv': 'id\n1\n2\n3\n4\n5\n',
  'datasets/others/schema.json': schema,
  'glue/tables/totals/transform.sql': 'SELECT count(*) AS n FROM orders',
  'glue/tables/grand_totals/transform.sql': 'SELECT sum(n) AS n FROM totals',
  'glue/tables/pipeline/transform.sql': 'SELECT file FROM _runs',
  'dashboards/sales/data-sets/x.json': JSON.stringify({ table: 'grand_totals', mode: 'SPICE' }),
  'README.md': '# x\n',
  'scripts/x.ts': '',
};

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = await temporaryRepository(files);
});
afterEach(() => repository.dispose());

const read = (base = 'main', head?: string) => readChanges(repository, { base, head });

test('nothing changed: nothing is touched', async () => {
  const changes = await read();
  expect(changes).toMatchObject({ files: [], datasets: [], tables: [], dashboards: [], head: undefined });
  expect(changes.touched).toEqual({ datasets: [], tables: [], dashboards: [] });
  expect(Object.values(changes.kinds)).toEqual([false, false, false, false, false]);
});

test('a new file, not yet added, touches what reads it, down to the dashboard, and what says how cleaning went', async () => {
  await repository.put('datasets/orders/b.csv', 'id\n9\n');
  await repository.put('.gitignore', 'ignored/\n');
  await repository.put('ignored/x', '');
  const changes = await read();
  expect(changes.files.map(({ path, status }) => [path, status])).toEqual([
    ['.gitignore', 'added'],
    ['datasets/orders/b.csv', 'added'],
  ]);
  expect(changes.datasets).toEqual([
    { name: 'orders', status: 'changed', files: ['datasets/orders/b.csv'], schema: false, data: true },
  ]);
  expect(changes.touched).toEqual({
    datasets: ['orders'],
    tables: ['grand_totals', 'pipeline', 'totals'],
    dashboards: ['sales'],
  });
  expect(changes.kinds).toMatchObject({ data: true, infra: false, workflows: false });
});

test('a branch is compared with where it left the base, by commits', async () => {
  await repository.git('checkout', '--quiet', '-b', 'work');
  await repository.put('glue/tables/totals/transform.sql', 'SELECT 1 AS n FROM orders');
  await repository.commit();
  await repository.git('checkout', '--quiet', 'main');
  await repository.put('datasets/orders/c.csv', 'id\n7\n');
  await repository.commit();
  const changes = await read('main', 'work');
  expect(changes.files.map(({ path }) => path)).toEqual(['glue/tables/totals/transform.sql']);
  expect(changes.touched).toEqual({ datasets: [], tables: ['grand_totals', 'totals'], dashboards: ['sales'] });
  expect(changes.kinds).toMatchObject({ data: false, infra: true, code: true });
});

test('lineage is that of the head, which may not be checked out', async () => {
  await repository.git('checkout', '--quiet', '-b', 'work');
  await repository.put('glue/tables/fresh/transform.sql', 'SELECT id FROM others');
  await repository.put('datasets/others/a.csv', 'id\n1\n');
  await repository.commit();
  await repository.git('checkout', '--quiet', 'main');
  expect((await read('main', 'work')).touched.tables).toEqual(['fresh', 'pipeline']);
});

test('renames name both paths; removals of a whole folder are told', async () => {
  await repository.git('mv', 'datasets/orders/a.csv', 'datasets/orders/z.csv');
  await repository.remove('datasets/others');
  await repository.remove('glue/tables/pipeline');
  const changes = await read();
  expect(changes.files).toContainEqual({
    ...{ path: 'datasets/orders/z.csv', status: 'renamed', from: 'datasets/orders/a.csv', kind: 'file' },
  });
  expect(changes.datasets.map(({ name, status }) => [name, status])).toEqual([
    ['orders', 'changed'],
    ['others', 'removed'],
  ]);
  expect(changes.tables).toMatchObject([{ name: 'pipeline', status: 'removed' }]);
  expect(changes.touched.datasets).toEqual(['orders']);
});

test('names are taken as they are', async () => {
  const names = ['datasets/orders/a b.csv', 'datasets/orders/"\n::error::x.csv', 'datasets/orders/-é\t;$(id).csv'];
  for (const name of names) await repository.put(name, 'id\n1\n');
  const untracked = await read();
  expect(untracked.files.map(({ path }) => path).sort()).toEqual([...names].sort());
  await repository.commit();
  expect((await read('main~1', 'main')).files.map(({ path }) => path).sort()).toEqual([...names].sort());
});

test('links and submodules are named and not followed', async () => {
  await symlink('/etc/passwd', join(repository.root, 'datasets/orders/link.csv'));
  await repository.git('submodule', '--quiet', 'add', repository.root, 'inner');
  const changes = await read();
  expect(changes.files).toContainEqual({
    path: 'datasets/orders/link.csv',
    status: 'added',
    kind: 'link',
  } satisfies object);
  expect(changes.files).toContainEqual({ path: 'inner', status: 'added', kind: 'submodule' });
});

test.each(['datasets', 'glue/tables', 'dashboards'])(
  'a submodule is a folder of %s, added and removed',
  async (room) => {
    const folders = (changes: Changes) =>
      [...changes.datasets, ...changes.tables, ...changes.dashboards].map(({ name, status }) => [name, status]);
    await repository.git('submodule', '--quiet', 'add', repository.root, `${room}/inner`);
    expect(folders(await read())).toEqual([['inner', 'added']]);
    await repository.git('checkout', '--quiet', '-b', 'work');
    await repository.commit();
    expect(folders(await read('main', 'work'))).toEqual([['inner', 'added']]);
    await repository.git('rm', '--quiet', '--force', `${room}/inner`);
    const gone = await readChanges(repository, { base: 'work' });
    expect(folders(gone)).toEqual([['inner', 'removed']]);
  },
);

test('a file that git no longer tracks but that is still there is changed, not removed', async () => {
  await repository.git('rm', '--quiet', '--cached', 'datasets/orders/a.csv');
  expect((await read()).files).toEqual([{ path: 'datasets/orders/a.csv', status: 'changed', kind: 'file' }]);
});

test.each([
  [['README.md'], { docsOnly: true, code: false, infra: false, data: false }],
  [['datasets/orders/README.md'], { docsOnly: true, data: false }],
  [['README.md', 'scripts/x.ts'], { docsOnly: false, code: true, infra: false }],
  [['.github/workflows/ci.yml'], { workflows: true, code: true, infra: false }],
  [['lambda/a.ts'], { code: true, infra: true }],
  [['package-lock.json'], { code: true, infra: true }],
  [['glue/tables/totals/cases/a/expected.csv'], { code: true, infra: false }],
  [['datasets/orders/schema.json'], { data: true, infra: true, code: false }],
  [['dashboards/sales/definition.json'], { data: false, infra: false, code: false }],
])('what kind of change %j is', async (paths, kinds) => {
  for (const path of paths) await repository.put(path, '{ "changed": true }');
  expect((await read()).kinds).toMatchObject(kinds);
});

describe('what git can not tell', () => {
  const failure = async (project: Parameters<typeof readChanges>[0], base: string): Promise<CommandError> => {
    const error = await readChanges(project, { base }).catch((caught: unknown) => caught);
    if (error instanceof CommandError) return error;
    throw new Error('expected a CommandError', { cause: error });
  };

  test('a base that is not there, whatever it is called', async () => {
    for (const base of ['nowhere', '--output=/tmp/x', '0'.repeat(40), 'main:datasets', 'a\0b']) {
      expect(await failure(repository, base)).toMatchObject({ code: 'no-commit', exitCode: 3 });
    }
  });

  test('a shallow clone says how to fetch more', async () => {
    await repository.put('b', '1');
    await repository.commit();
    const clone = await mkdtemp(join(tmpdir(), 'sluice-clone-'));
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository.root}`, clone]);
    const base = await repository.git('rev-parse', 'main~1');
    expect((await failure(projectAt(clone), base)).message).toMatch(/fetch-depth: 0/);
    await rm(clone, { recursive: true });
  });

  test('a branch that only origin has is found', async () => {
    const clone = await mkdtemp(join(tmpdir(), 'sluice-clone-'));
    execFileSync('git', ['clone', '--quiet', `file://${repository.root}`, clone]);
    execFileSync('git', ['checkout', '--quiet', '--detach'], { cwd: clone });
    execFileSync('git', ['branch', '--quiet', '-D', 'main'], { cwd: clone });
    expect((await readChanges(projectAt(clone), { base: 'main' })).files).toEqual([]);
    await rm(clone, { recursive: true });
  });

  test('histories that have nothing in common', async () => {
    await repository.git('checkout', '--quiet', '--orphan', 'other');
    await repository.commit();
    expect(await failure(repository, 'main')).toMatchObject({ code: 'no-merge-base' });
  });

  test('no repository at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-none-'));
    expect(await failure(projectAt(folder), 'main')).toMatchObject({ code: 'no-repository' });
    await rm(folder, { recursive: true });
  });
});

describe('a commit in a folder', () => {
  let large: TemporaryRepository;
  beforeAll(async () => {
    large = await temporaryRepository({
      '.gitattributes': '* text=auto eol=crlf\n*.csv filter=upper\n',
      'datasets/orders/a.csv': `id\n${'1\n'.repeat(200_000)}`,
      'datasets/orders/é b.csv': 'id\n',
      'dashboards/x/definition.json': '{\n}\n',
      'glue/tables/t/cases/c/a.csv': 'id\n',
    });
    // Would run at a checkout, as Git LFS does.
    await large.git('config', 'filter.upper.smudge', 'tr a-z A-Z');
    await symlink('../../../secret', join(large.root, 'datasets/orders/out.csv'));
    await symlink('a.csv', join(large.root, 'datasets/orders/in.csv'));
    await large.commit();
  });
  afterAll(() => large.dispose());

  test('is what was committed, byte for byte, and the clone stays as it is', async () => {
    await large.put('datasets/orders/a.csv', 'other');
    const before = await readFile(join(large.root, '.git/index'));
    const tree = await checkOutBase(large, await large.git('rev-parse', 'main'));
    expect(await readFile(join(tree.datasets, 'orders/a.csv'), 'utf8')).toBe(`id\n${'1\n'.repeat(200_000)}`);
    expect(await readFile(join(tree.datasets, 'orders/é b.csv'), 'utf8')).toBe('id\n');
    expect(await readFile(join(tree.dashboards, 'x/definition.json'), 'utf8')).toBe('{\n}\n');
    expect(await readFile(join(tree.datasets, 'orders/in.csv'), 'utf8')).toContain('1\n');
    await expect(readFile(join(tree.datasets, 'orders/out.csv'))).rejects.toThrow(/ENOENT/);
    expect(await readFile(join(large.root, '.git/index'))).toEqual(before);
    await tree.dispose();
    await expect(readFile(join(tree.dashboards, 'x/definition.json'))).rejects.toThrow(/ENOENT/);
  });

  test('may be a part of it', async () => {
    const tree = await checkOutBase(large, await large.git('rev-parse', 'main'), (path) => !path.endsWith('.csv'));
    await expect(readFile(join(tree.datasets, 'orders/a.csv'))).rejects.toThrow(/ENOENT/);
    await tree.dispose();
  });
});

test('git diff --raw -z is read as git documents it', () => {
  const zero = '0'.repeat(40);
  const raw = [
    `:100644 100644 ${zero} ${zero} M`,
    'a',
    `:000000 120000 ${zero} ${zero} A`,
    'b',
    `:100644 100755 ${zero} ${zero} R086`,
    'c',
    'd',
    `:100644 100644 ${zero} ${zero} C100`,
    'e',
    'f',
    `:160000 000000 ${zero} ${zero} D`,
    'g',
    `:100644 120000 ${zero} ${zero} T`,
    ':h',
    '',
  ].join('\0');
  expect(parseRawDiff(raw)).toEqual([
    { path: 'a', status: 'changed', kind: 'file' },
    { path: 'b', status: 'added', kind: 'link' },
    { path: 'd', status: 'renamed', from: 'c', kind: 'file' },
    { path: 'f', status: 'added', kind: 'file' },
    { path: 'g', status: 'removed', kind: 'submodule' },
    { path: ':h', status: 'changed', kind: 'link' },
  ]);
});
