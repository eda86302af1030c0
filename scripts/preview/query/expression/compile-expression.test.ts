// biome-ignore-all lint/suspicious/noTemplateCurlyInString: QuickSight's parameters are written so
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFields } from '../fields/visual-fields.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { QuerySource } from '../plan/query-scope.ts';
import { writeQuery } from '../plan/write-query.ts';
import { runQuery } from '../run-context.ts';
import { type TinyLake, tinyLake } from '../testing/tiny-lake.ts';
import { stages, type Value } from './value.ts';

/** Eight sales: two of them without a region, one without an amount. Sums by hand: n 60 (10+20+30), s 21 (5+7+9), null 4. */
const sales = {
  columns: {
    region: 'string',
    customer: 'string',
    amount: 'bigint',
    price: 'decimal(8,2)',
    day: 'date',
    at: 'timestamp',
    big: 'boolean',
  },
  rows: [
    ['n', 'ann', 10, 1.5, '2026-01-31', '2026-01-31 10:00:00', true],
    ['n', 'bob', 20, 2.5, '2026-02-01', '2026-02-01 11:30:00', true],
    ['n', 'ann', 30, 3.5, '2026-02-02', '2026-02-02 12:00:00', true],
    ['s', 'cat', 5, 0, '2026-02-02', '2026-02-02 13:00:00', false],
    ['s', 'cat', 7, 0, '2026-02-03', '2026-02-03 14:00:00', false],
    ['s', 'dan', 9, 2, '2026-03-01', '2026-03-01 15:00:00', false],
    [null, 'eve', 4, 1, '2026-03-02', '2026-03-02 16:00:00', null],
    [null, 'eve', null, 1, '2027-01-01', '2027-01-01 00:00:00', null],
  ],
} as const;

let lake: TinyLake;
beforeAll(async () => {
  lake = await tinyLake({ sales });
});
afterAll(() => lake.close());

const constant = { at: stages.constant };
const parameters = new Map<string, Value>([
  ['Least', { sql: '8', type: 'number', literal: 8, ...constant }],
  [
    'Regions',
    { sql: 'NULL', type: 'string', list: [{ sql: "'n'", type: 'string', literal: 'n', ...constant }], ...constant },
  ],
  ['Nothing', { sql: 'NULL', type: 'string', list: [], ...constant }],
]);

function source(calculations: Readonly<Record<string, string>> = {}): QuerySource {
  const relation = lake.relationOf('sales');
  if (relation === undefined) throw new RangeError('no sales');
  return {
    relation,
    calculations: new Map(Object.entries(calculations)),
    parameters,
    now: '2026-03-05T12:00:00Z',
    weekStart: 0,
  };
}

/** A measure by dimensions, as rows in the order of the dimensions. */
async function groups(expression: string, by: readonly string[], calculations: Readonly<Record<string, string>> = {}) {
  const field = { granularity: undefined, aggregation: undefined, format: undefined, expression: undefined };
  const dimensions = by.map((name) => ({ ...field, id: name, column: { dataSet: 'sales', name } }));
  const measures = [{ ...field, id: 'm', column: undefined, expression }];
  const looks = { configurations: [], labels: new Map() };
  const {
    scope,
    dimensions: compiled,
    measures: values,
  } = compileFields(source(calculations), dimensions, measures, looks);
  const outputs = [
    ...compiled.map(({ row, column }) => ({ ...row, sql: column })),
    ...values.map(({ value }) => value),
  ];
  const order = compiled.map(({ column }) => ({ sql: column, descending: false }));
  const sql = writeQuery({
    scope,
    filters: [],
    tops: [],
    grouped: true,
    members: [],
    outputs,
    order,
    limit: 100,
    totals: [],
  });
  const rows = await runQuery(lake.connection, sql);
  return rows.map((row) => outputs.map((_, index) => row[`f${index}`] ?? null));
}

/** The value of an expression on the first sale. */
async function onFirstRow(expression: string): Promise<unknown> {
  const [row] = await groups(`min(ifelse({amount} = 10, ${expression}, NULL))`, []);
  return row?.[0];
}

describe('functions of a row', () => {
  it.each([
    ["ifelse({region} = 'n', 'north', 'other')", 'north'],
    ["ifelse(NULL = 1, 'yes', 'no')", 'no'],
    ['ifelse({amount} > 100, 1, {amount} > 5, 2, 3)', 2],
    ["switch({region}, 's', 1, 'n', 2, 3)", 2],
    ['coalesce(NULL, {region})', 'n'],
    ['nullIf({amount}, 10)', null],
    ["ifelse(isNull(nullIf({amount}, 10)), 'null', 'not')", 'null'],
    ["ifelse(isNotNull({region}) AND NOT {big}, 'a', 'b')", 'b'],
    ["ifelse(in({region}, ['n', 's']), 1, 0)", 1],
    ["ifelse(notIn({region}, ['n', 's']), 1, 0)", 0],
    ['ifelse(in({region}, ${Regions}), 1, 0)', 1],
    ["ifelse(in({region}, ${Nothing}), 'all', 'none')", 'all'],
    ['ifelse(between({amount}, ${Least}, 10), 1, 0)', 1],
    ['ifelse({big} = 1, 1, 0)', 1],
    ["concat({region}, '-', {customer})", 'n-ann'],
    ["ifelse(contains({customer}, 'NN'), 1, 0)", 0],
    ["ifelse(contains({customer}, 'NN', CASE_INSENSITIVE), 1, 0)", 1],
    ["ifelse(STARTSWITH({customer}, 'an') AND endsWith({customer}, 'n'), 1, 0)", 1],
    ["locate({customer}, 'n')", 2],
    ["locate({customer}, 'n', 3)", 3],
    ["locate({customer}, 'x')", 0],
    ['substring({customer}, 2, 2)', 'nn'],
    ['left({customer}, 1)', 'a'],
    ['right({customer}, 2)', 'nn'],
    ["split('a|b|c', '|', 2)", 'b'],
    ["split('a|b|c', '|', 9)", null],
    ["replace({customer}, 'n', 'N')", 'aNN'],
    ["trim('  x ')", 'x'],
    ["toUpper(toLower('Ab'))", 'AB'],
    ['strlen({customer})', 3],
    ['toString({amount})', '10'],
    ["parseInt('12') + parseInt('x1')", null],
    ["parseInt('12.9')", 12],
    ["parseDecimal('12.5')", 12.5],
    ['{amount} / 0', null],
    ['{amount} % 4', 2],
    ['mod({amount}, 0)', null],
    ['7 / 2', 3.5],
    ['2 + 3 * 2 ^ 2', 14],
    ['-{amount} - -1', -9],
    ['floor(2.7) + ceil(2.1)', 5],
    ['round(2.345, 2)', 2.35],
    ['abs(-3) + sqrt(16) + sqrt(-1)', null],
    ['log(100) + ln(exp(2)) + power(2, 3)', 12],
    ["truncDate('WK', {day})", '2026-01-25T00:00:00Z'],
    ["truncDate('MM', {at})", '2026-01-01T00:00:00Z'],
    ["truncDate('Q', addDateTime(1, 'Q', {day}))", '2026-04-01T00:00:00Z'],
    ["addDateTime(1, 'MM', {day})", '2026-02-28T00:00:00Z'],
    ["addDateTime(-90, 'MI', {at})", '2026-01-31T08:30:00Z'],
    ["dateDiff({day}, parseDate('2026-02-01'), 'MM')", 1],
    ["dateDiff({day}, parseDate('2026-02-01'))", 1],
    ["dateDiff(parseDate('2026-02-01'), {day}, 'DD')", -1],
    ["dateDiff({day}, parseDate('2026-02-01'), 'WK')", 1],
    ["dateDiff({day}, parseDate('2026-01-25'), 'WK')", 0],
    ["extract('WD', {day})", 7],
    ["extract('HH', {at})", 10],
    ["formatDate({at}, 'yyyy-MM-dd HH:mm')", '2026-01-31 10:00'],
    ['formatDate({at}, "d MMM yy \'at\' h a")', '31 Jan 26 at 10 AM'],
    ["parseDate('31/01/2026', 'dd/MM/yyyy')", '2026-01-31T00:00:00Z'],
    ["parseDate('no', 'dd/MM/yyyy')", null],
    ['epochDate(86400)', '1970-01-02T00:00:00Z'],
    ['now()', '2026-03-05T12:00:00Z'],
  ])('%s', async (expression, expected) => {
    expect(await onFirstRow(expression)).toEqual(expected);
  });
});

describe('aggregates', () => {
  it.each([
    ['sum({amount})', [85]],
    ['avg({amount})', [85 / 7]],
    ['count({amount})', [7]],
    ['count({customer})', [8]],
    ['distinct_count({customer})', [5]],
    ['min({amount}) + max({amount})', [34]],
    ['median({amount})', [9]],
    ['percentileDisc({amount}, 50)', [9]],
    ['percentileCont({amount}, 50)', [9]],
    ["sumIf({amount}, {region} = 'n')", [60]],
    ["avgIf({amount}, {region} = 's')", [7]],
    ['countIf({amount}, isNull({region}))', [1]],
    // now is 2026-03-05: 9 and 4 lie in March, all but the last sale in the year
    ['periodToDateSum({amount}, {day}, MONTH)', [13]],
    ["periodToDateSum({amount}, {day}, YEAR, parseDate('2026-02-02'))", [65]],
    ["periodToDateCount({amount}, {day}, 'Q')", [7]],
    ["distinct_countIf({customer}, {region} = 'n')", [2]],
    ['sum({amount}) / sum({price})', [85 / 11.5]],
    ['max({day})', ['2027-01-01T00:00:00Z']],
    ['varp({price})', [(8 / 8) * ((1.5 ** 2 + 2.5 ** 2 + 3.5 ** 2 + 2 ** 2 + 1 + 1) / 8 - (11.5 / 8) ** 2)]],
  ])('%s', async (expression, [expected]) => {
    const [row] = await groups(expression, []);
    if (typeof expected === 'number') expect(row?.[0]).toBeCloseTo(expected, 9);
    else expect(row?.[0]).toBe(expected);
  });

  it('sums by a dimension, NULL last', async () => {
    expect(await groups('sum({amount})', ['region'])).toEqual([
      ['n', 60],
      ['s', 21],
      [null, 4],
    ]);
  });

  it('reads calculated fields that read calculated fields', async () => {
    const calculations = { Revenue: '{amount} * {price}', 'Revenue each': 'sum(Revenue) / count({customer})' };
    // n: 10*1.5 + 20*2.5 + 30*3.5 = 170 over 3; s: 0 + 0 + 18 over 3; null: 4 over 2
    expect(await groups('{Revenue each}', ['region'], calculations)).toEqual([
      ['n', 56.6666666666667],
      ['s', 6],
      [null, 2],
    ]);
  });
});

describe('level-aware calculations', () => {
  it('averages sums of customers once a customer, not once a row', async () => {
    // ann 40, bob 20, cat 12, dan 9, eve 4: n (40+20)/2, s (12+9)/2, null 4
    expect(await groups('avg(sum({amount}, [{customer}]))', ['region'])).toEqual([
      ['n', 30],
      ['s', 10.5],
      [null, 4],
    ]);
  });

  it('takes the visual dimensions into a level', async () => {
    expect(await groups('max(sum({amount}, [${visualDimensions}, {customer}]))', ['region'])).toEqual([
      ['n', 40],
      ['s', 12],
      [null, 4],
    ]);
  });

  it('keeps a fixed level whatever the visual groups by', async () => {
    expect(await groups('max(sum({amount}, []))', ['region'])).toEqual([
      ['n', 85],
      ['s', 85],
      [null, 85],
    ]);
  });

  it('computes PRE_AGG windows on rows', async () => {
    // rows whose amount is their region's greatest: 30, 9, 4
    const last = 'ifelse(maxOver({amount}, [{region}], PRE_AGG) = {amount}, {amount}, 0)';
    expect(await groups(`sum(${last})`, ['region'])).toEqual([
      ['n', 30],
      ['s', 9],
      [null, 4],
    ]);
  });
});

describe('table calculations', () => {
  it.each([
    ['sumOver(sum({amount}))', [85, 85, 85]],
    ['percentOfTotal(sum({amount}))', [60 / 85, 21 / 85, 4 / 85]],
    ['rank([sum({amount}) ASC])', [3, 2, 1]],
    ['runningSum(sum({amount}), [{region} ASC])', [60, 81, 85]],
    ['difference(sum({amount}), [{region} ASC], -1)', [null, -39, -17]],
    ['percentDifference(sum({amount}), [{region} ASC], -1)', [null, -39 / 60, -17 / 21]],
    ['lag(sum({amount}), [{region} ASC], 1)', [null, 60, 21]],
    ['lead(sum({amount}), [{region} ASC], 1)', [21, 4, null]],
    ['firstValue(sum({amount}), [{region} ASC])', [60, 60, 60]],
    ['lastValue(sum({amount}), [{region} ASC])', [4, 4, 4]],
    ['windowSum(sum({amount}), [{region} ASC], 1, 0)', [60, 81, 25]],
    ['sum({amount}) - avgOver(sum({amount}))', [60 - 85 / 3, 21 - 85 / 3, 4 - 85 / 3]],
    ['sum({amount}) / maxOver(sum({amount}), [])', [1, 21 / 60, 4 / 60]],
  ])('%s', async (expression, expected) => {
    const rows = await groups(expression, ['region']);
    rows.forEach((row, index) => {
      const value = expected[index];
      if (typeof value === 'number') expect(row[1]).toBeCloseTo(value, 9);
      else expect(row[1]).toBeNull();
    });
    expect(rows).toHaveLength(3);
  });

  it('starts again in each partition', async () => {
    const rows = await groups('runningSum(sum({amount}), [{customer} ASC], [{region}])', ['region', 'customer']);
    expect(rows).toEqual([
      ['n', 'ann', 40],
      ['n', 'bob', 60],
      ['s', 'cat', 12],
      ['s', 'dan', 21],
      [null, 'eve', 4],
    ]);
  });
});

describe('what can not be computed', () => {
  it.each([
    ['sum({nothing})', 'there is no column or calculated field "nothing" in table sales'],
    ['sum({Loop})', 'calculated fields go round in a circle: Loop -> Pool -> Loop'],
    ['sum({Broken})', 'calculated field "Broken", character 5: expected a value, got "/"'],
    ['sentiment({customer})', 'sentiment: this function is not computed here'],
    ['left({customer})', 'left(text, length): got 1 argument'],
    ['sum({customer})', 'sum: expected a number, got text'],
    ['strlen({amount})', 'strlen, argument 1: expected text, got a number'],
    ["{amount} = 'x'", '=: mixes a number and text'],
    ['sum({amount}) + {amount}', '+: mixes a value of each row with an aggregate; aggregate both or neither'],
    ['sum(max({amount}))', 'sum: an aggregate of an aggregate needs a level, as in sum(sum({x}, [{y}]))'],
    [
      'runningSum(sum({amount}), [{day} ASC])',
      "runningSum: a field of the calculation is not in the visual's field wells",
    ],
    ["sumIf(sum({amount}, [{customer}]), {region} = 'n')", 'sumIf: a condition on rows over a level-aware aggregate'],
    ['sum(sum({amount}, [{customer}]) + {price})', '+: mixes a value of each row with a level-aware aggregate'],
    ["truncDate('XX', {day})", '"XX" is not a period; they are YYYY, Q, MM, WK, DD, HH, MI, SS and MS'],
    ["formatDate({day}, 'GG')", 'date pattern "GG": "GG" is not known'],
    [
      'sum(ifelse({region} = ${Regions}, 1, 0))',
      '=: several values stand where one is expected; compare them with in()',
    ],
    ['sum(${Unknown})', 'there is no parameter "Unknown"'],
    [Array(7000).fill('1').join(' + '), '6999 operators in a row: more than 900 are not computed'],
  ])('%s', async (expression, reason) => {
    const calculations = { Loop: '{Pool} + 1', Pool: '{Loop} + 1', Broken: '1 + /' };
    await expect(groups(expression, ['region'], calculations)).rejects.toThrow(new NotDrawable(reason));
  });
});
