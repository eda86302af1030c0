import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLineage } from '../changes/lineage.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { readNeeds } from './read-needs.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject();
});
afterEach(() => project.dispose());

const tableFile = (...path: string[]) => join(project.tables, ...path);

test('of what can be read it is the lineage', async () => {
  expect(await readNeeds(project)).toEqual(await readLineage(project));
});

test('SQL that can’t be read needs what it mentions', async () => {
  const file = tableFile('sales_daily', 'transform.sql');
  await writeFile(file, `${await readFile(file, 'utf8')}\n)) FROM WHERE (`);
  expect((await readLineage(project)).tables.get('sales_daily')).not.toContain('sales_records');
  expect((await readNeeds(project)).tables.get('sales_daily')).toContain('sales_records');
});

test('a case needs what it has rows of', async () => {
  await writeFile(tableFile('sales_daily', 'cases', 'exact_money', 'movies.csv'), 'film\n');
  expect((await readNeeds(project)).tables.get('sales_daily')).toContain('movies');
  expect((await readNeeds(project)).tables.get('sales_daily')).not.toContain('expected');
});

test('a data set that can’t be read needs the tables that it mentions', async () => {
  await writeFile(join(project.dashboards, 'movies', 'data-sets', 'more.json'), '{ "table": "sales_daily", ');
  expect((await readLineage(project)).dashboards.get('movies')).not.toContain('sales_daily');
  expect((await readNeeds(project)).dashboards.get('movies')).toContain('sales_daily');
});
