import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine, readText } from '../engine.ts';
import { finalView } from '../sources/final-view.ts';
import type { Table } from '../table.ts';
import { LakeFixture, tableOf } from '../testing/lake-fixture.ts';
import { shapeOf } from './build-table.ts';
import { writeParquet } from './write-parquet.ts';

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

const everyType = {
  id: 'bigint',
  name: 'string?',
  amount: 'decimal(14,2)',
  wide: 'decimal(38,10)',
  ratio: 'double?',
  flag: 'boolean',
  day: 'date',
  seen: 'timestamp',
};

async function write(table: Table, rows: string, threads = 1) {
  await engine.connection.run('SET threads = 4');
  await engine.connection.run(`CREATE OR REPLACE TEMP TABLE ${table.name} AS ${rows}`);
  await engine.connection.run(`SET threads = ${threads}`);
  const folder = join(lake.final, table.name, 'id');
  const parts = await writeParquet(engine.connection, table, folder);
  return { folder, parts };
}

test("hyparquet reads the contract's types and values", async () => {
  const table = tableOf('typed', everyType, ['id']);
  const { folder } = await write(
    table,
    `SELECT * FROM (VALUES
      (9223372036854775807::BIGINT, 'é "q"\n2', 12.50::DECIMAL(14,2), 1234567890123456789012345678.0123456789::DECIMAL(38,10), 0.1::DOUBLE, true, DATE '2026-01-02', TIMESTAMP '2026-01-02 03:04:05.123456'),
      ((-9223372036854775807 - 1)::BIGINT, NULL, -0.01::DECIMAL(14,2), 0::DECIMAL(38,10), NULL, false, DATE '0001-01-01', TIMESTAMP '1969-12-31 23:59:59.999999')
    ) AS t (id, name, amount, wide, ratio, flag, day, seen)`,
  );
  const file = await asyncBufferFromFile(join(folder, 'data.parquet'));
  const { schema } = await parquetMetadataAsync(file);
  const described = schema
    .slice(1)
    .map(({ name, type, logical_type: logical, converted_type: converted, precision, scale }) => [
      name,
      type,
      logical?.type ?? converted,
      ...(logical?.type === 'DECIMAL' ? [precision, scale] : []),
      ...(logical?.type === 'TIMESTAMP' ? [logical.isAdjustedToUTC, logical.unit] : []),
    ]);
  expect(described).toEqual([
    ['id', 'INT64', 'INT_64'],
    ['name', 'BYTE_ARRAY', 'UTF8'],
    ['amount', 'INT64', 'DECIMAL', 14, 2],
    ['wide', 'FIXED_LEN_BYTE_ARRAY', 'DECIMAL', 38, 10],
    ['ratio', 'DOUBLE', undefined],
    ['flag', 'BOOLEAN', undefined],
    ['day', 'INT32', 'DATE'],
    ['seen', 'INT64', 'TIMESTAMP', true, 'MICROS'],
  ]);
  const rows = await parquetReadObjects({ file });
  expect(rows[0]).toMatchObject({ id: 9223372036854775807n, name: 'é "q"\n2', amount: 12.5, ratio: 0.1, flag: true });
  expect(rows[0]?.['day']).toEqual(new Date('2026-01-02'));
  expect(rows[0]?.['seen']).toEqual(new Date('2026-01-02T03:04:05.123Z'));
  expect(rows[1]).toMatchObject({ id: -9223372036854775808n, name: null, amount: -0.01, ratio: null, flag: false });
});

test('the same rows give the same bytes with any number of threads before, and one file a partition', async () => {
  const table = tableOf(
    'parted',
    { id: 'bigint', x: 'double', year: 'bigint', month: 'bigint' },
    ['id'],
    ['year', 'month'],
  );
  const rows =
    'SELECT i::BIGINT AS id, i * 0.1 AS x, 2020 + (i % 3)::BIGINT AS year, 1 + (i % 12)::BIGINT AS month FROM range(260000) t(i) ORDER BY id';
  const first = await write(table, rows);
  const second = await write(table, rows);
  expect(second.parts).toEqual(first.parts);
  expect(first.parts).toHaveLength(12);
  expect(first.parts.map((part) => part.path).slice(0, 5)).toEqual([
    'year=2020/month=1/data.parquet',
    'year=2020/month=4/data.parquet',
    'year=2020/month=7/data.parquet',
    'year=2020/month=10/data.parquet',
    'year=2021/month=2/data.parquet',
  ]);
  expect(first.parts.reduce((sum, part) => sum + part.rows, 0)).toBe(260000);
});

test('any rows are read back by the view as they were, partitions included', async () => {
  const table = tableOf(
    'trip',
    { id: 'bigint', seen: 'timestamp?', day: 'date', place: 'string' },
    ['id'],
    ['day', 'place'],
  );
  const place = fc.string({
    unit: fc.constantFrom('a', ' ', '/', '=', '%', 'é', '.', ':', '"', "'"),
    minLength: 1,
    maxLength: 5,
  });
  const row = fc.record({
    at: fc.option(fc.bigInt({ min: -62135596800000000n, max: 253402300799999999n }), { nil: null }),
    day: fc.integer({ min: 0, max: 3 }),
    place,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (list) => {
      const values = list.map(
        ({ at, day, place: text }, index) =>
          `(${index}::BIGINT, make_timestamp(${at ?? 'NULL::BIGINT'}), DATE '2026-01-01' + ${day}, '${text.replaceAll("'", "''")}')`,
      );
      const rows =
        values.length === 0
          ? "SELECT 0::BIGINT AS id, NULL::TIMESTAMP AS seen, DATE '2026-01-01' AS day, '' AS place WHERE false"
          : `SELECT * FROM (VALUES ${values.join(', ')}) AS t (id, seen, day, place)`;
      const { parts } = await write(table, rows);
      const named = parts.map((part) => ({ ...part, path: `trip/id/${part.path}` }));
      const source = 'SELECT CAST(COLUMNS(*) AS VARCHAR)';
      const expected = await readText(engine.connection, `${source} FROM temp.trip ORDER BY id`);
      await finalView(engine.connection, { table: 'trip_view', ...shapeOf(table), parts: named }, lake.final);
      expect(await readText(engine.connection, `${source} FROM trip_view ORDER BY id`)).toEqual(expected);
      const types = await readText(engine.connection, 'SELECT column_type FROM (DESCRIBE trip_view)');
      expect(types.flat()).toEqual(['BIGINT', 'TIMESTAMP', 'DATE', 'VARCHAR']);
    }),
    { numRuns: 40 },
  );
});
