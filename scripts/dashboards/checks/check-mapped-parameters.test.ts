import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkDashboard } from '../check-dashboard.ts';
import { readDefinitionFile } from '../read-definition-file.ts';
import { fixtureTables } from '../testing/fixture-tables.ts';

/** What is found when a parameter sets `Region` of a case's data set, which has those members more. */
async function found(situation: string, file: string, members: object): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-mapped-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(path.join(import.meta.dirname, '../testdata/ok', situation), folder, { recursive: true });
  const change = async (name: string, by: (value: Record<string, unknown>) => object) =>
    writeFile(path.join(folder, name), JSON.stringify(by(JSON.parse(await readFile(path.join(folder, name), 'utf8')))));
  const declaration = {
    Name: 'Mapping',
    ParameterValueType: 'SINGLE_VALUED',
    DefaultValues: { StaticValues: ['a'] },
    MappedDataSetParameters: [{ DataSetIdentifier: 'orders', DataSetParameterName: 'Region' }],
  };
  await change('definition.json', (value) => {
    const { ParameterDeclarations: before = [] } = value;
    const declarations = Array.isArray(before) ? before : [];
    return { ...value, ParameterDeclarations: [...declarations, { StringParameterDeclaration: declaration }] };
  });
  await change(`data-sets/${file}`, (value) => ({ ...value, ...members }));
  const read = await readDefinitionFile('definition.json', fixtureTables, folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, fixtureTables).map(({ code, expected, got }) => `${code}: ${expected}, ${got}`);
}

const parameter = (Name: string) => ({ StringDatasetParameter: { Id: 'i', Name, ValueType: 'SINGLE_VALUED' } });

it('knows the parameters of a data set as QuickSight exports it', async () => {
  const foundWith = (...names: readonly string[]) =>
    found('created-data-set', 'anything.json', { DatasetParameters: names.map(parameter) });
  expect(await foundWith('City', 'Region')).toEqual([]);
  expect(await foundWith('Regions')).toEqual([
    'parameter-undeclared: a parameter of the data set "orders" (Regions), "Region"',
  ]);
});

it('knows that a short file has none', async () => {
  expect(await found('whole', 'orders.json', {})).toEqual([
    expect.stringMatching(/^parameter-undeclared: a parameter of the data set "orders"/),
  ]);
});

it('finds nothing where the data set may have those of another', async () => {
  const Source = { DataSetArn: 'arn:aws:quicksight:eu-west-1:000000000000:dataset/other' };
  const codes = await found('created-data-set', 'anything.json', {
    LogicalTableMap: { other: { Alias: 'O', Source } },
  });
  expect(codes.filter((line) => line.startsWith('parameter-undeclared'))).toEqual([]);
});
