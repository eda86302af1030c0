import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../engine.ts';
import { installMacros } from './install-macros.ts';
import { loadFixture } from './testing/judge-probe.ts';
import { judgeQuery } from './testing/judge-query.ts';
import { columnsOf, readQueryCases, readQueryTables } from './testing/query-case.ts';

const [tables, cases] = await Promise.all([readQueryTables(), readQueryCases()]);
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  await installMacros(engine.connection);
  await loadFixture(engine.connection, tables);
});
afterAll(() => engine.close());

test.each(cases)('$name', async (query) => {
  const { ours, detail } = await judgeQuery(engine.connection, query, asAnswer(query.golden.spark), columnsOf(tables));
  expect(ours, detail).toEqual(query.golden.ours);
});

test('every golden has its query, and most queries are answered with rows', async () => {
  const files = await readdir(new URL('testdata/queries/', import.meta.url));
  const goldens = files.filter((file) => file.endsWith('.json') && file !== 'tables.json');
  expect(goldens).toEqual(cases.map(({ name }) => `${name}.json`));
  const answered = cases.filter(({ golden }) => golden.ours === 'right');
  expect(answered.length).toBeGreaterThanOrEqual(41);
  expect(
    answered
      .filter(({ golden }) => !('rows' in golden.spark) || golden.spark.rows.length === 0)
      .map(({ name }) => name),
  ).toEqual([]);
});

/** Goldens keep the class of an error alone: its text names objects of one run. */
function asAnswer(spark: (typeof cases)[number]['golden']['spark']) {
  return 'columns' in spark ? spark : { error: spark.error ?? '', message: '' };
}
