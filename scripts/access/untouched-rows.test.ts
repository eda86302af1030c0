import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../glue/duckdb/engine.ts';
import { installMacros } from '../../glue/duckdb/spark-sql/install-macros.ts';
import { translate } from '../../glue/duckdb/spark-sql/translate.ts';
import { datasetColumns } from '../../glue/duckdb/tables/catalog.ts';
import { mayRead } from './may-read.ts';
import { rowPredicate } from './row-predicate.ts';
import { dataset, table } from './testing/fixtures.ts';

const sales = dataset('sales', {
  readers: ['analysts', { audience: 'europe', rows: { region: ['DE', 'FR'] } }],
  properties: { region: { type: ['string', 'null'] }, shop: { type: 'string' }, amount: { type: 'integer' } },
});
const regions = dataset('regions', { properties: { region: { type: 'string' }, name: { type: 'string' } } });

/** SQL, and whether Europe reads anything of its table. */
const queries: [string, boolean][] = [
  ['SELECT region, shop, amount FROM sales WHERE amount > 1', true],
  ['SELECT region, sum(amount) AS amount FROM sales GROUP BY region', true],
  ['SELECT region AS r, region, max(amount) AS amount FROM sales GROUP BY 1, 2 HAVING count(*) > 1', true],
  ['SELECT region, shop, sum(amount) AS amount FROM sales GROUP BY ROLLUP (region, shop)', true],
  ['SELECT DISTINCT region, shop FROM sales', true],
  [
    'SELECT region, amount, rank() OVER (ORDER BY amount) AS place, sum(amount) OVER (PARTITION BY region) AS total FROM sales',
    true,
  ],
  [
    'WITH a AS (SELECT region, shop, sum(amount) AS s FROM sales GROUP BY region, shop) SELECT a.region, b.shop, a.s, b.s AS t FROM a JOIN a AS b ON b.region = a.region',
    true,
  ],
  [
    'SELECT r.region, name, sum(amount) AS amount FROM regions AS r LEFT JOIN sales AS s ON s.region = r.region GROUP BY r.region, name',
    true,
  ],
  ['SELECT s.region, name, amount FROM sales AS s FULL JOIN regions AS r ON s.region = r.region', true],
  ['SELECT region, name FROM regions ANTI JOIN sales USING (region)', true],
  ['SELECT region, shop FROM sales UNION ALL SELECT region, name FROM regions', true],
  ['SELECT region, shop FROM sales EXCEPT SELECT region, name FROM regions', true],
  ['SELECT sum(amount) AS amount FROM sales', false],
  ["SELECT 'DE' AS region, sum(amount) AS amount FROM sales", false],
  ['SELECT upper(region) AS region, sum(amount) AS amount FROM sales GROUP BY upper(region)', false],
  ['SELECT r.region, sum(amount) AS amount FROM regions AS r CROSS JOIN sales AS s GROUP BY r.region', false],
  ['SELECT r.region, amount FROM regions AS r JOIN sales AS s ON s.region >= r.region', false],
  ['SELECT a.region, b.amount FROM sales AS a JOIN sales AS b ON a.shop = b.shop', false],
  ['SELECT region, amount FROM sales WHERE amount = (SELECT max(amount) FROM sales)', false],
  ['SELECT region, name FROM regions WHERE EXISTS (SELECT 1 FROM sales WHERE amount > 1)', false],
  [
    'SELECT region, amount FROM (SELECT *, row_number() OVER (ORDER BY amount, shop) AS n FROM sales) AS x WHERE n < 3',
    false,
  ],
  ['SELECT region, amount FROM sales ORDER BY amount, region LIMIT 2', false],
  ['SELECT shop AS region, amount FROM sales', false],
  ...['LEFT', 'FULL', 'ANTI'].map((type): [string, boolean] => [
    `SELECT p.region, q.amount FROM sales AS p JOIN sales AS q ON p.shop = q.shop ${type} JOIN regions AS t ON t.region = p.region AND t.region = q.region`,
    false,
  ]),
  ...['RIGHT', 'FULL'].map((type): [string, boolean] => [
    `SELECT p.region, q.amount FROM regions AS t ${type} JOIN (sales AS p JOIN sales AS q ON p.shop = q.shop) ON t.region = p.region AND t.region = q.region`,
    false,
  ]),
  [
    'SELECT p.region, q.amount FROM sales AS p JOIN sales AS q ON p.shop = q.shop JOIN regions AS t ON t.region = p.region AND t.region = q.region',
    true,
  ],
];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  await installMacros(engine.connection);
});
afterAll(() => engine.close());

type Sale = readonly [string | null, string, number];
const sale = fc.tuple(
  fc.constantFrom<(string | null)[]>('DE', 'FR', 'US', 'IT', null),
  fc.constantFrom('a', 'b', 'DE'),
  fc.integer({ min: 0, max: 4 }),
);
const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

async function rowsOf(sql: string, list: readonly Sale[]): Promise<string[]> {
  const values = list.map(([region, shop, amount]) => `(${text(region)}, '${shop}', ${amount}::BIGINT)`);
  const none = "(NULL::VARCHAR, ''::VARCHAR, 0::BIGINT)";
  await engine.connection.run(
    `CREATE OR REPLACE TABLE sales AS SELECT *, 'f' AS _file, 0::BIGINT AS _row FROM (VALUES ${[none, ...values].join(', ')}) AS t(region, shop, amount) OFFSET 1`,
  );
  await engine.connection.run(
    "CREATE OR REPLACE TABLE regions AS SELECT *, 'f' AS _file, 0::BIGINT AS _row FROM (VALUES ('DE', 'a'), ('FR', 'b'), ('US', 'a')) AS t(region, name)",
  );
  return (await engine.connection.runAndReadAll(sql))
    .getRowsJson()
    .map((row) => JSON.stringify(row))
    .sort();
}

it.each(queries)('%s', async (sql, isRead) => {
  const tables = new Map([sales, regions].map((one) => [one.name, datasetColumns(one)]));
  const translated = translate(sql, { file: 'sql', tables, exploring: true });
  if (translated.findings !== undefined) return expect.fail(JSON.stringify(translated.findings));
  const columns = translated.columns.map(({ name, type }) => `${name} ${type}`);
  const readable = mayRead([table('t', sql, ...columns)], [sales, regions], ['europe'])
    .get('t')
    ?.get('europe');
  expect(readable !== undefined).toBe(isRead);
  if (readable === undefined) return;
  const list = readable.columns.map((name) => `"${name}"`).join(', ');
  const seen = `SELECT ${list} FROM (${translated.duckdb}) AS t WHERE ${rowPredicate(readable.rows ?? [])}`;
  await fc.assert(
    fc.asyncProperty(fc.array(sale, { maxLength: 10 }), async (all) => {
      const own = all.filter(([region]) => region === 'DE' || region === 'FR');
      expect(await rowsOf(seen, all)).toEqual(await rowsOf(seen, own));
    }),
    { numRuns: 15 },
  );
});
