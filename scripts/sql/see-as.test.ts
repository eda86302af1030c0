import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../glue/duckdb/engine.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { projectAt } from '../lake/project.ts';
import { runSql } from './run-sql.ts';
import { seeAs } from './see-as.ts';

let root = '';
const put = async (path: string, content: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-see-as-'));
  const column = (name: string, type: string) => ({ name, type, nullable: true, description: name });
  const contract = { title: 'Sales', description: 'Sales.', owner: 'sales', key: ['region'], partitions: [] };
  await put(
    'datasets/orders/schema.json',
    JSON.stringify({
      'x-sluice': { readers: ['analysts', { audience: 'europe', rows: { region: ["D'E", 'FR'] } }] },
      properties: {
        region: { type: 'string', 'x-sluice': { readers: ['analysts', 'europe', 'stock'] } },
        amount: { type: 'integer' },
      },
    }),
  );
  for (const [name, sql, columns] of [
    ['sales', 'SELECT region, sum(amount) AS amount FROM orders GROUP BY region', ['region string', 'amount bigint']],
    ['total', 'SELECT sum(amount) AS amount FROM orders', ['amount bigint']],
  ] as const) {
    const written = columns.map((one) => column(one.split(' ')[0] ?? '', one.split(' ')[1] ?? ''));
    await put(`glue/tables/${name}/transform.sql`, sql);
    const key = [written[0]?.name];
    await put(`glue/tables/${name}/table.json`, JSON.stringify({ ...contract, key, columns: written }));
    await put(`glue/tables/${name}/quality.dqdl`, 'Rules = [ RowCount > 0 ]\n');
  }
});
afterAll(async () => await rm(root, { recursive: true, force: true }));

/** Rows of the answer, or messages. */
async function ask(audience: string, sql: string): Promise<unknown> {
  const { connection, close } = await openEngine();
  try {
    await connection.run(`CREATE TABLE orders AS FROM (VALUES ('D''E', 1), ('US', 2), ('FR', 3)) AS t(region, amount)`);
    await connection.run('CREATE VIEW sales AS SELECT region, amount::BIGINT AS amount FROM orders');
    await connection.run('CREATE VIEW total AS SELECT sum(amount)::BIGINT AS amount FROM orders');
    const columns = [
      { name: 'region', type: 'string' },
      { name: 'amount', type: 'bigint' },
    ];
    const tables = new Map([
      ...['orders', 'sales'].map((name) => [name, columns] as const),
      ['total', columns.slice(1)] as const,
    ]);
    const seen = await seeAs(audience, { connection, tables, notes: new Map(), close }, projectAt(root));
    const result = await runSql({ text: sql, file: 'sql' }, seen);
    if (result.findings !== undefined) return seen.explain(result.findings).map(formatFinding);
    const rows: unknown[] = [];
    for await (const chunk of result.chunks()) rows.push(...chunk);
    return rows;
  } finally {
    close();
  }
}

const all = 'SELECT * FROM sales ORDER BY region';

describe('seeAs', () => {
  test('shows each audience its columns and rows', async () => {
    expect(await ask('analysts', all)).toEqual([
      ["D'E", '1'],
      ['FR', '3'],
      ['US', '2'],
    ]);
    expect(await ask('europe', all)).toEqual([
      ["D'E", '1'],
      ['FR', '3'],
    ]);
    expect(await ask('stock', all)).toEqual([["D'E"], ['FR'], ['US']]);
  });

  test('does not know a column, a table or a dataset that the audience may not read', async () => {
    expect(await ask('stock', 'SELECT amount FROM sales')).toEqual([expect.stringMatching(/sql-column\]$/)]);
    const why =
      'audiences read final tables, never datasets; who reads which, and which rows, is what "readers" in the schemas say [sql-table]';
    for (const name of ['total', 'orders', 'ORDERS'])
      expect(await ask('europe', `SELECT * FROM ${name}`)).toEqual([
        `sql:1:15: expected a table that europe may read: sales, got "${name}"; ${why}`,
      ]);
    expect(await ask('europe', 'SELECT * FROM salez')).toEqual([expect.stringContaining('did you mean sales?')]);
  });

  test.each(['main.sales', 'main.orders', 'seen.sales', '`main`.`total`'])('has no way around: %s', async (name) => {
    expect(await ask('europe', `SELECT * FROM ${name}`)).toEqual([expect.stringMatching(/\[sql-\w+\]$/)]);
  });

  test('an audience that nobody names is wrong use', async () => {
    await expect(ask('nobody', all)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--as to be an audience: analysts, europe, stock'),
    });
  });
});
