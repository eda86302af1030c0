import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { goldenFile } from '../../lambda/schema/testing/golden-file.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import { checkAccess } from './check-access.ts';
import { accessCodes } from './findings.ts';

const errors = join(import.meta.dirname, 'testdata', 'err');

/** A folder with datasets/ and glue/tables/, as a repository has them. */
async function check(root: string) {
  const datasets = await readDatasets(root, (await listDatasets(join(root, 'datasets'))).folders);
  const schemas = datasets.flatMap(({ schema }) => schema ?? []);
  const room = { room: join(root, 'glue', 'tables'), shown: 'glue/tables' };
  const { tables, findings } = await loadTables({ ...room, schemas, sql: sparkSql });
  expect([...datasets.flatMap((one) => one.findings), ...findings].map(formatFinding)).toEqual([]);
  return checkAccess(tables, schemas);
}

describe('checkAccess', () => {
  it.each([...accessCodes])('says %s', async (code) => {
    const found = await check(join(errors, code));
    expect(new Set(found.map((finding) => finding.code))).toEqual(new Set([code]));
    const actual = found.map((finding) => `${formatFinding(finding)}\n`).join('');
    expect(actual).toBe(await goldenFile(join(errors, code, 'expected.txt'), actual));
    expect(await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8')).toContain(
      `    ${actual.split('\n')[0]}\n`,
    );
  });

  it('has a fixture and a heading for every code, and no other', async () => {
    const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
    expect([...text.matchAll(/^## (\S+)$/gm)].map(([, code]) => code)).toEqual([...accessCodes]);
    expect((await readdir(errors)).sort()).toEqual([...accessCodes].sort());
  });

  it('has nothing to say of the repository’s own tables', async () => {
    expect(await check(join(import.meta.dirname, '..', '..'))).toEqual([]);
  });
});
