import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../../glue/duckdb/engine.ts';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { ColumnType } from '../../../../lambda/schema/column-type.ts';
import { profileTable } from './profile-table.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine(1);
});
afterAll(() => engine.close());

const column = (name: string, type: ColumnType): TableColumn => ({
  name,
  type,
  nullable: true,
  description: '',
  unit: undefined,
});

it('looks into text, numbers, dates and booleans', async () => {
  await engine.connection.run(`CREATE TABLE "order" AS SELECT
      'r' || (i % 3) AS region, 'Region ' || (i % 3) AS region_name, md5(i::VARCHAR) AS hash, i AS amount,
      CASE WHEN i = 7 THEN 'infinity'::DOUBLE WHEN i > 5 THEN NULL ELSE i / 2 END AS ratio,
      DATE '2026-01-01' + i::INTEGER AS day, i > 4 AS "select"
    FROM range(60) rows(i)`);
  const profile = await profileTable(engine.connection, 'order', [
    column('region', { kind: 'string' }),
    column('region_name', { kind: 'string' }),
    column('hash', { kind: 'string' }),
    column('amount', { kind: 'integer' }),
    column('ratio', { kind: 'number' }),
    column('day', { kind: 'date' }),
    column('select', { kind: 'boolean' }),
  ]);
  expect(profile.rows).toBe(60);
  expect(Object.fromEntries(profile.columns)).toMatchObject({
    region: { distinct: 3, nulls: 0, text: { longest: 2, opaque: false } },
    hash: { distinct: 60, text: { longest: 32, opaque: true } },
    amount: { numbers: { min: 0, median: 29, max: 59, whole: true } },
    ratio: { nulls: 53, numbers: { min: 0, max: 2.5, whole: false, decimals: 1 } },
    day: {
      times: {
        min: '2026-01-01T00:00:00Z',
        max: '2026-03-01T00:00:00Z',
        periods: { day: 60, month: 3, year: 1 },
        even: true,
      },
    },
    select: { distinct: 2, nulls: 0 },
  });
  expect(profile.pairs).toContainEqual({ a: 'region', b: 'region_name', distinct: 3 });
});

it('knows nothing of a table without rows but that', async () => {
  await engine.connection.run('CREATE TABLE nothing (day DATE, amount DOUBLE, name VARCHAR)');
  const columns = [
    column('day', { kind: 'date' }),
    column('amount', { kind: 'number' }),
    column('name', { kind: 'string' }),
  ];
  const profile = await profileTable(engine.connection, 'nothing', columns);
  expect(profile.rows).toBe(0);
  expect([...profile.columns.values()]).toEqual(columns.map(() => ({ distinct: 0, nulls: 0 })));
});

it('takes hundreds of columns', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `c${index}`);
  await engine.connection.run(
    `CREATE TABLE wide AS SELECT ${names.map((name, index) => `i + ${index} AS ${name}`)} FROM range(9) rows(i)`,
  );
  const profile = await profileTable(
    engine.connection,
    'wide',
    names.map((name) => column(name, { kind: 'integer' })),
  );
  expect(profile.columns.get('c299')?.numbers).toMatchObject({ min: 299, max: 307 });
});
