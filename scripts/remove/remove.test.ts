import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { main } from './main.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject();
});
afterEach(() => project.dispose());

async function remove(...args: readonly string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await main(args, {
    cwd: project.root,
    env: {},
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => told.push(text) },
    now: () => new Date('2026-11-29T05:00:00Z'),
  });
  return { code, out: out.join(''), told: told.join('') };
}

const refusal = async (...args: readonly string[]): Promise<string> => {
  const error: unknown = await remove(...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CommandError);
  return error instanceof CommandError ? `${error.exitCode} ${error.message}` : '';
};

const folders = async () => ({
  datasets: await readdir(project.datasets),
  tables: await readdir(project.tables),
  dashboards: await readdir(project.dashboards),
});

describe('what something needs', () => {
  test('stays, and every place that reads it is listed down to the visual', async () => {
    const before = await folders();
    const { code, out, told } = await remove('dataset', 'sales_records');
    expect(code).toBe(1);
    expect(out).toMatch(
      /breaks glue\/tables\/sales_daily\/transform\.sql:\d+:\d+: table sales_daily reads sales_records\n/,
    );
    expect(out).toMatch(/table sales_monthly reads sales_daily/);
    expect(out).toMatch(
      /breaks dashboards\/sales\/definition\.json:\d+:\d+: visual "Revenue by region" of dashboard sales/,
    );
    expect(told).toContain('nothing was removed');
    expect(await folders()).toEqual(before);
    const sql = (await readFile(join(project.tables, 'sales_daily', 'transform.sql'), 'utf8')).split('\n');
    const [, line, column] = /transform\.sql:(\d+):(\d+): table sales_daily reads sales_records/.exec(out) ?? [];
    expect(sql[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^sales_records\b/);
    expect(sql[Number(line) - 1]).toMatch(/\b(FROM|JOIN)\b/);
  });

  test('goes with --with-dependents, and what is left is sound', async () => {
    const { code, out } = await remove('dataset', 'sales_records', '--with-dependents', '--json');
    expect(code).toBe(0);
    const { removes, done, keptIn } = JSON.parse(out);
    expect(done).toBe(true);
    expect(removes.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual([
      'dataset sales_records',
      'table sales_daily',
      'table sales_monthly',
      'dashboard sales',
    ]);
    const left = await folders();
    expect(left.datasets).not.toContain('sales_records');
    expect(left.tables).not.toContain('sales_monthly');
    expect(left.dashboards).not.toContain('sales');
    expect(await readdir(join(keptIn, 'datasets', 'sales_records'))).toContain('schema.json');
    const { main: validate } = await import('../validate/main.ts');
    const silent = { write: () => undefined };
    const effects = { cwd: project.root, env: {}, stdout: silent, stderr: silent, now: () => new Date(0) };
    expect(await validate(['glue', 'dashboards'], effects)).toBe(0);
  });
});

describe('what nothing needs', () => {
  test('goes; files that git does not have are told', async () => {
    const { code, out, told } = await remove('dashboard', 'movies');
    expect(code).toBe(0);
    expect(out).toBe('removed dashboard movies\n');
    expect(told).toMatch(/kept in \.lake\/removed\/2026-11-29T05-00-00-000Z-movies\n\d+ files were not committed/);
    expect((await folders()).dashboards).not.toContain('movies');
  });

  test('stays with --dry-run', async () => {
    const before = await folders();
    const { code, out } = await remove('dashboard', 'movies', '--dry-run');
    expect([code, out]).toEqual([0, 'would remove dashboard movies\n']);
    expect(await folders()).toEqual(before);
  });
});

describe('wrong use', () => {
  test.each([
    [['dataset', 'movis'], 'did you mean movies?'],
    [['table', 'movies'], '"movies", which is a dataset; npx sluice remove dataset movies'],
    [['dataset', '../datasets/movies'], 'without a path'],
    [['dataset', '..'], 'without a path'],
    [['dataset', ''], 'without a path'],
    [['dataset', '_rejects', '--with-dependents'], 'the lake writes it itself'],
    [['dataset', '_runs'], 'the lake writes it itself'],
    [['schema', 'x'], 'expected dataset, table, dashboard, got "schema"'],
    [['dataset'], 'expected the name of a dataset, got none'],
    [['dataset', 'a', 'b'], 'expected one name, got a b'],
  ])('%j', async (args, says) => {
    expect(await refusal(...args)).toMatch(new RegExp(`^2 .*${says.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });

  test('a link is left alone', async () => {
    await symlink(join(project.datasets, 'movies'), join(project.datasets, 'films'));
    expect(await refusal('dataset', 'films')).toContain('which is a link');
    expect((await folders()).datasets).toContain('films');
  });
});
