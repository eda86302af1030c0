import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkDashboard } from '../check-dashboard.ts';
import { readDashboard } from '../read-dashboard.ts';
import { fixtureTables } from '../testing/fixture-tables.ts';

const fixture = path.join(import.meta.dirname, '../testdata/err/aggregate-dimension');
const formula = `ifelse({Average basket} > 50, 'large', 'small')`;

/** What is found of the dimension when its formula is another. */
async function severitiesWith(expression: string): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-dimensions-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(fixture, folder, { recursive: true });
  const file = path.join(folder, 'definition.json');
  const text = await readFile(file, 'utf8');
  expect(text).toContain(formula);
  await writeFile(file, text.replace(formula, expression));
  const read = await readDashboard(folder, fixtureTables, folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  const findings = checkDashboard(read.dashboard, fixtureTables);
  expect(findings.map(({ code }) => code).filter((code) => code.startsWith('formula-'))).toEqual([]);
  return findings.filter(({ code }) => code === 'aggregate-dimension').map(({ severity }) => severity);
}

it.each([
  formula,
  'rank([sum({revenue_usd}) DESC])',
  'runningSum(sum({revenue_usd}), [{day} ASC])',
  "ifelse(rank([max({day}) DESC]) <= 3, 'first', 'rest')",
  'lag({Average basket}, [{day} ASC], 1)',
])('%s is no dimension', async (expression) => {
  expect(await severitiesWith(expression)).toEqual(['error']);
});

it('warns of a table calculation over rows', async () => {
  expect(await severitiesWith('lag({revenue_usd}, [{day} ASC], 1)')).toEqual(['warn']);
});

it.each([
  'toUpper({region})',
  'sum({revenue_usd}, [{region}])',
  'sumOver({revenue_usd}, [{region}], PRE_AGG)',
  'rank([{revenue_usd} DESC], [{region}], PRE_FILTER)',
])('%s is a dimension', async (expression) => {
  expect(await severitiesWith(expression)).toEqual([]);
});
