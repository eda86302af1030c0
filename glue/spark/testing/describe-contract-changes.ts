import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOf, LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import type { JobHost } from './job-host.ts';
import { writeLake } from './write-lake.ts';

/** What becomes of a table in the catalog when its table.json is another one. */
export function describeContractChanges(host: () => JobHost): void {
  describe('a contract that changes', () => {
    let lake: LakeFixture;
    const table = (columns: Record<string, string>, select: string, partitions: string[] = []) =>
      lake.table('t', { contract: contractOf(columns, ['id'], partitions), sql: `SELECT ${select} FROM orders` });
    const run = async () => {
      const record = await host().run(await writeLake(lake, 'shapes', 'r'));
      return record.tables.map(({ outcome, findings }) => [
        outcome,
        ...findings.map((text) => /\[(.*)\]$/.exec(text)?.[1]),
      ])[0];
    };
    beforeAll(async () => {
      lake = await LakeFixture.create();
      lake.dataset('orders', { id: 'bigint', version: 'bigint' });
      await lake.clean('orders', 'a.csv', 'id,version,_row\n0,1,1\n1,1,2\n2,1,3\n');
      await host().makeDatabase('shapes');
      await table({ id: 'bigint', price: 'decimal(4,2)' }, 'id, CAST(1.5 AS DECIMAL(4,2)) AS price');
      expect(await run()).toEqual(['published']);
    });
    afterAll(() => lake.remove());

    test('adds columns, widens decimals and takes new partitions', async () => {
      await table(
        { id: 'bigint', price: 'decimal(9,2)', part: 'bigint' },
        'id, CAST(1.5 AS DECIMAL(9,2)) AS price, id % 2 AS part',
        ['part'],
      );
      expect(await run()).toEqual(['published']);
      const now = await host().table('lake.shapes.t');
      expect(now?.columns).toEqual([
        ['id', 'bigint'],
        ['price', 'decimal(9,2)'],
        ['part', 'bigint'],
      ]);
      expect(now?.partitions).toEqual(['part']);
      expect(await host().sql('SELECT * FROM lake.shapes.t ORDER BY id')).toEqual([
        ['0', '1.50', '0'],
        ['1', '1.50', '1'],
        ['2', '1.50', '0'],
      ]);
    });

    test('keeps a column that the contract has left, null', async () => {
      await table({ id: 'bigint', part: 'bigint' }, 'id, id % 2 AS part', ['part']);
      expect(await run()).toEqual(['published']);
      expect(await host().sql('SELECT id, price FROM lake.shapes.t ORDER BY id')).toEqual([
        ['0', null],
        ['1', null],
        ['2', null],
      ]);
    });

    test('refuses another type, and publishes nothing', async () => {
      await table({ id: 'bigint', part: 'string' }, "id, 'a' AS part", ['part']);
      expect(await run()).toEqual(['failed', 'table-retyped']);
      expect(await host().sql('SELECT DISTINCT part FROM lake.shapes.t ORDER BY part')).toEqual([['0'], ['1']]);
    });
  });
}
