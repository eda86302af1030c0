import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOf, LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import type { JobHost, RunRecord } from './job-host.ts';
import { readState } from './read-state.ts';
import { writeLake } from './write-lake.ts';

const outcomes = (record: RunRecord) => Object.fromEntries(record.tables.map(({ table, outcome }) => [table, outcome]));

/** `rows` orders that all say `version`: whatever a reader sees of two versions at once is no version. */
const orders = (version: number, rows: number) =>
  `id,version,_row\n${Array.from({ length: rows }, (_, index) => `${index},${version},${index + 1}`).join('\n')}\n`;

/** What readers get before, during and after a run, and what a failure leaves. */
export function describePublishing(host: () => JobHost): void {
  describe('publishing', () => {
    let lake: LakeFixture;
    let runs = 0;
    const run = async (more: { keep_days?: number; now?: string } = {}) =>
      host().run({ ...(await writeLake(lake, 'publishing', `run-${++runs}`)), ...more });
    const final = async () => (await writeLake(lake, 'publishing', '')).final;
    const versions = async (table: string) =>
      await host().sql(`SELECT min(version), max(version), count(*) FROM lake.publishing.${table}`);

    beforeAll(async () => {
      lake = await LakeFixture.create();
      lake.dataset('orders', { id: 'bigint', version: 'bigint' });
      lake.dataset('items', { id: 'bigint' });
      await lake.clean('orders', 'a.csv', orders(1, 500));
      await lake.clean('items', 'a.csv', 'id,_row\n1,1\n');
      const columns = { id: 'bigint', version: 'bigint', part: 'bigint' };
      await lake.table('all_orders', {
        contract: contractOf(columns, ['id'], ['part']),
        sql: 'SELECT id, version, id % 3 AS part FROM orders',
        quality: 'Rules = [ RowCount > 0, ColumnValues "version" < 100 ]\n',
      });
      await lake.table('per_part', {
        contract: contractOf({ part: 'bigint', version: 'bigint' }, ['part']),
        sql: 'SELECT part, max(version) AS version FROM all_orders GROUP BY part',
      });
      await lake.table('all_items', { contract: contractOf({ id: 'bigint' }, ['id']), sql: 'SELECT id FROM items' });
      await host().makeDatabase('publishing');
      expect(outcomes(await run())).toEqual({ all_items: 'published', all_orders: 'published', per_part: 'published' });
    });
    afterAll(() => lake.remove());

    test('a reader during a publish sees the old rows or the new, whole', async () => {
      await lake.clean('orders', 'a.csv', orders(2, 900));
      await host().watch('SELECT min(version), max(version), count(*) FROM lake.publishing.all_orders');
      const record = await run();
      const { reads, seen, failed } = await host().unwatch();
      expect(failed).toBeNull();
      expect(outcomes(record)).toEqual({ all_items: 'unchanged', all_orders: 'published', per_part: 'published' });
      expect(reads).toBeGreaterThan(3);
      expect(seen).toEqual([
        ['1', '1', '500'],
        ['2', '2', '900'],
      ]);
    });

    test('a failing rule publishes nothing, what is downstream is stale, the rest is built', async () => {
      const before = await host().table('lake.publishing.all_orders');
      await lake.clean('orders', 'a.csv', orders(100, 50));
      await lake.clean('items', 'a.csv', 'id,_row\n1,1\n2,2\n');
      await host().watch('SELECT min(version), max(version), count(*) FROM lake.publishing.all_orders');
      const record = await run();
      expect((await host().unwatch()).seen).toEqual([['2', '2', '900']]);
      expect(outcomes(record)).toEqual({ all_items: 'published', all_orders: 'refused', per_part: 'stale' });
      expect(record.tables.find(({ table }) => table === 'all_orders')).toEqual({
        table: 'all_orders',
        outcome: 'refused',
        rows: 900,
        findings: [
          'glue/tables/all_orders/quality.dqdl:1:25: ColumnValues "version" < 100: expected values < 100, got 50 of 50 rows otherwise, ' +
            'at id=0; id=1; id=2; settle these rows in the dataset or in transform.sql, or change the rule if it is wrong [quality-failed]',
        ],
      });
      const after = await host().table('lake.publishing.all_orders');
      expect([after?.snapshot, after?.files, after?.branches]).toEqual([before?.snapshot, before?.files, []]);
      const [own, downstream] = [
        await readState(await final(), 'all_orders'),
        await readState(await final(), 'per_part'),
      ];
      expect([own.stale, own.rows, own.staleBecause.map(({ code }) => code)]).toEqual([true, 900, ['quality-failed']]);
      expect([downstream.stale, downstream.staleBecause.map(({ code }) => code)]).toEqual([true, ['upstream-stale']]);
    });

    test('the same input is not tried again, and says the same', async () => {
      const record = await run();
      expect(outcomes(record)).toEqual({ all_items: 'unchanged', all_orders: 'refused', per_part: 'stale' });
      expect(record.tables.find(({ table }) => table === 'all_orders')?.findings).toHaveLength(1);
    });

    test('once it is mended, everything is fresh again', async () => {
      await lake.clean('orders', 'a.csv', orders(3, 60));
      expect(outcomes(await run())).toEqual({ all_items: 'unchanged', all_orders: 'published', per_part: 'published' });
      expect(await versions('all_orders')).toEqual([['3', '3', '60']]);
      expect((await readState(await final(), 'per_part')).stale).toBe(false);
    });

    test('what another run publishes meanwhile is not overwritten', async () => {
      const table = 'lake.publishing.all_orders';
      await host().sql(`ALTER TABLE ${table} CREATE BRANCH other`);
      await host().sql(`INSERT INTO ${table}.branch_other VALUES (1000, 4, 0)`);
      await lake.clean('orders', 'a.csv', orders(5, 10));
      await host().beforePublishing("CALL lake.system.fast_forward('publishing.all_orders', 'main', 'other')");
      const overtaken = await run();
      expect(outcomes(overtaken)).toEqual({ all_items: 'unchanged', all_orders: 'failed', per_part: 'stale' });
      expect(overtaken.tables.flatMap(({ findings }) => findings).join()).toContain('[run-overtaken]');
      expect(await versions('all_orders')).toEqual([['3', '4', '61']]);
      await host().sql(`ALTER TABLE ${table} DROP BRANCH other`);
      expect(outcomes(await run())['all_orders']).toBe('published');
      expect(await versions('all_orders')).toEqual([['5', '5', '10']]);
    });

    test('replaced snapshots expire after the days that they are kept, and with them their rows', async () => {
      const before = await host().table('lake.publishing.all_orders');
      expect(before?.replaced).toBeGreaterThan(1);
      const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString().replace('Z', '+00:00');
      await run({ keep_days: 7, now: days(6) });
      expect((await host().table('lake.publishing.all_orders'))?.replaced).toBe(before?.replaced);
      await run({ keep_days: 7, now: days(8) });
      const after = await host().table('lake.publishing.all_orders');
      expect([after?.replaced, after?.files, after?.snapshot]).toEqual([0, before?.files, before?.snapshot]);
    });

    test('what is to be erased expires at once, and the wish goes with it', async () => {
      await lake.clean('orders', 'a.csv', orders(8, 5));
      await run();
      expect((await host().table('lake.publishing.all_orders'))?.replaced).toBeGreaterThan(0);
      const wishes = join(await final(), '_erasures');
      await mkdir(wishes, { recursive: true });
      await writeFile(join(wishes, 'orders-1.json'), '{}');
      // Refused by its rule, the table still has the old rows.
      await lake.clean('orders', 'a.csv', orders(100, 5));
      await run();
      expect(await readdir(wishes)).toEqual(['orders-1.json']);
      await lake.clean('orders', 'a.csv', orders(9, 10));
      await run();
      expect((await host().table('lake.publishing.all_orders'))?.replaced).toBe(0);
      expect(await readdir(wishes)).toEqual([]);
    });

    test('a snapshot is kept from when it was replaced, not from when it was made', async () => {
      await lake.clean('orders', 'a.csv', orders(7, 5));
      await run();
      const made = await host().sql(
        'SELECT snapshot_id, unix_millis(made_current_at) FROM lake.publishing.all_orders.history WHERE is_current_ancestor ORDER BY 2 DESC LIMIT 2',
      );
      const [now, before] = made.map(([id, at]) => ({ id, at: Number(at) }));
      if (now === undefined || before === undefined) return expect.fail('two snapshots were expected');
      const between = new Date((now.at + before.at) / 2 + 7 * 86_400_000);
      await run({ keep_days: 7, now: between.toISOString().replace('Z', '+00:00') });
      const query = `SELECT count(*) FROM lake.publishing.all_orders VERSION AS OF ${before.id}`;
      expect(await host().sql(query)).toEqual([['10']]);
    });

    test('what a killed run left is swept, a day later', async () => {
      const before = await versions('all_orders');
      await host().sql('ALTER TABLE lake.publishing.all_orders CREATE BRANCH sluice_killed');
      await host().sql('INSERT INTO lake.publishing.all_orders.branch_sluice_killed VALUES (1, 9, 0)');
      await run();
      expect((await host().table('lake.publishing.all_orders'))?.branches).toEqual(['sluice_killed']);
      await run({ now: new Date(Date.now() + 3 * 86_400_000).toISOString().replace('Z', '+00:00') });
      expect((await host().table('lake.publishing.all_orders'))?.branches).toEqual([]);
      expect(await versions('all_orders')).toEqual(before);
    });

    test("somebody else's rows in a table are replaced by the next run", async () => {
      const before = await versions('all_orders');
      await host().sql('INSERT INTO lake.publishing.all_orders VALUES (2000, 6, 0)');
      expect(outcomes(await run())['all_orders']).toBe('published');
      expect(await versions('all_orders')).toEqual(before);
    });
  });
}
