import { describe, expect, it } from 'vitest';
import type { FormulaScope } from '../../formula/check/formula-scope.ts';
import type { CalculatedColumn } from '../dashboard.ts';
import { judgeCalculatedColumns } from './judge-calculated-columns.ts';

const preparation: FormulaScope = {
  place: 'data-set',
  spice: true,
  columns: new Map([['amount', { type: 'decimal', level: 'row' }]]),
  parameters: new Map(),
  columnsOf: 'the data set "sales"',
  parametersOf: 'the data set',
};

const physical: CalculatedColumn['scope'] = new Map([
  ['amount', { kind: 'string' }],
  ['11111111-aaaa-bbbb-cccc-000000000000', { kind: 'string' }],
]);

function column(name: string, expression: string, more: Partial<CalculatedColumn> = {}): CalculatedColumn {
  const own = { name, nameInScope: name, expression, expressionPath: [name], scope: undefined };
  return { ...own, type: undefined, role: undefined, ...more };
}

function judged(...columns: readonly CalculatedColumn[]) {
  const { formulas, field } = judgeCalculatedColumns(columns, preparation);
  return { codes: formulas.map(({ problems }) => problems.map(({ code }) => code)), field };
}

describe('judgeCalculatedColumns', () => {
  it('lets columns without a scope name one another, in any order', () => {
    const { codes, field } = judged(column('half', '{double} / 4'), column('double', '{amount} * 2'));
    expect(codes).toEqual([[], []]);
    expect(field('half')).toEqual({ type: 'decimal', level: 'row' });
  });

  it('types what a formula names by its own step: text that a later step makes a number is text there', () => {
    const scope = physical;
    const { codes, field } = judged(column('value', 'parseDecimal({amount})', { scope }));
    expect(codes).toEqual([[]]);
    expect(field('value')?.type).toBe('decimal');
    expect(judged(column('value', 'abs({amount})', { scope })).codes).toEqual([['formula-type']]);
  });

  it('takes a column that is renamed over what it reads for no circle', () => {
    const scope = new Map([...physical, ['amount_number', undefined]]);
    const renamed = column('amount', 'parseDecimal({amount})', { nameInScope: 'amount_number', scope });
    const { codes, field } = judged(renamed);
    expect(codes).toEqual([[]]);
    expect(field('amount')).toEqual({ type: 'decimal', level: 'row' });
    expect(field('amount_number')).toBeUndefined();
  });

  it('knows in later steps what formulas of earlier steps are', () => {
    const first = new Map([...physical, ['value', undefined]]);
    const second = new Map([...first, ['text', undefined]]);
    const early = column('value', 'parseDecimal({amount})', { scope: first });
    expect(judged(column('text', 'toString({value})', { scope: second }), early).codes).toEqual([[], []]);
    expect(judged(column('text', 'toUpper({value})', { scope: second }), early).codes).toEqual([['formula-type'], []]);
  });

  it('knows a column that was renamed since it was made, unless two could be meant', () => {
    const second = new Map([...physical, ['amount', undefined]]);
    const upper = column('upper', 'toUpper({amount})', { scope: second });
    const early = column('amount', 'parseDecimal({text})', {
      nameInScope: 'amount_number',
      scope: new Map([['text', { kind: 'string' }]]),
    });
    expect(judged(upper, early).codes).toEqual([['formula-type'], []]);
    const other = column('gone', "'some text'", { nameInScope: 'amount', scope: new Map() });
    expect(judged(upper, early, other).codes).toEqual([[], [], []]);
  });

  it('has the type of the export where the formula tells none', () => {
    const scope = new Map([...physical, ['mystery', undefined]]);
    const told = column('value', '{mystery}', { scope, type: { kind: 'date' } });
    expect(judged(told).field('value')?.type).toBe('date');
    expect(judged(column('value', '{mystery}', { scope })).field('value')?.type).toBe('unknown');
  });

  it('finds names that the step does not have, and circles within one step', () => {
    const scope = new Map([...physical, ['a', undefined], ['b', undefined]]);
    expect(judged(column('a', '{b}', { scope }), column('b', '{a}', { scope })).codes).toEqual([
      ['formula-cycle'],
      ['formula-cycle'],
    ]);
    expect(judged(column('a', '{amuont}', { scope })).codes).toEqual([['column-missing']]);
  });
});
