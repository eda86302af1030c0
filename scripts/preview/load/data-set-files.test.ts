import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../glue/duckdb/engine.ts';
import { columnType, dataSetFiles } from './data-set-files.ts';

let folder = '';
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-data-sets-'));
  engine = await openEngine();
  await writeFile(join(folder, "it's sales.csv"), 'day,amount,note\n2026-01-01,12.5,x\n2026-01-02,3,\n');
  await engine.connection.run(
    `COPY (SELECT 1::BIGINT AS n, DATE '2026-01-01' AS d) TO '${join(folder, 'items.parquet')}'`,
  );
  await writeFile(join(folder, 'items.csv'), 'wrong\n1\n');
  await writeFile(join(folder, 'broken.parquet'), 'not Parquet');
});

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

test('files are data sets by their names; Parquet wins over CSV; others have none', async () => {
  const found = await dataSetFiles(engine.connection, folder, 'data', ["it's sales", 'items', 'absent']);
  expect([...found.keys()]).toEqual(["it's sales", 'items']);
  expect(found.get("it's sales")?.columns.map(({ name, type }) => [name, type.kind])).toEqual([
    ['day', 'date'],
    ['amount', 'number'],
    ['note', 'string'],
  ]);
  expect(found.get('items')?.columns.map(({ name }) => name)).toEqual(['n', 'd']);
  const rows = await engine.connection.runAndReadAll(
    `SELECT sum(amount) AS total FROM ${found.get("it's sales")?.sql}`,
  );
  expect(rows.getRowObjectsJS()).toEqual([{ total: 15.5 }]);
});

test('a folder or file that can’t be read is named', async () => {
  await expect(dataSetFiles(engine.connection, join(folder, 'none'), 'none', ['a'])).rejects.toMatchObject({
    code: 'data-sets-folder',
    exitCode: 2,
  });
  await expect(dataSetFiles(engine.connection, folder, 'data', ['broken'])).rejects.toMatchObject({
    code: 'data-set-file',
    message: expect.stringContaining('data/broken.parquet: expected'),
  });
});

test.each([
  ['BIGINT', 'integer'],
  ['UTINYINT', 'integer'],
  ['FLOAT', 'number'],
  ['DECIMAL(12,2)', 'decimal'],
  ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
  ['VARCHAR', 'string'],
  ['STRUCT(a INTEGER)', 'string'],
])('%s is %s', (duckdb, kind) => {
  expect(columnType(duckdb).kind).toBe(kind);
});
