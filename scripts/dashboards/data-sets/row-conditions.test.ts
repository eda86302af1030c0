import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDashboard } from '../check-dashboard.ts';
import { readDefinitionFile } from '../read-definition-file.ts';

/** The codes of what is found when the first text in a case's data set is the second. */
async function codesWith(situation: string, from: string, to: string): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-row-conditions-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(path.join(import.meta.dirname, '../testdata/ok', situation), folder, { recursive: true });
  const file = path.join(folder, 'data-sets/anything.json');
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
  const read = await readDefinitionFile('definition.json', new Map(), folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, new Map()).map(({ code }) => code);
}

describe.each(['created-data-set', 'prepared-data-set'])('the filters of %s', (situation) => {
  it.each([
    ["{Market} <> 'none'", "{Market} <> 'none", 'formula-syntax'],
    ["{Market} <> 'none'", "{Markets} <> 'none'", 'column-missing'],
    ["{Market} <> 'none'", '{Market} <> 1', 'formula-type'],
    ["{Market} <> 'none'", '{Market}', 'formula-type'],
    // Renamed after the filter.
    ['{amount} > 0', '{revenue} > 0', 'column-missing'],
  ])('%s written %s', async (from, to, code) => {
    expect(await codesWith(situation, from, to)).toEqual([code]);
  });
});

it('computes rows only', async () => {
  const whole = `{amount} > 0 AND {Market} <> 'none'`;
  expect(await codesWith('prepared-data-set', whole, 'sum({amount}) > 0')).toEqual(['formula-misplaced']);
});

it('wants a condition, not a value', async () => {
  const whole = `{amount} > 0 AND {Market} <> 'none'`;
  expect(await codesWith('prepared-data-set', whole, '{amount} * 2')).toEqual(['formula-type']);
  expect(await codesWith('prepared-data-set', whole, 'true')).toEqual([]);
});

it('knows the column of a filter by values', async () => {
  const condition = '"NumericFilterCondition": {\n                "ColumnName": "amount"';
  const renamed = condition.replace('amount', 'revenue');
  expect(await codesWith('prepared-data-set', condition, renamed)).toEqual(['column-missing']);
});
