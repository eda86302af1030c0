import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkDashboard } from '../check-dashboard.ts';
import { readDefinitionFile } from '../read-definition-file.ts';

const market = "concat({city}, ' ', {l-orders.region})";

/** What is found when a column of the data set, made after rgn was renamed to region, has another formula; or a calculated field. */
async function found(formula: string, field: string): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-renamed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(path.join(import.meta.dirname, '../testdata/ok/created-data-set'), folder, { recursive: true });
  const dataSet = path.join(folder, 'data-sets/anything.json');
  const text = await readFile(dataSet, 'utf8');
  expect(text).toContain(market);
  await writeFile(dataSet, text.replace(market, formula));
  const definition = path.join(folder, 'definition.json');
  const whole = JSON.parse(await readFile(definition, 'utf8'));
  const [{ Identifier: DataSetIdentifier }] = whole.DataSetIdentifierDeclarations;
  const added = { DataSetIdentifier, Name: 'Added', Expression: field };
  await writeFile(
    definition,
    JSON.stringify({ ...whole, CalculatedFields: [...(whole.CalculatedFields ?? []), added] }),
  );
  const read = await readDefinitionFile('definition.json', new Map(), folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, new Map()).map(({ code, got }) => `${code} ${got}`);
}

it('knows a renamed column by its new name, and by its table', async () => {
  expect(await found('toUpper({region})', 'toUpper({region})')).toEqual([]);
  expect(await found('toUpper({l-orders.region})', 'abs({revenue})')).toEqual([]);
});

it('knows it by its old name no more, in later steps and in calculated fields', async () => {
  expect(await found('toUpper({rgn})', 'toUpper({region})')).toEqual(['column-missing "rgn"']);
  expect(await found('toUpper({region})', 'toUpper({rgn})')).toEqual(['column-missing "rgn"']);
  expect(await found('toUpper({region})', 'abs({amount})')).toEqual(['column-missing "amount"']);
});
