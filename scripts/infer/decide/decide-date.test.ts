import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { addValue } from '../evidence/clean-cells.ts';
import { ColumnEvidence } from '../evidence/column-evidence.ts';
import type { DateOrder } from './date-patterns.ts';
import { decideDate, settledOrders } from './decide-date.ts';

function evidenceOf(dates: readonly string[]) {
  const evidence = new ColumnEvidence();
  for (const date of dates) addValue(evidence, Buffer.from(date), 0, date.length);
  return evidence.close();
}

const several = (many: number, write: (at: number) => string): string[] =>
  Array.from({ length: many }, (_, at) => write(at));
const dayFirst = (many: number): string[] => several(many, (at) => `${13 + (at % 15)}/0${1 + (at % 9)}/2025`);
const monthFirst = (many: number): string[] => several(many, (at) => `0${1 + (at % 9)}/${13 + (at % 15)}/2025`);
const either = several(100, (at) => `0${1 + (at % 9)}/0${1 + (at % 7)}/2025`);
const hint = (order: DateOrder) => new Map([['/', order]]);

describe('dates with proof for both orders of day and month', () => {
  const both = evidenceOf([...either, ...dayFirst(40), ...monthFirst(30), '45/45/2025']);

  it('are open, and all of them are dates but what no order takes', () => {
    expect(decideDate(both, new Map())).toMatchObject({
      count: 170,
      open: [expect.stringContaining('40 of its values')],
    });
    expect(settledOrders(both).size).toBe(0);
  });

  it('are read as a person says, which sets the others aside', () => {
    expect(decideDate(both, hint('dmy'))).toMatchObject({ count: 140, open: [], formats: ['DD/MM/YYYY'] });
    expect(decideDate(both, hint('mdy'))).toMatchObject({ count: 130, open: [], formats: ['MM/DD/YYYY'] });
    expect(decideDate(both, hint('mdy'))?.lookAt).toEqual([expect.stringMatching(/both orders/)]);
  });

  it('stay open where years come first elsewhere', () => {
    expect(decideDate(both, hint('ymd'))?.open).toHaveLength(1);
  });
});

describe('one proof in twenty', () => {
  it('is a slip', () => {
    const settled = evidenceOf([...either, ...dayFirst(40), ...monthFirst(2)]);
    expect(decideDate(settled, new Map())).toMatchObject({ formats: ['DD/MM/YYYY'], count: 140, open: [], lookAt: [] });
    expect(settledOrders(settled)).toEqual(hint('dmy'));
  });

  it('and more is none', () => {
    const open = evidenceOf([...either, ...dayFirst(40), ...monthFirst(3)]);
    expect(decideDate(open, new Map())?.open).toHaveLength(1);
  });

  it('is no proof where the value is no date in either order', () => {
    const settled = evidenceOf([...either, ...dayFirst(40), ...several(4, (at) => `01/4${at}/2025`)]);
    expect(decideDate(settled, new Map())).toMatchObject({ formats: ['DD/MM/YYYY'], open: [] });
  });
});
