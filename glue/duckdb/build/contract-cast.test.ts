import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine, readText } from '../engine.ts';
import { tableOf } from '../testing/lake-fixture.ts';
import { checkColumns, contractSql } from './contract-cast.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** As Spark 3.5 with ANSI casts (spark.sql.ansi.enabled=true): fractions are cut off, decimals round half up from the decimal text. */
test.each([
  ['CAST(3.7 AS DOUBLE)', 'double', 'bigint', '3'],
  ['CAST(-3.7 AS DOUBLE)', 'double', 'bigint', '-3'],
  ['CAST(3.7 AS DECIMAL(3,1))', 'decimal(3,1)', 'bigint', '3'],
  ['CAST(5 AS INTEGER)', 'int', 'bigint', '5'],
  ['CAST(0.285 AS DOUBLE)', 'double', 'decimal(10,2)', '0.29'],
  ['CAST(1.005 AS DOUBLE)', 'double', 'decimal(10,2)', '1.01'],
  ['CAST(-1.005 AS DOUBLE)', 'double', 'decimal(10,2)', '-1.01'],
  ['CAST(1e-7 AS DOUBLE)', 'double', 'decimal(10,7)', '0.0000001'],
  ['CAST(2.345 AS DECIMAL(4,3))', 'decimal(4,3)', 'decimal(10,2)', '2.35'],
  ['CAST(-2.345 AS DECIMAL(4,3))', 'decimal(4,3)', 'decimal(10,2)', '-2.35'],
  ["DATE '2026-01-02'", 'date', 'timestamp', '2026-01-02 00:00:00'],
  ["TIMESTAMP '2026-01-02 23:59:59.999999'", 'timestamp', 'date', '2026-01-02'],
  ['NULL', 'void', 'double', null],
])('%s as %s becomes %s %s', async (value, got, type, expected) => {
  const table = tableOf('t', { x: type }, ['x']);
  const columns = [{ name: 'x', type: got }];
  expect(checkColumns(table, columns)).toEqual([]);
  const sql = contractSql(table, `SELECT ${value}`, columns);
  expect(await readText(engine.connection, `SELECT CAST(x AS VARCHAR) FROM (${sql})`)).toEqual([[expected]]);
});

test.each([
  ['string', 'bigint'],
  ['string', 'date'],
  ['bigint', 'string'],
  ['double', 'string'],
  ['boolean', 'bigint'],
  ['date', 'bigint'],
  ['array<string>', 'string'],
])('%s is not made %s without a word', (got, type) => {
  expect(checkColumns(tableOf('t', { x: type }, ['x']), [{ name: 'x', type: got }])).toMatchObject([
    { code: 'contract-type', got },
  ]);
});

test.each([
  [['a', 'b'], ['b', 'a'], 'put the columns into this order'],
  [['a', 'b'], ['a', 'a'], 'return a once'],
  [['amount', 'b'], ['amuont', 'b'], 'did you mean "amount" by "amuont"?'],
  [['a', 'b'], ['a'], 'missing: b'],
  [['a'], ['a', 'total'], 'not in table.json: total'],
])('%j expected, %j returned', (expected, got, fix) => {
  const table = tableOf('t', Object.fromEntries(expected.map((name) => [name, 'bigint'])), ['a']);
  expect(
    checkColumns(
      table,
      got.map((name) => ({ name, type: 'bigint' })),
    ),
  ).toMatchObject([{ code: 'contract-columns', fix }]);
});
