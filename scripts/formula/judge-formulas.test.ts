// biome-ignore-all lint/suspicious/noTemplateCurlyInString: QuickSight's parameters are written so
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFormulas } from './judge-formulas.ts';
import { exampleScope } from './testing/example-scope.ts';
import { readUses } from './testing/read-uses.ts';

const judge = (text: string, scope = exampleScope) => {
  const [formula] = judgeFormulas([{ name: 'it', text }], scope).formulas;
  if (formula === undefined) throw new RangeError('no formula');
  return formula;
};
const codes = (text: string, scope = exampleScope) => judge(text, scope).problems.map(({ code }) => code);

describe('types and levels', () => {
  it.each([
    ['{Sales}', 'decimal', 'row'],
    ['{Quantity} * 2', 'integer', 'row'],
    ['{Quantity} * 2.0', 'decimal', 'row'],
    ['{Quantity} / 2', 'decimal', 'row'],
    ["concat('a', 'b')", 'string', 'constant'],
    ['ifelse({Paid}, {Quantity}, 0.5)', 'decimal', 'row'],
    ['ifelse({Paid}, NULL, {SaleDate})', 'date', 'row'],
    ['sum({Quantity})', 'integer', 'aggregate'],
    ['max({SaleDate})', 'date', 'aggregate'],
    ['sum({Sales}, [{City}])', 'decimal', 'level-aware'],
    ['avg(sum({Sales}, [{City}]))', 'decimal', 'aggregate'],
    ['sumOver({Sales}, [{City}], PRE_AGG)', 'decimal', 'row'],
    ['sumOver(sum({Sales}), [{City}])', 'decimal', 'table'],
    ['rank([sum({Sales}) DESC])', 'integer', 'table'],
    ['{Sales} > ${Least} AND NOT {Paid}', 'boolean', 'row'],
    ['count({City}) > 1 OR FALSE', 'boolean', 'aggregate'],
    ['round(sum({Sales}) / sumOver(sum({Sales})), 2)', 'decimal', 'table'],
  ])('%s is %s, %s', (text, type, level) => {
    expect(judge(text)).toEqual({ type, level, problems: [] });
  });

  it('are known through other fields, in any order', () => {
    const judged = judgeFormulas(
      [
        { name: 'Ratio', text: '{Total} / {Orders}' },
        { name: 'Total', text: 'sum({Net})' },
        { name: 'Orders', text: 'distinct_count({Order ID})' },
        { name: 'Net', text: '{Sales} * 0.8' },
      ],
      exampleScope,
    );
    expect(judged.formulas.flatMap(({ problems }) => problems)).toEqual([]);
    expect(['Ratio', 'Net', 'City', 'None'].map((name) => [judged.typeOf(name), judged.levelOf(name)])).toEqual([
      ['decimal', 'aggregate'],
      ['decimal', 'row'],
      ['geo', 'row'],
      [undefined, undefined],
    ]);
  });
});

describe('problems', () => {
  it.each([
    ['sum({Sales}) + {Quantity} + {Sales}', ['formula-mixed']],
    ['sum(avg({Sales}) / avg({Quantity}))', ['formula-nested']],
    ['ifelse({City} = 1, 2, 3)', ['formula-type']],
    ["ifelse({SaleDate} > '2026-01-31', 1, 0)", []],
    ["ifelse({SaleDate} > 'soon', 1, 0)", ['formula-type']],
    ['{shipDate} - {SaleDate}', ['formula-type']],
    ["{City} + ' '", ['formula-type']],
    ['{City} = ${Cities}', ['formula-type']],
    ['in(${Cities}, [1])', ['formula-type']],
    ['in({City}, [])', []],
    ['sum({Paid}) / count({Paid})', []],
    ['ifelse({Paid} = 1, 1, 0) * {Paid}', []],
    ['{Sale} + ${Leest}', ['column-missing', 'parameter-undeclared']],
    ['summ({Nothing}, PRE_AGG)', ['formula-function', 'column-missing']],
    ['[{Sales}]', ['formula-type']],
    ['{orders.Sales} + {3f2504e0-4f89-11d3-9a0c-0305e82c3301}', []],
    ['sumOver({Sales}, [!{City}], PRE_AGG)', ['formula-level']],
    ['sum({Sales}, [!{City}])', ['formula-level']],
    ['lag(sum({Sales}), [{SaleDate} ASC], -1)', []],
    ['sumIf({Sales}, sumOver({Sales}, [{City}], PRE_AGG) > 10)', []],
    ['', ['formula-syntax']],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('point at the part that is wrong', () => {
    const text = "ifelse({Paid}, {Sales}, 'x') + summ({Sale})";
    const parts = judge(text).problems.map(({ code, start, end }) => [code, text.slice(start, end)]);
    expect(parts).toEqual([
      ['formula-type', "'x'"],
      ['formula-function', 'summ'],
      ['column-missing', '{Sale}'],
    ]);
  });

  it('name the nearest right name', () => {
    const fixes = judge('smu({Sale}) + ${Leest}').problems.map(({ fix }) => fix);
    expect(fixes).toEqual(['did you mean "sum"?', 'did you mean "Sales"?', 'did you mean "Least"?']);
  });

  it('are none in fields of data sets that nobody knows', () => {
    const blind = { ...exampleScope, columns: undefined, parameters: undefined };
    expect(codes("sum({Whatever}) / count({It is}) > ${So} AND {Nothing} = 'x'", blind)).toEqual(['formula-mixed']);
    expect(codes("ifelse({a} = 'x', {b}, 1)", blind)).toEqual([]);
  });

  it.each([
    ['sum({Sales})', ['formula-misplaced']],
    ['sumOver({Sales}, [{City}], PRE_AGG)', ['formula-misplaced']],
    ["parseJson({jsonField}, '$.a')", []],
  ])('%s in a data set', (text, expected) => {
    expect(codes(text, { ...exampleScope, place: 'data-set', spice: true })).toEqual(expected);
  });

  it('parseJson in an analysis over SPICE', () => {
    expect(codes("parseJson({jsonField}, '$.a')", { ...exampleScope, spice: true })).toEqual(['formula-misplaced']);
  });
});

describe('other names of columns', () => {
  const id = '0d0f2b1c-6a37-4a3e-9f0e-2f1f6c2f9a11';
  const scope = {
    ...exampleScope,
    aliases: new Map([
      [id, 'Sales'],
      ['orders.City', 'City'],
      ['gone', 'Nowhere'],
    ]),
  };

  it('stand for the column, with its type and level', () => {
    expect(judge(`{${id}} * 2`, scope)).toEqual({ type: 'decimal', level: 'row', problems: [] });
    expect(codes(`abs({${id}})`, scope)).toEqual([]);
    expect(codes(`toUpper({${id}})`, scope)).toEqual(['formula-type']);
    expect(codes('toUpper({orders.City})', scope)).toEqual([]);
  });

  it('of no column are no fields', () => {
    expect(codes('{gone}', scope)).toEqual(['column-missing']);
  });
});

describe('circles', () => {
  it('are named at each field of them, by the shortest way back', () => {
    const judged = judgeFormulas(
      [
        { name: 'a', text: '{b} + {c}' },
        { name: 'b', text: '{c} + 1' },
        { name: 'c', text: '{a}' },
        { name: 'self', text: '{self} + 1' },
        { name: 'outside', text: '{a}' },
      ],
      exampleScope,
    );
    expect(judged.formulas.map(({ problems }) => problems.map(({ got }) => got))).toEqual([
      ['a -> c -> a'],
      ['b -> c -> a -> b'],
      ['c -> a -> c'],
      ['self -> self'],
      [],
    ]);
  });

  it('of 2,000 fields are cut to what a message has room for, and chains of 2,000 are no circles', () => {
    const ring = Array.from({ length: 2000 }, (_, index) => ({
      name: `f${index}`,
      text: `{f${(index + 1) % 2000}} + 1`,
    }));
    const [first] = judgeFormulas(ring, exampleScope).formulas;
    expect(first?.problems[0]?.got).toBe('f0 -> f1 -> f2 -> f3 -> f4 -> (1993 more) -> f1998 -> f1999 -> f0');
    const chain = ring.map((field, index) => (index === 1999 ? { ...field, text: '{Quantity}' } : field));
    expect(judgeFormulas(chain, exampleScope).typeOf('f0')).toBe('integer');
  });
});

describe('any text', () => {
  const words = [
    'sum(',
    'ifelse(',
    'in(',
    '{Sales}',
    '{City}',
    '{x}',
    '${Least}',
    '${Cities}',
    "'t'",
    '1',
    ',',
    ')',
    '[',
    ']',
    '+',
    '=',
    'AND ',
    'NOT ',
    'PRE_AGG',
    'NULL',
    '!',
    "'",
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...[...readUses().values()].flatMap(({ accepted }) => accepted)),
  );

  it('never throws, and every problem stands within the text', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const fields = [one, other].map((each, index) => ({ name: index === 0 ? 'x' : 'City', text: each }));
        for (const [index, { problems }] of judgeFormulas(fields, exampleScope).formulas.entries()) {
          for (const { start, end } of problems) {
            expect(start >= 0 && start <= end && end <= (fields[index]?.text.length ?? 0)).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['30,000 characters of sums', Array.from({ length: 3300 }, () => '{Sales}').join(' +'), []],
    ['2,500 conditions', Array.from({ length: 2500 }, () => "{City} = 'a'").join(' OR '), []],
    ['1,500 branches', `ifelse(${Array.from({ length: 1500 }, (_, n) => `{City} = 'c${n}', ${n}`).join(', ')}, 0)`, []],
    ['5,000 parentheses', `${'('.repeat(5000)}1${')'.repeat(5000)}`, ['formula-syntax']],
    ['5,000 signs', `${'-'.repeat(5000)}1`, ['formula-syntax']],
    ['5,000 calls', 'abs('.repeat(5000), ['formula-syntax']],
    ['5,000 lists', '['.repeat(5000), ['formula-syntax']],
    ['a text that never ends', `'${'x'.repeat(30_000)}`, ['formula-syntax']],
    ['a comment that never ends', `1 /*${'x'.repeat(30_000)}`, ['formula-syntax']],
    ['10,000 signs of no language', '\u{1F600}'.repeat(10_000), ['formula-syntax']],
  ])('%s', (_, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });
});
