import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTables } from '../build/build-tables.ts';
import { type Engine, openEngine, readText } from '../engine.ts';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { loadTables } from '../tables/load-tables.ts';
import { contractOf, LakeFixture } from '../testing/lake-fixture.ts';
import { createLakeViews } from './lake-views.ts';

let engine: Engine;
let lake: LakeFixture;
beforeAll(async () => {
  engine = await openEngine();
  lake = await LakeFixture.create();
});
afterAll(async () => {
  engine.close();
  await lake.remove();
});

test('every dataset and table is a view, with the rows that manifests name and the state that they are in', async () => {
  lake.dataset('orders', { id: 'bigint', seen: 'timestamp' });
  lake.dataset('nothing', { id: 'bigint' });
  await lake.clean('orders', 'a.csv', 'id,seen,_row\n1,2026-01-02T03:04:05.123456Z,1\n');
  await lake.clean('orders', 'b.csv', 'id,seen,_row\n2,2026-01-03T00:00:00Z,1\n', { stale: true });
  const contract = contractOf({ id: 'bigint', seen: 'timestamp', month: 'bigint' }, ['id'], ['month']);
  await lake.table('monthly', { contract, sql: 'SELECT id, seen, month(seen) AS month FROM orders' });
  await lake.table('failing', {
    contract: contractOf({ id: 'bigint' }, ['id']),
    sql: "SELECT CAST('x' AS BIGINT) AS id FROM orders",
  });
  const { room, processed, final, schemas, manifests } = lake;
  const tools = { room, shown: 'glue/tables', schemas, sql: sparkSql };
  await buildTables({ ...tools, processed, final, manifests });
  const { tables } = await loadTables(tools);
  const { views, catalog } = await createLakeViews(engine.connection, { processed, final, schemas, manifests, tables });
  expect(views.map((view) => [view.name, view.kind, view.state])).toEqual([
    ['orders', 'dataset', 'stale'],
    ['nothing', 'dataset', 'missing'],
    ['failing', 'table', 'missing'],
    ['monthly', 'table', 'stale'],
  ]);
  expect(catalog.get('monthly')).toEqual([
    { name: 'id', type: 'bigint' },
    { name: 'seen', type: 'timestamp' },
    { name: 'month', type: 'bigint' },
  ]);
  const read = (name: string) =>
    readText(engine.connection, `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${name} ORDER BY 1`);
  expect(await read('monthly')).toEqual([
    ['1', '2026-01-02 03:04:05.123456', '1'],
    ['2', '2026-01-03 00:00:00', '1'],
  ]);
  expect(await read('orders')).toEqual([
    ['1', '2026-01-02 03:04:05.123456', 'orders/a.csv', '1'],
    ['2', '2026-01-03 00:00:00', 'orders/b.csv', '1'],
  ]);
  expect(await read('nothing')).toEqual([]);
  expect(await read('failing')).toEqual([]);
  const translation = await sparkSql.translate('SELECT max(seen) AS latest FROM monthly', {
    file: 'question',
    tables: catalog,
  });
  expect(translation.findings).toBeUndefined();
});
