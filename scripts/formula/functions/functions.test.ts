import path from 'node:path';
import { expect, it } from 'vitest';
import { functionGroups } from '../../preview/query/expression/functions/functions.ts';
import { arityOf } from './arity.ts';
import { categories, type FormulaFunction } from './formula-function.ts';
import { formulaFunction, formulaFunctions } from './functions.ts';
import { signatureOf } from './signature.ts';

const computed = new Map(
  Object.values(functionGroups)
    .flat()
    .map((spec) => [spec.name, spec]),
);

/** Where the page takes fewer arguments than QuickSight, and why that is right. */
const narrower: Readonly<Record<string, string>> = {
  periodToDateAvg: 'needs its period: it does not know the visual that would give one',
  periodToDateCount: 'as periodToDateAvg',
  periodToDateMax: 'as periodToDateAvg',
  periodToDateMin: 'as periodToDateAvg',
  periodToDateSum: 'as periodToDateAvg',
};

/** Where the page takes more than QuickSight: what is refused elsewhere does no harm there. */
const wider: Readonly<Record<string, string>> = {
  coalesce: 'one value is that value',
  concat: 'one text is that text',
  distinctCountOver: 'its level may be left out',
};

it('lists every function in FUNCTIONS.md (vitest -u writes it)', async () => {
  await expect(documentation()).toMatchFileSnapshot(path.join(import.meta.dirname, '../FUNCTIONS.md'));
});

it('knows no name twice, and every name in any case', () => {
  const names = formulaFunctions.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(formulaFunction(name.toUpperCase())?.name).toBe(name);
  expect(formulaFunction('kMeans')).toBeUndefined();
});

it('knows every function that the page computes', () => {
  for (const name of computed.keys()) expect(formulaFunction(name)?.name).toBe(name);
});

it.each([...computed.values()])('the page calls $name with as many arguments', ({ name, least, most }) => {
  const known = formulaFunction(name);
  if (known === undefined) throw new RangeError(name);
  const arity = arityOf(known);
  const page = { least, most: most ?? Number.POSITIVE_INFINITY };
  const same = page.least === arity.least && page.most === arity.most;
  if (same) expect([Object.hasOwn(narrower, name), Object.hasOwn(wider, name)]).toEqual([false, false]);
  else if (page.least > arity.least || page.most < arity.most) expect(Object.keys(narrower)).toContain(name);
  else expect(Object.keys(wider)).toContain(name);
});

function documentation(): string {
  const documented = formulaFunctions.filter(({ page }) => page !== undefined).length;
  const head = [
    '# Functions',
    '',
    `The ${documented} functions that AWS documents for QuickSight, and ${formulaFunctions.length - documented} that definitions use without. Generated from functions/:`,
    '`npx vitest run --project unit scripts/formula/functions -u` writes this file.',
    '',
    '- `?` may be left out, `…` repeats. Names are known in any case.',
    "- Result: `first` is the first argument's type, `common` the type of all that may be returned.",
    '- Level: what becomes of rows. A row function over aggregates is computed for each group.',
    '- Page: whether `npm start` computes it. A visual that uses another function is not drawn, and says which.',
    '',
  ];
  return [...head, ...categories.flatMap(section)].join('\n');
}

function section(category: FormulaFunction['category']): string[] {
  const rows = formulaFunctions
    .filter((each) => each.category === category)
    .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
  const title = `${category.slice(0, 1).toUpperCase()}${category.slice(1)}`;
  return [`## ${title}`, '', '| function | result | level | page |', '|---|---|---|---|', ...rows.map(row), ''];
}

function row(known: FormulaFunction): string {
  const signature = `\`${signatureOf(known)}\``;
  const linked = known.page === undefined ? signature : `[${signature}](${known.page})`;
  return `| ${linked} | ${known.result} | ${levelOf(known)} | ${computed.has(known.name) ? 'yes' : 'no'} |`;
}

function levelOf({ level, parameters }: FormulaFunction): string {
  if (parameters.some(({ kind }) => kind === 'keys')) return 'aggregate, or level-aware with fields in [ ]';
  if (parameters.some(({ kind }) => kind === 'level')) return 'table, or row with PRE_FILTER and PRE_AGG';
  return level;
}
