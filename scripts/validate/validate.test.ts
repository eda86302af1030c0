import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from './main.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'validate-'));
  await put('datasets/orders/schema.json', JSON.stringify(orders));
  await put('datasets/orders/good.csv', 'id,amount\n1,2.5\n2,3\n');
});
afterEach(() => rm(root, { recursive: true }));

const orders = {
  type: 'object',
  'x-sluice': { primaryKey: ['id'], tolerance: 0.5 },
  properties: { id: { type: 'integer' }, amount: { type: 'number' } },
  required: ['id', 'amount'],
};

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

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

describe('datasets', () => {
  test('a good one has no finding', async () => {
    expect(await run()).toEqual({ code: 0, stdout: '', stderr: '0 errors and 0 warnings in 1 dataset (1 file)\n' });
  });

  test('rows within the tolerance are warnings, one a reason and column, at the first row', async () => {
    await put('datasets/orders/some.csv', 'id,amount\n1,2\n2,"x\ny"\n3,z\n4,1\n');
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(
      /^warn datasets\/orders\/some\.csv:3: amount: expected a number, got "x\\ny"; .* \(and 1 more\) \[number-format\]\n$/,
    );
  });

  test('a file beyond the tolerance is an error, and says which rows', async () => {
    await put('datasets/orders/bad.csv', 'id,amount\n1,x\n2,y\n3,1\n');
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error datasets\/orders\/bad\.csv.*\[too-many-rejects\]$/m);
    expect(stdout).toMatch(/^error datasets\/orders\/bad\.csv:2: amount: .*\[number-format\]$/m);
  });

  test('a file is read as its ending says when the schema names no format', async () => {
    await put('datasets/orders/more.json', '[{ "id": 1, "amount": 2 }]');
    await put('datasets/orders/most.ndjson', '{ "id": 2, "amount": 3 }\n');
    expect(await run()).toEqual({ code: 0, stdout: '', stderr: '0 errors and 0 warnings in 1 dataset (3 files)\n' });
  });

  test('a broken schema is one error, and its files are not judged by it', async () => {
    await put('datasets/orders/schema.json', '{ "type": "object", ');
    const { code, stdout, stderr } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error datasets\/orders\/schema\.json:1:\d+: .*\n$/);
    expect(stderr).toBe('1 error and 0 warnings in 1 dataset (0 files)\n');
  });

  test('sensitive columns keep files from being committed, unless declared', async () => {
    const sensitive = {
      ...orders,
      properties: { ...orders.properties, email: { type: 'string', 'x-sluice': { sensitive: 'mask' } } },
    };
    await put('datasets/orders/schema.json', JSON.stringify(sensitive));
    expect((await run()).stdout).toMatch(
      /good\.csv: expected no committed file .* got "email"; .*\[sensitive-committed\]/,
    );
    const declared = { ...sensitive, 'x-sluice': { ...orders['x-sluice'], declared: 'public' } };
    await put('datasets/orders/schema.json', JSON.stringify(declared));
    expect((await run()).code).toBe(0);
  });

  test('one file is judged alone', async () => {
    await put('datasets/orders/bad.csv', 'id,amount\nx,x\n');
    expect((await run('datasets/orders/good.csv')).code).toBe(0);
    expect((await run('datasets/orders/bad.csv')).code).toBe(1);
  });
});

test('--json gives findings and counts and nothing else', async () => {
  await put('datasets/orders/some.csv', 'id,amount\n1,2\n1,3\n');
  const { code, stdout, stderr } = await run('--json');
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [{ code: 'duplicate-key', severity: 'warn', place: { file: 'datasets/orders/some.csv', line: 3 } }],
    files: [
      { file: 'datasets/orders/good.csv', status: 'clean', rowsIn: 2, rowsClean: 2, rowsQuarantined: 0 },
      { file: 'datasets/orders/some.csv', status: 'clean', rowsIn: 2, rowsClean: 1, rowsQuarantined: 1 },
    ],
    datasets: ['orders'],
  });
});

test('tables and dashboards are judged against what stands beside them', async () => {
  await put('glue/tables/totals/transform.sql', 'SELECT count(*) AS orders, sum(amout) AS amount FROM orders');
  await put(
    'glue/tables/totals/table.json',
    JSON.stringify({
      title: 'Totals',
      description: 'All orders.',
      owner: 'sales',
      columns: [
        { name: 'orders', type: 'bigint', nullable: false, description: 'How many.' },
        { name: 'amount', type: 'double', nullable: true, description: 'How much.' },
      ],
      key: ['orders'],
      partitions: [],
    }),
  );
  await put('glue/tables/totals/quality.dqdl', 'Rules = [ RowCount = 1 ]\n');
  const { code, stdout } = await run('glue/tables/totals');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^error glue\/tables\/totals\/transform\.sql:1:\d+: amout: .*did you mean amount\? \[sql-column\]$/m,
  );
});

test('an owner or viewer that no environment maps is told at its line, as a warning', async () => {
  const environments = await readFile(join(import.meta.dirname, '../../infra/environments/environments.json'), 'utf8');
  await put('infra/environments/environments.json', environments);
  const card = { title: 'Orders', description: '', owner: 'nobody', viewers: ['analysts', 'analyst'] };
  await put('dashboards/orders/dashboard.json', JSON.stringify(card, undefined, 2));
  const { findings } = JSON.parse((await run('dashboards/orders', '--json')).stdout);
  const told = findings.filter(({ code }: { code: string }) => code === 'unknown-principal');
  expect(told).toMatchObject([
    { severity: 'warn', place: { file: 'dashboards/orders/dashboard.json', line: 4 }, got: '"nobody"' },
    {
      severity: 'warn',
      place: { line: 7 },
      got: '"analyst"',
      fix: expect.stringContaining('did you mean "analysts"?'),
    },
  ]);
  await put('dashboards/orders/dashboard.json', JSON.stringify({ ...card, owner: 'analysts', viewers: [] }));
  expect((await run('dashboards/orders')).stdout).not.toContain('[unknown-principal]');
});
