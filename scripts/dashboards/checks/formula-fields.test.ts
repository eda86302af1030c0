import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkDashboard } from '../check-dashboard.ts';
import { readDefinitionFile } from '../read-definition-file.ts';

const created = join(import.meta.dirname, '..', 'testdata', 'ok', 'created-data-set');

async function codesWith(parameters: readonly object[], expression: string) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-formula-fields-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(created, folder, { recursive: true });
  const file = join(folder, 'data-sets', 'anything.json');
  const text = (await readFile(file, 'utf8')).replace(`"toUpper({b2f1c3de-0001})"`, JSON.stringify(expression));
  await writeFile(file, JSON.stringify({ ...JSON.parse(text), DatasetParameters: parameters }));
  const read = await readDefinitionFile('definition.json', new Map(), folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, new Map()).map(({ code }) => code);
}

const suffix = ['$', '{Suffix}'].join('');
const text = { StringDatasetParameter: { Id: 'i', Name: 'Suffix', ValueType: 'SINGLE_VALUED' } };
const several = { StringDatasetParameter: { Id: 'i', Name: 'Suffix', ValueType: 'MULTI_VALUED' } };

it('knows the parameters that an exported data set declares', async () => {
  expect(await codesWith([text], `concat({city}, ${suffix})`)).toEqual([]);
  expect(await codesWith([], `concat({city}, ${suffix})`)).toContain('parameter-undeclared');
});

it('knows their types, and whether they hold several values', async () => {
  const number = { IntegerDatasetParameter: { Id: 'i', Name: 'Suffix', ValueType: 'SINGLE_VALUED' } };
  expect(await codesWith([number], `toUpper(${suffix})`)).toContain('formula-type');
  expect(await codesWith([several], `toUpper(${suffix})`)).not.toEqual([]);
});
