import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OnDuplicate } from '../../../lambda/schema/dataset-schema.ts';
import { buildTables } from '../../duckdb/build/build-tables.ts';
import { readTableManifest } from '../../duckdb/build/final-files.ts';
import { type Engine, openEngine } from '../../duckdb/engine.ts';
import { sparkSql } from '../../duckdb/spark-sql/spark-sql.ts';
import { contractOf, LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import { compareTable } from './compare-table.ts';
import type { JobHost } from './job-host.ts';
import { writeLake } from './write-lake.ts';

const traps = join(import.meta.dirname, '..', '..', 'duckdb', 'testdata', 'processed', 'traps.csv');
const trapTypes = {
  ...{ id: 'bigint', code: 'string', note: 'string', amount: 'decimal(12,2)', ratio: 'double' },
  ...{ flag: 'boolean', day: 'date', at: 'timestamp' },
};

/** How processed files are read, and what becomes of keys that come again: as DuckDB does, row by row. */
export function describeSources(host: () => JobHost): void {
  describe('processed files', () => {
    let lake: LakeFixture;
    let engine: Engine;
    let count = 0;
    beforeAll(async () => {
      engine = await openEngine();
      return () => engine.close();
    });
    beforeEach(async () => {
      lake = await LakeFixture.create();
    });
    afterEach(() => lake.remove());

    /** Copies all rows of `orders` through both engines. @returns a table of the rows, once they are found equal */
    async function throughBoth(columns: Readonly<Record<string, string>>) {
      const name = `all_rows`;
      const names = Object.keys(columns);
      await lake.table(name, {
        contract: contractOf({ ...optional(columns), from_file: 'string', from_row: 'bigint' }, [
          'from_file',
          'from_row',
        ]),
        sql: `SELECT ${names.join(', ')}, _file AS from_file, _row AS from_row FROM orders`,
      });
      const database = `sources_${++count}`;
      await host().makeDatabase(database);
      const { room, processed, final, schemas, manifests } = lake;
      const duckdb = await buildTables({
        room,
        shown: 'glue/tables',
        processed,
        final,
        schemas,
        manifests,
        sql: sparkSql,
      });
      expect(duckdb.findings).toEqual([]);
      const record = await host().run(await writeLake(lake, database, 'r'));
      expect(record.tables).toMatchObject([{ outcome: 'published', findings: [] }]);
      const [ours, theirs] = [await readTableManifest(final, name), await host().table(`lake.${database}.${name}`)];
      if (ours === undefined || theirs === undefined) return expect.fail('one of them was not built');
      const { rows, onlyDuckdb, onlySpark, types } = await compareTable(engine.connection, ours, final, theirs);
      expect({ rows: rows[1], onlyDuckdb, onlySpark, types: types[1] }).toEqual({
        ...{ rows: rows[0], onlyDuckdb: 0, onlySpark: 0, types: types[0] },
      });
      return await host().sql(`SELECT * FROM lake.${database}.${name} ORDER BY from_file, from_row`);
    }

    test('hold quotes, line breaks, nulls and empty texts, and the ends of every type', async () => {
      lake.dataset('orders', trapTypes);
      await cleanTraps(lake);
      const rows = await throughBoth(trapTypes);
      expect(rows).toHaveLength(6);
      expect([rows[3]?.[2], rows[4]?.[3], rows[2]?.[2]]).toEqual(['', null, 'lone\rreturn']);
    });

    test('have names with spaces, signs, brackets and equals signs', async () => {
      lake.dataset('orders', { id: 'bigint' });
      const names = [
        'a b+c%20d.csv',
        '[x] {y,z}.csv',
        'year=2026/a;b@c&d.csv',
        "o'clock!(1)~.csv",
        '_hidden/.dot.csv',
        '#1$.csv',
      ];
      for (const [index, name] of names.entries()) await lake.clean('orders', name, `id,_row\n${index},1\n`);
      const rows = await throughBoth({ id: 'bigint' });
      expect(new Set(rows.map(([, file]) => file))).toEqual(new Set(names.map((name) => `orders/${name}`)));
    });

    test('of an older schema are read by their own header, and strictly', async () => {
      lake.dataset('orders', { id: 'string', amount: 'string' });
      await lake.clean('orders', 'a.csv', 'id,amount,_row\n1,1.50,1\n,,2\n');
      lake.dataset('orders', { amount: 'decimal(6,2)', id: 'bigint', added: 'date' });
      await lake.clean('orders', 'b.csv', 'amount,id,added,_row\n2.50,2,2026-01-02,1\n');
      expect(await throughBoth({ amount: 'decimal(6,2)', id: 'bigint', added: 'date' })).toEqual([
        ['1.50', '1', null, 'orders/a.csv', '1'],
        [null, null, null, 'orders/a.csv', '2'],
        ['2.50', '2', '2026-01-02', 'orders/b.csv', '1'],
      ]);
    });

    test.each<[OnDuplicate, string[]]>([
      [{ rule: 'first' }, ['1 a1', '2 a2', '3 a3', 'null a4', 'null a5', '4 b4']],
      [{ rule: 'latest', by: 'at' }, ['2 a2', 'null a4', 'null a5', '1 b1', '3 b3', '4 b4']],
    ])('settle keys that come again across files by %j', async (onDuplicate, expected) => {
      lake.dataset('orders', { id: 'bigint', at: 'date', what: 'string' }, { primaryKey: ['id'], onDuplicate });
      const header = 'id,at,what,_row\n';
      await lake.clean('orders', 'a.csv', `${header}1,2026-01-01,a1,1\n2,2026-01-09,a2,2\n3,,a3,3\n,,a4,4\n,,a5,5\n`);
      await lake.clean(
        'orders',
        'b.csv',
        `${header}1,2026-01-02,b1,1\n2,2026-01-08,b2,2\n3,,b3,3\n4,2026-01-01,b4,4\n`,
      );
      const rows = await throughBoth({ id: 'bigint', at: 'date', what: 'string' });
      expect(rows.map(([id, , what]) => `${id} ${what}`)).toEqual(expected);
    });

    test('count only as far as manifests name them', async () => {
      lake.dataset('orders', { id: 'bigint' });
      await lake.clean('orders', 'a.csv', 'id,_row\n1,1\n');
      await lake.write('.lake/processed/orders/a.csv/ffffffffffffffff/part-00000.csv', 'id,_row\n9,1\n');
      await lake.write('.lake/processed/orders/half.csv/ffffffffffffffff/part-00000.csv', 'id,_row\n8');
      expect((await throughBoth({ id: 'bigint' })).map(([id]) => id)).toEqual(['1']);
    });

    test('that are gone since the run began are told, and tried again', async () => {
      lake.dataset('orders', { id: 'bigint' });
      const first = await lake.clean('orders', 'a.csv', 'id,_row\n1,1\n');
      const second = await lake.clean('orders', 'b.csv', 'id,_row\n2,1\n');
      await lake.table('t', { contract: contractOf({ id: 'bigint' }, ['id']), sql: 'SELECT id FROM orders' });
      await host().makeDatabase('gone');
      for (const manifest of [first, second]) {
        const key = manifest.parts[0]?.key ?? '';
        const path = join(lake.processed, key);
        const text = await readFile(path, 'utf8');
        await rm(path);
        const run = await writeLake(lake, 'gone', 'r');
        for (const _ of ['now', 'and again']) {
          const [table] = (await host().run(run)).tables;
          expect([table?.outcome, table?.findings.join()]).toEqual(['failed', expect.stringContaining('[part-gone]')]);
        }
        await lake.write(`.lake/processed/${key}`, text);
      }
      expect((await host().run(await writeLake(lake, 'gone', 'r'))).tables).toMatchObject([
        { outcome: 'published', rows: 2 },
      ]);
    });
  });
}

async function cleanTraps(lake: LakeFixture): Promise<void> {
  const manifest = await lake.clean('orders', 'traps.csv', await readFile(traps, 'utf8'));
  const parts = manifest.parts.map((part) => ({ ...part, rows: 6 }));
  lake.manifests[0] = { ...manifest, parts };
}

function optional(columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, `${type}?`]));
}
