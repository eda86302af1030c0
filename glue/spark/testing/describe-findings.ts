import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTables } from '../../duckdb/build/build-tables.ts';
import { sparkSql } from '../../duckdb/spark-sql/spark-sql.ts';
import { openFixture } from '../../duckdb/testing/run-fixture.ts';
import type { JobHost } from './job-host.ts';
import { writeLake } from './write-lake.ts';

const room = join(import.meta.dirname, '..', '..', 'duckdb', 'testdata', 'err');

/** Situations of glue/duckdb that `validate` keeps from ever coming to the job, which judges no cases and no spelling of rules. */
const beforeTheJob = new Set([
  ...['case-differs', 'case-file', 'case-input', 'table-file-unknown', 'table-name', 'table-name-taken'],
  ...[
    'contract-column-twice',
    'contract-partition',
    'contract-shape',
    'contract-type-unknown',
    'contract-column-unknown',
  ],
  ...['quality-reference', 'quality-rule-unsupported', 'quality-sql'],
]);

const situations = readdirSync(room).filter((name) => !beforeTheJob.has(name));

/** What is wrong with a lake is found by both engines, under the same code and at the same file. */
export function describeFindings(host: () => JobHost): void {
  describe('what is wrong is found by both engines', () => {
    test.each(situations)('%s', async (situation) => {
      const lake = await openFixture(join(room, situation));
      try {
        const { room: tables, processed, final, schemas, manifests } = lake;
        const options = { room: tables, shown: 'glue/tables', processed, final, schemas, manifests, sql: sparkSql };
        const duckdb = await buildTables(options);
        const database = situation.replaceAll('-', '_');
        await host().makeDatabase(database);
        const record = await host().run(await writeLake(lake, database, 'r'));
        const found = record.tables.flatMap(({ findings }) =>
          findings.map((text) => `${text.split(':')[0]} ${/\[([a-z-]+)\]$/.exec(text)?.[1]}`),
        );
        const expected = duckdb.findings.map(({ place, code }) => `${place.file} ${code}`);
        expect([...new Set(found)].sort()).toEqual([...new Set(expected)].sort());
        expect(expected.join()).toContain(situation);
        const built = (rows: readonly { table: string; rows: number | undefined }[]) =>
          rows.map(({ table, rows: count }) => [table, count ?? 0]).sort();
        expect(built(record.tables)).toEqual(built(duckdb.tables));
      } finally {
        await lake.remove();
      }
    });
  });
}
