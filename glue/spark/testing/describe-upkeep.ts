import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOf, LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import type { JobHost } from './job-host.ts';
import { writeLake } from './write-lake.ts';

/** What the job does to tables besides building them, and what becomes of a run when the catalog fails. */
export function describeUpkeep(host: () => JobHost): void {
  describe('upkeep', () => {
    let lake: LakeFixture;
    const run = async (now?: string) => {
      const record = await host().run({
        ...(await writeLake(lake, 'upkeep', 'r')),
        ...(now === undefined ? {} : { now }),
      });
      return record.tables.map(({ outcome, rows, findings }) => [
        outcome,
        rows,
        ...findings.map((text) => /\[(.*)\]$/.exec(text)?.[1]),
      ]);
    };
    const metadata = () => join(host().warehouse, 'upkeep', 't', 'metadata');

    beforeAll(async () => {
      lake = await LakeFixture.create();
      lake.dataset('orders', { id: 'bigint' });
      await lake.clean('orders', '1.csv', 'id,_row\n1,1\n2,2\n3,3\n4,4\n');
      await lake.table('t', { contract: contractOf({ id: 'bigint' }, ['id']), sql: 'SELECT id FROM orders' });
      await host().makeDatabase('upkeep');
    });
    afterAll(() => lake.remove());

    test('small files of one partition are put together, once', async () => {
      await host().sql('CREATE TABLE lake.upkeep.other (id BIGINT, part BIGINT) USING iceberg PARTITIONED BY (part)');
      for (const id of [1, 2, 3]) await host().sql(`INSERT INTO lake.upkeep.other VALUES (${id}, 0), (${id}, ${id})`);
      expect((await host().table('lake.upkeep.other'))?.files).toHaveLength(6);
      expect(await host().maintain('lake.upkeep.other')).toEqual(['compacted']);
      expect((await host().table('lake.upkeep.other'))?.files).toHaveLength(4);
      expect(await host().sql('SELECT count(*), sum(id) FROM lake.upkeep.other')).toEqual([['6', '12']]);
      expect(await host().maintain('lake.upkeep.other')).toEqual([]);
    });

    test('a table that was compacted still counts as built', async () => {
      expect(await run()).toEqual([['published', 4]]);
      const built = (await host().table('lake.upkeep.t'))?.snapshot;
      await host().sql(
        "CALL lake.system.rewrite_data_files(table => 'upkeep.t', options => map('rewrite-all', 'true'))",
      );
      expect((await host().table('lake.upkeep.t'))?.snapshot).not.toBe(built);
      expect(await run()).toEqual([['unchanged', 4]]);
    });

    test('when it fails, the rows are published all the same, and the next run says so again', async () => {
      const lists = (await readdir(metadata())).filter((name) => name.startsWith('snap-'));
      const [current] = await host().sql(
        'SELECT manifest_list FROM lake.upkeep.t.snapshots ORDER BY committed_at DESC LIMIT 1',
      );
      for (const name of lists) if (!current?.[0]?.endsWith(name)) await rm(join(metadata(), name));
      const later = new Date(Date.now() + 30 * 86_400_000).toISOString().replace('Z', '+00:00');
      expect(await run(later)).toEqual([['unchanged', 4, 'upkeep-broke']]);
      expect(await host().sql('SELECT count(*) FROM lake.upkeep.t')).toEqual([['4']]);
    });

    test('a catalog that fails is no fault of the input: the next run tries again', async () => {
      await lake.clean('orders', '5.csv', 'id,_row\n5,1\n');
      for (const name of await readdir(metadata()))
        if (name.endsWith('.metadata.json')) await writeFile(join(metadata(), name), '{');
      expect(await run()).toEqual([['failed', 4, 'build-broke']]);
      expect(await run()).toEqual([['failed', 4, 'build-broke']]);
      await host()
        .sql('DROP TABLE IF EXISTS lake.upkeep.t')
        .catch(() => undefined);
      await rm(join(metadata(), '..'), { recursive: true, force: true });
      expect(await run()).toEqual([['published', 5]]);
    });
  });
}
