import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { checkDashboard } from '../check-dashboard.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { readDashboard } from '../read-dashboard.ts';
import { readSchema } from '../shape/read-schema.ts';
import { fixtureTables } from '../testing/fixture-tables.ts';
import { expressionHolders } from './check-expressions.ts';

const fixture = path.join(import.meta.dirname, '../testdata/ok/expressions');
const definition: unknown = JSON.parse(readFileSync(path.join(fixture, 'definition.json'), 'utf8'));

/** Every Expression of a definition but those of calculated fields, with its path. */
function expressionsIn(value: unknown, at: JsonPath = []): (readonly [JsonPath, string])[] {
  if (typeof value !== 'object' || value === null || at[0] === 'CalculatedFields') return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return key === 'Expression' && typeof below === 'string' ? [[path, below] as const] : expressionsIn(below, path);
  });
}

function replaced(value: unknown, [step, ...rest]: JsonPath, by: string): unknown {
  if (step === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const change = ([key, below]: readonly [string, unknown]) =>
    key === String(step) ? replaced(below, rest, by) : below;
  if (Array.isArray(value)) return Object.entries(value).map(change);
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, change([key, below])]));
}

/** The codes and paths of what is found when one expression is another. */
async function foundWith(at: JsonPath, expression: string): Promise<readonly (readonly [string, string])[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-expressions-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(fixture, folder, { recursive: true });
  await writeFile(path.join(folder, 'definition.json'), JSON.stringify(replaced(definition, at, expression), null, 1));
  const read = await readDashboard(folder, fixtureTables, folder);
  if ('findings' in read) throw new TypeError('expected a dashboard');
  return checkDashboard(read.dashboard, fixtureTables).map(({ code, subject }) => [code, subject ?? '']);
}

const expressions = expressionsIn(definition);
const named = expressions.map(([at, expression]) => [formatJsonPath(at), at, expression] as const);
const of = (part: string) => expressions.find(([at]) => at.includes(part))?.[0] ?? [];

describe('checkExpressions', () => {
  it('knows every structure of the definition that has a member named Expression', () => {
    const holders = Object.entries(readSchema('dashboard-definition').$defs ?? {}).flatMap(([name, { properties }]) =>
      Object.keys(properties ?? {}).some((member) => /expression/i.test(member)) ? [name] : [],
    );
    expect(holders.sort()).toEqual([...Object.keys(expressionHolders), 'CalculatedField'].sort());
  });

  it('has a case of every structure', () => {
    const steps = new Set(expressions.map(([at]) => String(at.at(-2)).replace(/^\d+$/, String(at.at(-3)))));
    const wells = [
      'Solid',
      'Gradient',
      'CustomCondition',
      'IconSet',
      'CalculatedMeasureField',
      'RollingDate',
      'RenderingRules',
    ];
    expect([...steps].sort()).toEqual(wells.sort());
  });

  it.each(named)('finds a broken formula at %s', async (subject, at, expression) => {
    expect(await foundWith(at, `${expression} +`)).toEqual([['formula-syntax', subject]]);
  });

  it.each(named)('finds an unknown function at %s', async (subject, at, expression) => {
    expect(await foundWith(at, `ifels(${expression})`)).toEqual([['formula-function', subject]]);
  });

  it.each(named.filter(([, at, text]) => /\{(?!Regions|Shown|Since)/.test(text) && !at.includes('RenderingRules')))(
    'finds a column that is gone at %s',
    async (subject, at, expression) => {
      const codes = await foundWith(at, expression.replace(/(?<!\$)\{/, '{no '));
      expect(codes).toEqual([['column-missing', subject]]);
    },
  );

  it.each(['RenderingRules', 'Solid', 'RollingDate'])('finds an undeclared parameter in %s', async (part) => {
    const [at, subject] = [of(part), formatJsonPath(of(part))];
    const [found] = await foundWith(at, ['$', '{Nobody}'].join(''));
    expect(found).toEqual(['parameter-undeclared', subject]);
  });

  it('wants a date of a rolling date', async () => {
    const at = of('RollingDate');
    expect(await foundWith(at, "dateDiff(now(), now(), 'DD')")).toEqual([['formula-type', formatJsonPath(at)]]);
    expect(await foundWith(at, "'2026-01-31'")).toEqual([]);
  });

  it('takes words of percent for numbers in conditional formats alone', async () => {
    expect(await foundWith(of('Solid'), 'SUM({revenue_usd}) > "TOP_TEN"')).toEqual([
      ['formula-type', formatJsonPath(of('Solid'))],
    ]);
    expect(
      await foundWith(of('CalculatedMeasureField'), 'ifelse(sum({revenue_usd}) > "TOP_25_PERCENT", 1, 0)'),
    ).toEqual([['formula-type', formatJsonPath(of('CalculatedMeasureField'))]]);
  });

  it('takes the columns of no data set for known where none is named', async () => {
    expect(await foundWith(of('RollingDate'), 'max({nothing})')).toEqual([]);
  });

  it('wants a condition of a solid colour and of an icon, but of no gradient or icon set', async () => {
    for (const part of ['Solid', 'CustomCondition']) {
      expect(await foundWith(of(part), 'sum({revenue_usd})')).toEqual([['formula-type', formatJsonPath(of(part))]]);
      expect(await foundWith(of(part), 'sum({revenue_usd}) > 1 OR isNull(max({region}))')).toEqual([]);
      expect(await foundWith(of(part), 'ifelse(sum({revenue_usd}) > 1, NULL, NULL)')).toEqual([]);
    }
    for (const part of ['Gradient', 'IconSet']) expect(await foundWith(of(part), 'sum({revenue_usd})')).toEqual([]);
  });
});
