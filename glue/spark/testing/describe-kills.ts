import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOf, LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import type { JobHost } from './job-host.ts';
import { readState } from './read-state.ts';
import { writeLake } from './write-lake.ts';

/** A run that ends before any of its changes of catalog and bucket, each in turn. */
export function describeKills(host: () => JobHost): void {
  describe('a run that is killed', () => {
    let lake: LakeFixture;
    let version = 0;
    /** Every order says the next version. */
    const land = async () => {
      version += 1;
      await lake.clean('orders', 'a.csv', `id,version,_row\n1,${version},1\n2,${version},2\n3,${version},3\n`);
      return await writeLake(lake, 'kills', `run-${version}`);
    };
    const seen = async () =>
      (await host().sql('SELECT DISTINCT version FROM lake.kills.every')).map(([text]) => Number(text));

    beforeAll(async () => {
      lake = await LakeFixture.create();
      lake.dataset('orders', { id: 'bigint', version: 'bigint' });
      await lake.table('every', {
        contract: contractOf({ id: 'bigint', version: 'bigint' }, ['id']),
        sql: 'SELECT id, version FROM orders',
      });
      await host().makeDatabase('kills');
      await host().run(await land());
    });
    afterAll(() => lake.remove());

    test('at any step leaves old rows or new ones, and the next run makes all of them new', async () => {
      const steps = await host().runKilledAt(await land());
      expect(steps).toBeGreaterThan(4);
      for (let nth = 1; nth <= steps; nth += 1) {
        const before = version;
        const run = await land();
        expect(await host().runKilledAt(run, nth), `step ${nth}`).toBeGreaterThanOrEqual(nth);
        expect([[before], [version]], `step ${nth}`).toContainEqual(await seen());
        const record = await host().run({ ...run, run: `${run.run}-again` });
        expect(
          record.tables.flatMap(({ findings }) => findings),
          `after step ${nth}`,
        ).toEqual([]);
        expect(await seen(), `after step ${nth}`).toEqual([version]);
        expect((await readState(run.final, 'every')).stale).toBe(false);
      }
    });
  });
}
