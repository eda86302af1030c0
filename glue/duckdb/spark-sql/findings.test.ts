import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import type { Engine } from '../engine.ts';
import { explainFailure } from './explain-failure.ts';
import { sqlFindingCodes } from './findings.ts';
import { readmeWithAllowList } from './testing/allow-list.ts';
import { openProbeEngine } from './testing/open-probe-engine.ts';
import { fixtureTables, readFixture } from './testing/probe.ts';
import { readTables, translate } from './translate.ts';

const read = async (path: string) => await readFile(new URL(path, import.meta.url), 'utf8');
const fixtures: Record<string, { sql: string; message: string }> = JSON.parse(await read('testdata/err.json'));
const fixture = await readFixture();
const tables = fixtureTables(fixture);
let engine: Engine;
beforeAll(async () => {
  engine = await openProbeEngine(fixture);
});
afterAll(() => engine.close());

test('each code has a fixture and a heading, and nothing else has', async () => {
  const headings = [...(await read('FINDINGS.md')).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(Object.keys(fixtures).sort()).toEqual([...sqlFindingCodes].sort());
  expect(headings.sort()).toEqual([...sqlFindingCodes].sort());
});

test.each(Object.entries(fixtures))('%s', async (code, { sql, message }) => {
  const translation = translate(sql, { file: 'x.sql', tables });
  const findings = translation.findings ?? [await failure(translation.duckdb)];
  expect(findings.map((finding) => finding?.code)).toEqual([code]);
  expect(findings.map((finding) => (finding === undefined ? '' : formatFinding(finding)))).toEqual([message]);
});

async function failure(duckdb: string) {
  const error: unknown = await engine.connection.runAndReadAll(duckdb).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return explainFailure(error, 'x.sql');
}

test('all that is wrong with a query is found, in its order', () => {
  const sql = 'SELECT nope, foo(id),\n  upper(1, 2)\nFROM sales\nWHERE rand() < 0.5 LIMIT 3';
  const { findings = [] } = translate(sql, { file: 'x.sql', tables });
  expect(findings.map(({ code, place }) => `${place.line}:${place.column} ${code}`)).toEqual([
    '1:8 sql-column',
    '1:14 sql-function',
    '2:3 sql-arguments',
    '4:7 sql-nondeterministic',
    '4:26 sql-nondeterministic',
  ]);
});

test('README.md lists the functions that are allowed; else run testing/write-readme.ts', async () => {
  const { is, wanted } = await readmeWithAllowList();
  expect(is).toBe(wanted);
});

test('readTables finds what a query reads, and not what it defines itself', () => {
  const sql = `WITH a AS (SELECT * FROM sales), sales AS (SELECT * FROM a JOIN items USING (item))
    SELECT (SELECT max(d) FROM moments) AS m FROM sales WHERE id IN (SELECT id FROM Regions) UNION SELECT * FROM \`a b\``;
  expect(readTables(sql, { file: 'x.sql' })).toEqual({ reads: ['Regions', 'a b', 'items', 'moments', 'sales'] });
});

test('reads are the names of the catalog, whatever case the SQL has', () => {
  const translation = translate('SELECT Region FROM SALES', { file: 'x.sql', tables });
  expect(translation).toMatchObject({ reads: ['sales'], columns: [{ name: 'Region', type: 'string' }] });
});
