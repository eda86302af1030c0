import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { checkDashboard } from '../check-dashboard.ts';
import { readDashboard } from '../read-dashboard.ts';
import { fixtureTables } from '../testing/fixture-tables.ts';

const whole = path.join(import.meta.dirname, '../testdata/ok/every-reference');

/** A definition with the value at a path changed. */
function changed(value: unknown, [step, ...rest]: JsonPath, by: (value: unknown) => unknown): unknown {
  if (step === undefined) return by(value);
  if (typeof value !== 'object' || value === null) throw new TypeError(`expected something at ${step}`);
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? changed(one, rest, by) : one));
  return { ...value, [step]: changed(Reflect.get(value, step), rest, by) };
}

async function codesWith(at: JsonPath, by: (value: unknown) => unknown): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-left-out-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(whole, folder, { recursive: true });
  const file = path.join(folder, 'definition.json');
  await writeFile(file, JSON.stringify(changed(JSON.parse(await readFile(file, 'utf8')), at, by)));
  const read = await readDashboard(folder, fixtureTables, folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, fixtureTables).map(({ code }) => code);
}

const wells = ['Sheets', 0, 'Visuals', 0, 'BarChartVisual', 'ChartConfiguration', 'FieldWells'] as const;
const nothing = () => null;
const withoutId = (value: unknown) => Object.fromEntries(Object.entries(value ?? {}).slice(1));

it.each([
  [['Sheets', 0, 'Visuals', 0], nothing, ['wrong-type']],
  [['Sheets', 0, 'Visuals'], nothing, ['wrong-type']],
  [['Sheets', 0, 'Visuals', 0, 'BarChartVisual'], withoutId, ['missing-key']],
  [[...wells, 'BarChartAggregatedFieldWells', 'Category', 0], nothing, ['wrong-type']],
  [['Sheets', 0, 'TextBoxes', 0], nothing, ['wrong-type']],
  [['Sheets', 0, 'ParameterControls', 0], nothing, ['wrong-type']],
  [['Sheets', 0, 'Layouts', 0], nothing, ['wrong-type']],
  [['Sheets', 0], nothing, ['wrong-type']],
  [['ParameterDeclarations', 0], nothing, ['wrong-type']],
  [['FilterGroups', 0], nothing, ['wrong-type']],
  [['DataSetIdentifierDeclarations', 0], nothing, ['wrong-type']],
] as const)('makes one finding of what is wrong at %j', async (at, by, codes) => {
  expect(await codesWith(at, by)).toEqual(codes);
});

it('misses what was never there', async () => {
  const other = (value: unknown) => ({ ...Object(value), VisualId: 'another' });
  expect(await codesWith(['Sheets', 0, 'Visuals', 0, 'BarChartVisual'], other)).toContain('element-missing');
});
