import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, test } from 'vitest';
import { type TemporaryRepository, temporaryRepository } from '../changes/testing/temporary-repository.ts';
import { codeMarkdown } from '../github/markdown.ts';
import { main } from './main.ts';
import type { ReportModel } from './report-model.ts';

const testdata = join(import.meta.dirname, 'testdata');

let repository: TemporaryRepository;
afterEach(() => repository.dispose());

/** A repository whose base and working tree are a case's. */
async function open(name: string): Promise<void> {
  repository = await temporaryRepository({ '.gitignore': '.lake\n' });
  await cp(join(testdata, name, 'base'), repository.root, { recursive: true });
  await repository.commit();
  await cp(join(testdata, name, 'head'), repository.root, { recursive: true });
}

async function report(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  let stdout = '';
  let stderr = '';
  const code = await main(['--base', 'main', ...args], {
    cwd: repository.root,
    env,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    now: () => new Date('2026-11-20T12:00:00Z'),
  });
  const read = (file: string) => readFile(join(repository.lake.root, 'report', file), 'utf8');
  const [comment, json, html] = await Promise.all([read('comment.md'), read('report.json'), read('report.html')]);
  const model: ReportModel = JSON.parse(json);
  return { code, stdout, stderr, comment, json, html, model };
}

/** Fails where the golden is another; a missing one is written, which is an error in CI. */
async function expectGolden(file: string, got: string): Promise<void> {
  const golden = await readFile(file, 'utf8').catch(() => undefined);
  if (golden === undefined && process.env['CI'] === undefined) await writeFile(file, got);
  else expect(got).toBe(golden);
}

describe.each(['good', 'bad'])('%s', (name) => {
  test('the comment is as its golden', async () => {
    await open(name);
    const infra = join(testdata, name, 'infra.json');
    const planned = (await stat(infra).catch(() => undefined)) !== undefined;
    const { comment, model } = await report(planned ? ['--infra', infra] : []);
    await expectGolden(join(testdata, name, 'comment.md'), comment.replaceAll(model.base.sha.slice(0, 7), '0000000'));
  });
});

test('a change that adds rows: what was there before, what is there now, and who reads it', async () => {
  await open('good');
  const { code, model, stdout, html } = await report(['--strict', '--json']);
  expect(code).toBe(0);
  expect(model.verdict).toEqual({ level: 'fine', text: 'nothing wrong found' });
  expect(model.scoreboard).toMatchObject({
    files: { added: 1, changed: 0, removed: 0 },
    rows: {
      head: { rowsIn: 6, rowsClean: 5, rowsQuarantined: 1 },
      base: { rowsIn: 4, rowsClean: 3, rowsQuarantined: 1 },
    },
    tables: { changed: [], downstream: ['orders_by_region'] },
    dashboards: { changed: [], downstream: ['orders'] },
  });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: model.verdict, scoreboard: model.scoreboard });
  expect(html).toContain('"report":{"format":1');
});

test('findings are no failure of the report, but with --strict', async () => {
  await open('bad');
  expect((await report()).code).toBe(0);
  expect((await report(['--strict'])).code).toBe(1);
});

test('rows of the base are counted by its own schema, and every file where the schema is another', async () => {
  await open('bad');
  const { model } = await report();
  const [orders] = model.datasets;
  expect(orders).toMatchObject({
    files: { added: 1, changed: 1, removed: 0 },
    base: { rowsIn: 4, rowsClean: 3, rowsQuarantined: 1 },
  });
});

test('a removed dataset had rows', async () => {
  await open('good');
  await repository.remove('datasets/orders');
  await repository.put('datasets/other/README.md', 'none yet');
  const { model } = await report();
  const orders = model.datasets.find(({ name }) => name === 'orders');
  expect(orders).toMatchObject({ status: 'removed', head: { rowsIn: 0 }, base: { rowsIn: 4, rowsClean: 3 } });
  expect(model.schemaChanges).toMatchObject([{ subject: 'orders', refused: true }]);
  expect(model.staleTables).toMatchObject([{ name: 'orders_by_region', status: 'missing', inherited: false }]);
});

describe('infrastructure that changed', () => {
  const infra = join(testdata, 'bad', 'infra.json');

  test('and was compared with nothing: unknown is not fine, and is no failure', async () => {
    await open('good');
    await repository.put('infra/app.ts', 'export {};\n');
    const { code, comment, model } = await report(['--strict']);
    expect(model.infrastructure).toBe('not-compared');
    expect(model.verdict).toEqual({ level: 'attention', text: 'infrastructure changes were not compared' });
    expect(comment).toContain('\n**Infrastructure**: changed, not compared with what is deployed.\n');
    expect(code).toBe(0);
  });

  test('and was compared: the plan says what', async () => {
    await open('good');
    await repository.put('infra/app.ts', 'export {};\n');
    const { comment, model } = await report(['--infra', infra]);
    expect(model.infrastructure).toMatchObject({ environment: 'rehearsal' });
    expect(model.verdict.text + comment).not.toContain('not compared');
  });

  test('what is known to be wrong comes first', async () => {
    await open('bad');
    const { model } = await report();
    expect(model.infrastructure).toBe('not-compared');
    expect(model.verdict.level).toBe('failed');
    await repository.remove('dashboards/orders');
    expect((await report()).model.verdict.text).not.toMatch(/^infrastructure/);
  });
});

describe('what is removed is named, and never “nothing wrong”', () => {
  test('a dashboard', async () => {
    await open('good');
    await repository.remove('dashboards/orders');
    const { comment, model } = await report();
    expect(model.verdict).toEqual({ level: 'attention', text: expect.stringContaining('1 dashboard removed') });
    expect(model.scoreboard.dashboards).toEqual({ changed: [], removed: ['orders'], downstream: [] });
    expect(comment).toContain('**Removed**\n\n- ⚠️ dashboard <code>orders</code>\n');
    expect(comment).toContain('1 dashboard (0 changed, 1 removed, 0 downstream)');
  });

  test('the definition of a dashboard that stays otherwise: as validate', async () => {
    await open('good');
    await repository.remove('dashboards/orders/definition.json');
    const { comment, model } = await report();
    expect(model.verdict).toEqual({ level: 'failed', text: '1 dashboard with errors' });
    expect(model.dashboards).toMatchObject([
      { id: 'orders', drawn: false, findings: { samples: [{ code: 'file-unreadable', severity: 'error' }] } },
    ]);
    expect(comment).toContain('❌ <code>dashboards/orders/definition&#46;json</code>');
  });

  test('a table that nothing reads, and a dataset that nothing reads', async () => {
    await open('good');
    await repository.remove('dashboards/orders');
    for (const [from, to] of [
      ['datasets/orders', 'datasets/returns'],
      ['glue/tables/orders_by_region', 'glue/tables/returns_by_region'],
    ] as const) {
      await cp(join(repository.root, from), join(repository.root, to), { recursive: true });
    }
    const sql = 'SELECT region, sum(amount) AS amount, count(*) AS orders FROM returns GROUP BY region';
    await repository.put('glue/tables/returns_by_region/transform.sql', sql);
    await repository.commit();
    await repository.remove('glue/tables/orders_by_region');
    const table = await report();
    expect(table.model.verdict).toEqual({ level: 'attention', text: expect.stringContaining('1 table removed') });
    expect(table.comment).toContain('- ⚠️ table <code>orders&#95;by&#95;region</code>\n');
    await repository.commit();
    await repository.remove('datasets/orders');
    const dataset = await report();
    expect(dataset.model.verdict).toEqual({ level: 'attention', text: expect.stringContaining('1 dataset removed') });
    expect(dataset.comment).toContain('- ⚠️ dataset <code>orders</code>\n');
  });

  test('a folder of datasets/ without a schema', async () => {
    await open('good');
    await repository.put('datasets/empty/README.md', 'none yet');
    await repository.commit();
    await repository.remove('datasets/empty');
    const { comment, model } = await report();
    expect(model.verdict).toEqual({ level: 'attention', text: expect.stringMatching(/^1 dataset removed/) });
    expect(comment).toContain('- ⚠️ dataset <code>empty</code>\n');
  });
});

test('values of sensitive columns are in none of the files', async () => {
  await open('bad');
  const { json, comment, html, stdout, stderr, model } = await report();
  expect(model.datasets[0]?.head.rowsQuarantined).toBeGreaterThanOrEqual(2);
  expect(model.datasets[0]?.findings.total).toBeGreaterThan(2);
  for (const text of [json, comment, html, stdout, stderr]) {
    expect(text).not.toMatch(/secret-of-|[a-g]@example\.org/);
  }
  expect(html).toContain('Where it was sold');
});

test('names of files do nothing in the comment or on the terminal of a workflow', async () => {
  await open('good');
  await repository.put('datasets/orders/@team [x](y) <b>#1.csv', 'id\n1\n');
  await repository.put('datasets/orders/a\n::error::b.csv', 'id\n1\n');
  const { comment, stderr, stdout } = await report(['--json'], { GITHUB_ACTIONS: 'true' });
  expect(comment).toContain('path&#45;not&#45;portable');
  expect(comment).not.toMatch(/@team|\]\(|<b>|^::/m);
  expect(stdout + stderr).not.toMatch(/^\s*::/m);
});

test('in a workflow the comment is the summary too, as much of it as fits', async () => {
  await open('good');
  const folder = await mkdtemp(join(tmpdir(), 'sluice-summary-'));
  try {
    const file = join(folder, 'summary');
    await writeFile(file, 'before\n');
    const { comment } = await report([], { GITHUB_STEP_SUMMARY: file });
    expect(await readFile(file, 'utf8')).toBe(`before\n${comment}`);
    await writeFile(file, 'x'.repeat(1024 ** 2 - 120));
    await report([], { GITHUB_STEP_SUMMARY: file });
    const full = await readFile(file, 'utf8');
    expect(Buffer.byteLength(full)).toBeLessThanOrEqual(1024 ** 2);
    expect(full.slice(1024 ** 2 - 120)).toMatch(/^### Sluice.*\n/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('what can’t be done', () => {
  test.each([
    [['--infra', 'none.json'], 'infra-file', 2],
    [['--infra', 'datasets/orders/schema.json'], 'infra-file', 2],
    [['--out', '.gitignore/x'], 'unwritable', 3],
    [['--base', 'no-such-branch'], 'no-commit', 3],
    [['x'], 'usage', 2],
  ] as const)('%j', async (args, code, exitCode) => {
    await open('good');
    await expect(report(args)).rejects.toMatchObject({ code, exitCode });
  });
});

test('data without a schema: its draft is in the comment and on the page, and no other dataset is drafted', async () => {
  await open('good');
  await repository.put('datasets/stores/all.csv', 'Store No,opened\nS1,2025-01-31\nS2,2025-02-28\nS1,2025-03-31\n');
  const { code, comment, model, html } = await report(['--strict']);
  expect(code).toBe(1);
  expect(model.drafts.map(({ dataset }) => dataset)).toEqual(['stores']);
  expect(comment).toContain(`A draft of ${codeMarkdown('datasets/stores/schema.json')}, proven on its files`);
  expect(comment).toContain('"aliases": ["Store No"]');
  expect(html.includes('"drafts":[{"dataset":"stores"')).toBe(true);
  expect(model.verdict.text).toContain('1 schema missing (1 draft is below)');
  const [draft] = model.drafts;
  await repository.put('datasets/stores/schema.json', draft?.text ?? '');
  const taken = await report(['--strict']);
  expect(taken).toMatchObject({ code: 0, model: { drafts: [] } });
});

test('a folder that can not be drafted from: why, and what to do, is in the comment', async () => {
  await open('good');
  await repository.put('datasets/stores/all.csv', '<!doctype html><html><body>Sign in</body></html>');
  await repository.put('datasets/Old-Stores/all.csv', 'a,b\n1,2\n');
  const { comment, model } = await report();
  expect(model.verdict.text).toContain('1 schema missing');
  expect(model.verdict.text).not.toContain('below');
  expect(comment).toContain(
    `${codeMarkdown('datasets/stores/all.csv')}: expected delimited text or JSON, got a web page; download`,
  );
  expect(comment).toContain(codeMarkdown('markup-file'));
  expect(comment).toContain(codeMarkdown('dataset-name'));
});
