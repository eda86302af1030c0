import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from './main.ts';

const cases = fileURLToPath(new URL('../dashboards/testdata/', import.meta.url));
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'definitions-'));
  await mkdir(join(root, 'datasets'));
  await cp(join(cases, 'ok/exported-data-set/definition.json'), join(root, 'else/board.json'));
  await cp(join(cases, 'ok/exported-data-set/data-sets/anything.json'), join(root, 'exports/anything.json'));
});
afterEach(() => rm(root, { recursive: true }));

async function run(...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await main(args, {
    cwd: root,
    env: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    now: () => new Date(0),
  });
  return { code, stdout, stderr };
}
const board = () => readFile(join(root, 'else/board.json'), 'utf8');
const put = (text: string) => writeFile(join(root, 'else/board.json'), text);

describe('a definition from anywhere', () => {
  test('is judged without data sets, which is said', async () => {
    const { code, stdout, stderr } = await run('else/board.json');
    expect(code).toBe(0);
    expect(stdout).toContain('[data-sets-unknown]');
    expect(stderr).toContain(`else/board.json: a dashboard's definition; columns of "orders" not checked`);
  });

  test('has its columns checked by data sets as QuickSight exports them', async () => {
    expect(await run('else/board.json', '--data-sets', 'exports')).toMatchObject({ code: 0, stdout: '' });
    await put((await board()).replace('"ColumnName": "Market"', '"ColumnName": "Markt"'));
    const { code, stdout } = await run('else/board.json', '--data-sets', 'exports');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error .*else\/board\.json:\d+:\d+: .*got "Markt"; did you mean "Market"\?/);
  });

  test('is found in an asset bundle, whose data sets it is judged by', async () => {
    await cp(join(cases, 'bundles/orders.qs'), join(root, 'export.qs'));
    const { code, stdout, stderr } = await run('export.qs');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('export.qs/dashboard/board.json: a dashboard of an asset bundle; columns checked');
    expect(stderr).toContain('0 errors and 0 warnings in 1 dashboard');
  });

  test.each([
    ['the output of describe-dashboard-definition', { DashboardId: 'a', Name: 'A', Status: 200, RequestId: 'r' }],
    ['the output of describe-analysis-definition', { AnalysisId: 'a', Name: 'A', Status: 200, RequestId: 'r' }],
    ['the input of create-dashboard', { AwsAccountId: '000000000000', DashboardId: 'a', Name: 'A' }],
  ])('is found in %s', async (kind, around) => {
    await put(JSON.stringify({ ...around, Definition: JSON.parse(await board()) }));
    const { code, stderr } = await run('else/board.json', '--data-sets', 'exports');
    expect([code, stderr]).toEqual([0, expect.stringContaining(`: ${kind}; columns checked`)]);
  });

  test('is found in the input of create-template, whose columns it holds itself', async () => {
    await cp(join(cases, 'ok/template/definition.json'), join(root, 'else/board.json'));
    const { code, stderr } = await run('else/board.json');
    expect([code, stderr]).toEqual([0, expect.stringContaining(': the input of create-template; columns checked')]);
  });

  test('has findings at severities of this run', async () => {
    expect((await run('else/board.json', '--severity', 'data-sets-unknown=off')).stdout).toBe('');
    expect((await run('else/board.json', '--severity', 'data-sets-unknown=error')).code).toBe(1);
    await expect(run('else/board.json', '--severity', 'data-set-unknown=off')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('did you mean data-sets-unknown?'),
    });
  });

  test('gives its findings as JSON, with what it was recognised as', async () => {
    const { stdout } = await run('else/board.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ code: 'data-sets-unknown', severity: 'warn', place: { line: 2 } }],
      definitions: [{ recognised: "a dashboard's definition", columnsSkipped: ['orders'] }],
    });
  });

  test.each([
    ['nothing', '', 'json-syntax'],
    ['no JSON', 'Sheets: []', 'json-syntax'],
    ['a cut file', '{"Sheets": [', 'json-syntax'],
    ['deep nesting', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'json-syntax'],
    ['a list', '[]', 'wrong-type'],
    ['null', 'null', 'wrong-type'],
    ['another JSON', '{"name": "x", "version": 1}', 'unknown-key'],
    ['repeated keys', '{"Sheets": [], "Sheets": []}', 'json-duplicate-key'],
    ['__proto__', '{"DataSetIdentifierDeclarations": [], "__proto__": {"Sheets": 1}}', 'unknown-key'],
  ])('may be %s: a finding, no crash', async (_, text, found) => {
    await put(text);
    const { code, stdout } = await run('else/board.json');
    expect(code).toBe(1);
    expect(stdout).toContain(`[${found}]`);
  });

  test('may have a byte order mark and CRLF: places stay right', async () => {
    await put((await board()).replace('"ColumnName": "Market"', '"ColumnName": "Markt"'));
    const place = (text: string) => /:\d+:\d+: /.exec(text)?.[0];
    const plain = (await run('else/board.json', '--data-sets', 'exports')).stdout;
    await put(`\uFEFF${(await board()).replaceAll('\n', '\r\n')}`);
    const marked = (await run('else/board.json', '--data-sets', 'exports')).stdout;
    expect(place(marked)).toBe(place(plain));
    expect(place(plain)).toBeDefined();
  });
});
