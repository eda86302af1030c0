import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { contractOf, LakeFixture } from '../testing/lake-fixture.ts';
import { type BuildTablesOptions, buildTables } from './build-tables.ts';
import { fileSteps, readTableManifest } from './final-files.ts';

let lake: LakeFixture;

const january = 'id,sold_at,region,amount,_row\n1,2026-01-02T03:04:05Z,us,12.50,1\n2,2026-01-12T00:00:00Z,eu,1.50,2\n';
const october = 'id,sold_at,region,amount,_row\n3,2026-10-02T03:04:05Z,us,99.50,1\n';
const daily = {
  contract: contractOf(
    { day: 'date', region: 'string', amount: 'decimal(14,2)', last: 'timestamp', year: 'bigint', month: 'bigint' },
    ['day', 'region'],
    ['year', 'month'],
  ),
  sql: `SELECT CAST(sold_at AS DATE) AS day, region, CAST(sum(amount) AS DECIMAL(14,2)) AS amount, max(sold_at) AS last,
    year(CAST(sold_at AS DATE)) AS year, month(CAST(sold_at AS DATE)) AS month
    FROM orders GROUP BY CAST(sold_at AS DATE), region`,
  quality: 'Rules = [ IsPrimaryKey "day" "region" ]\n',
};
const total = {
  contract: contractOf({ region: 'string', days: 'bigint' }, ['region']),
  sql: 'SELECT region, count(*) AS days FROM daily GROUP BY region',
};
const other = {
  contract: contractOf({ region: 'string', orders: 'bigint' }, ['region']),
  sql: 'SELECT region, count(*) AS orders FROM orders GROUP BY region',
};

beforeEach(async () => {
  lake = await LakeFixture.create();
  lake.dataset(
    'orders',
    { id: 'bigint', sold_at: 'timestamp', region: 'string', amount: 'decimal(12,2)' },
    { primaryKey: ['id'] },
  );
  await lake.clean('orders', '2026-01.csv', january);
  await lake.clean('orders', '2026-10.csv', october);
  await lake.table('daily', daily);
  await lake.table('total', total);
  await lake.table('other', other);
});

afterEach(() => lake.remove());

function options(): BuildTablesOptions {
  const { room, processed, final, schemas, manifests } = lake;
  return { room, shown: 'glue/tables', processed, final, schemas, manifests, sql: sparkSql };
}

async function build() {
  const result = await buildTables(options());
  const status = Object.fromEntries(
    result.tables.map((one) => [
      one.table,
      one.stale && ['built', 'unchanged'].includes(one.status) ? `${one.status}, stale` : one.status,
    ]),
  );
  return { status, said: result.findings.map(formatFinding), result };
}

test('tables are built in order, in folders as Spark names them, and counted in their manifests', async () => {
  const seen: string[] = [];
  const result = await buildTables({ ...options(), onTable: (table) => seen.push(table.table) });
  expect(seen).toEqual(['daily', 'other', 'total']);
  expect(result.tables.map((table) => [table.table, table.status, table.rows])).toEqual([
    ['daily', 'built', 3],
    ['other', 'built', 2],
    ['total', 'built', 2],
  ]);
  const manifest = await readTableManifest(lake.final, 'daily');
  const id = manifest?.inputHash?.slice(0, 16);
  expect(manifest?.parts.map((part) => [part.path, part.rows])).toEqual([
    [`daily/${id}/year=2026/month=1/data.parquet`, 2],
    [`daily/${id}/year=2026/month=10/data.parquet`, 1],
  ]);
  const files = await lake.finalFiles();
  for (const part of manifest?.parts ?? []) expect(files[part.path]).toBe(part.sha256);
  expect(manifest?.quality).toEqual([
    {
      rule: 'IsPrimaryKey "day" "region"',
      line: 1,
      severity: 'error',
      passed: true,
      measured: '0 values more than once',
    },
  ]);
});

test('any number of threads gives the same bytes, sums of doubles included', async () => {
  lake.dataset('readings', { sensor: 'bigint', value: 'double' });
  for (const file of ['a.csv', 'b.csv', 'c.csv', 'd.csv']) {
    const rows = Array.from(
      { length: 5000 },
      (_, row) => `${row % 7},${(row * 0.1 + file.charCodeAt(0)) / 3},${row + 1}\n`,
    );
    await lake.clean('readings', file, `sensor,value,_row\n${rows.join('')}`);
  }
  await lake.table('sums', {
    contract: contractOf({ sensor: 'bigint', total: 'double', mean: 'double' }, ['sensor']),
    sql: 'SELECT sensor, sum(value) AS total, avg(value) AS mean FROM readings GROUP BY sensor',
  });
  const builds = [];
  for (const threads of [1, 2, 8]) {
    const fresh = await LakeFixture.create();
    await buildTables({ ...options(), final: fresh.final, threads });
    builds.push(await fresh.finalFiles());
    await fresh.remove();
  }
  expect(builds[1]).toEqual(builds[0]);
  expect(builds[2]).toEqual(builds[0]);
});

describe('a second build', () => {
  test('does nothing when nothing changed', async () => {
    await build();
    const before = await lake.finalFiles();
    expect((await build()).status).toEqual({ daily: 'unchanged', other: 'unchanged', total: 'unchanged' });
    expect(await lake.finalFiles()).toEqual(before);
  });

  test('builds what a changed file reaches, to the bytes of a first build, and removes older ids', async () => {
    await build();
    await lake.clean('orders', '2026-10.csv', `${october}4,2026-10-03T00:00:00Z,eu,1.00,2\n`);
    expect((await build()).status).toEqual({ daily: 'built', other: 'built', total: 'built' });
    const after = await lake.finalFiles();
    expect(Object.keys(after).filter((path) => path.startsWith('total/'))).toHaveLength(1);
    const fresh = await LakeFixture.create();
    await buildTables({ ...options(), final: fresh.final });
    expect(after).toEqual(await fresh.finalFiles());
    await fresh.remove();
  });

  test('builds only the table whose SQL changed, and those that read it', async () => {
    await build();
    await lake.table('other', { ...other, sql: `${other.sql} ORDER BY region` });
    expect((await build()).status).toEqual({ daily: 'unchanged', other: 'built', total: 'unchanged' });
    await lake.table('daily', { ...daily, quality: 'Rules = [ RowCount > 1 ]\n' });
    expect((await build()).status).toEqual({ daily: 'built', other: 'unchanged', total: 'built' });
  });

  test('leaves descriptions alone', async () => {
    await build();
    await lake.table('total', { ...total, contract: { ...total.contract, description: 'Said in other words.' } });
    expect((await build()).status).toEqual({ daily: 'unchanged', other: 'unchanged', total: 'unchanged' });
  });

  test('removes a table that has no folder any more', async () => {
    await build();
    await lake.removeTable('total');
    await build();
    expect(Object.keys(await lake.finalFiles()).filter((path) => path.includes('total'))).toEqual([]);
  });

  test('repairs a lost or cut file', async () => {
    await build();
    const before = await lake.finalFiles();
    const [path = ''] = Object.keys(before).filter((one) => one.startsWith('daily/'));
    await writeFile(join(lake.final, path), 'PAR1');
    expect((await build()).status).toEqual({ daily: 'built', other: 'unchanged', total: 'unchanged' });
    expect(await lake.finalFiles()).toEqual(before);
  });
});

describe('a table that fails', () => {
  const broken = { ...daily, sql: daily.sql.replace('sum(amount)', 'sum(amount / (amount - amount))') };
  const untouched = (files: Readonly<Record<string, string>>) =>
    Object.keys(files).filter((path) => !path.startsWith('_tables'));

  test('keeps yesterday, stale, with what reads it; the rest is built', async () => {
    await build();
    const before = await lake.finalFiles();
    await lake.table('daily', broken);
    await lake.table('other', { ...other, sql: `${other.sql} ORDER BY region` });
    const { status, said } = await build();
    expect(status).toEqual({ daily: 'stale', other: 'built', total: 'stale' });
    expect(said).toEqual([
      'glue/tables/daily/transform.sql:1:62: expected a divisor other than 0, got "0"; settle these values in transform.sql; `npx sluice sql` runs the SELECT alone [transform-failed]',
      'glue/tables/total/transform.sql: daily: expected what this table reads to be up to date, got a dataset or table that failed, or waits for one that did; mend daily; this table is then built again [upstream-stale]',
    ]);
    const after = await lake.finalFiles();
    for (const path of untouched(before).filter((one) => !one.startsWith('other/')))
      expect(after[path]).toBe(before[path]);
    const manifest = await readTableManifest(lake.final, 'total');
    expect(manifest).toMatchObject({ stale: true, rows: 2, staleBecause: [{ code: 'upstream-stale' }] });
  });

  test('says so again without another try, until its input changes', async () => {
    await lake.table('daily', broken);
    const first = await build();
    expect(first.status).toEqual({ daily: 'missing', other: 'built', total: 'missing' });
    const again = await build();
    expect(again).toMatchObject({
      status: { daily: 'missing', other: 'unchanged', total: 'missing' },
      said: first.said,
    });
    await lake.table('daily', daily);
    expect((await build()).status).toEqual({ daily: 'built', other: 'unchanged', total: 'built' });
  });

  test('is up to date again, and not built, when its input is what it was', async () => {
    await build();
    const before = await lake.finalFiles();
    await lake.table('daily', broken);
    await build();
    await lake.table('daily', daily);
    expect((await build()).status).toEqual({ daily: 'unchanged', other: 'unchanged', total: 'unchanged' });
    expect(await lake.finalFiles()).toEqual(before);
  });

  test('by a folder that is no table keeps its rows too', async () => {
    await build();
    await lake.write('glue/tables/daily/table.json', '{');
    const { status, said } = await build();
    expect(status).toEqual({ daily: 'stale', other: 'unchanged', total: 'stale' });
    expect(said[0]).toContain('glue/tables/daily/table.json:1:1');
    expect(await readTableManifest(lake.final, 'daily')).toMatchObject({ stale: true, rows: 3 });
  });

  test('by a failing rule publishes nothing; by a failing warning it does, and says so every time', async () => {
    await build();
    await lake.table('other', { ...other, quality: 'Rules = [\n  RowCount > 5\n]\n' });
    expect((await build()).status['other']).toBe('stale');
    await lake.table('other', { ...other, quality: 'Rules = [\n  # warn\n  RowCount > 5\n]\n' });
    const first = await build();
    expect(first.status['other']).toBe('built');
    const again = await build();
    expect(again.status['other']).toBe('unchanged');
    expect(again.said).toEqual(first.said);
    expect(again.said[0]).toContain('expected rows > 5, got 2');
  });
});

describe('a stale input', () => {
  test('builds the table and marks it and what reads it', async () => {
    await lake.clean('orders', '2026-10.csv', october, { status: 'failed', stale: true });
    const { status, said } = await build();
    expect(status).toEqual({ daily: 'built, stale', other: 'built, stale', total: 'built, stale' });
    expect(said[0]).toContain('got older rows, or none, of orders/2026-10.csv');
    await lake.clean('orders', '2026-10.csv', october);
    expect((await build()).status).toEqual({ daily: 'unchanged', other: 'unchanged', total: 'unchanged' });
  });

  test('that has no readable schema leaves what reads it as it was', async () => {
    await build();
    const unreadable = { ...options(), schemas: [], unreadable: new Set(['orders']) };
    const result = await buildTables(unreadable);
    expect(result.tables.map((table) => table.status)).toEqual(['stale', 'stale', 'stale']);
    expect(result.findings.every((finding) => finding.code === 'upstream-stale')).toBe(true);
  });

  test('with rows that got lost is an error', async () => {
    const manifest = await lake.clean(
      'orders',
      '2026-10.csv',
      'id,sold_at,region,amount,_row\n3,2026-10-02T03:04:05Z,"us,99.50,1\n',
    );
    expect(manifest.parts[0]?.rows).toBe(1);
    expect((await build()).said[0]).toContain('got 0 rows where its manifest counts 1');
  });
});

test('a table that reads runs does not change when only clocks did', async () => {
  lake.dataset(
    '_runs',
    {
      dataset: 'string',
      file: 'string',
      status: 'string',
      stale: 'boolean',
      rows_in: 'bigint',
      cleaned_at: 'timestamp',
      seconds: 'double',
    },
    { source: 'lake' },
  );
  await lake.table('files', {
    contract: contractOf({ file: 'string', rows_in: 'bigint' }, ['file']),
    sql: 'SELECT file, rows_in FROM _runs',
  });
  await build();
  const before = await lake.finalFiles();
  await lake.clean('orders', '2026-01.csv', january);
  expect((await build()).status['files']).toBe('unchanged');
  expect(await lake.finalFiles()).toEqual(before);
  await lake.table('files', {
    contract: contractOf({ file: 'string', seconds: 'double' }, ['file']),
    sql: 'SELECT file, seconds FROM _runs',
  });
  expect((await build()).said[0]).toMatch(/seconds.*\[sql-column\]/);
});

test('a disk that fails is no finding: it is thrown, and the next build repairs', async () => {
  const files = { ...fileSteps, makeFolder: async () => {} };
  await expect(buildTables({ ...options(), files })).rejects.toMatchObject({
    name: 'StoreError',
    code: 'unavailable',
    key: 'final/daily',
  });
  expect((await build()).status).toEqual({ daily: 'built', other: 'built', total: 'built' });
});
