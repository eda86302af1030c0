import { describe, expect, it } from 'vitest';
import type { Measure } from '../roles/measure.ts';
import { kpi } from './kpi.ts';

const measure: Measure = {
  ...{ id: 'x', title: 'X', column: 'x', of: 'number', aggregation: 'SUM', unit: undefined, score: 1, negative: false },
  format: { kind: 'number', decimals: 0, scaled: false, suffix: '' },
  cell: { kind: 'number', decimals: 0, scaled: false, suffix: '' },
};

describe('a figure beside the one before', () => {
  it.each([
    ['an amount', {}, 'PERCENT_DIFFERENCE'],
    ['a temperature without a unit', { column: 'temp_max' }, 'DIFFERENCE'],
    ['what may be below nothing', { negative: true }, 'DIFFERENCE'],
    ['a share', { format: { kind: 'percent', decimals: 1 } }, 'DIFFERENCE'],
  ] as const)('differs as fits %s', (_, own, method) => {
    const trend = { column: 'day', period: 'month' } as const;
    const plan = { kind: 'kpi', id: 'x', title: 'X', measure: { ...measure, ...own }, trend } as const;
    const options = kpi(plan, 'x', 'table').KPIVisual?.ChartConfiguration?.KPIOptions;
    expect(options?.Comparison?.ComparisonMethod).toBe(method);
  });

  it('says the currency of a difference behind it, since comparisons have no symbol', () => {
    const format = { kind: 'currency', symbol: 'EUR', decimals: 2, scaled: false } as const;
    const plan = { kind: 'kpi', id: 'x', title: 'X', measure: { ...measure, format, negative: true } } as const;
    const options = kpi({ ...plan, trend: { column: 'day', period: 'month' } }, 'x', 'table').KPIVisual
      ?.ChartConfiguration?.KPIOptions;
    expect(options?.Comparison?.ComparisonFormat).toMatchObject({
      NumberDisplayFormatConfiguration: { Suffix: ' EUR' },
    });
  });
});
