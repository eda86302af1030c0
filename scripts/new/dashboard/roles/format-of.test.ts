import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { ColumnType } from '../../../../lambda/schema/column-type.ts';
import type { NumberProfile } from '../profile/profile.ts';
import { formatOf } from './format-of.ts';
import { numericFormat } from './number-format.ts';

const money: ColumnType = { kind: 'decimal', precision: 12, scale: 2 };
const double: ColumnType = { kind: 'number' };
const whole: ColumnType = { kind: 'integer' };

const column = (name: string, type: ColumnType, unit?: string): TableColumn => ({
  ...{ name, type, unit, nullable: true, description: '' },
});
/** Numbers from the least to the greatest, spread evenly. @param decimals that they have; none: more than anyone reads */
function numbers(min: number, max: number, decimals?: number): NumberProfile {
  const middle = (min + max) / 2;
  const quantiles = { p01: min, p10: min, median: middle, p90: max, p99: max };
  return { min, max, ...quantiles, whole: decimals === 0, decimals };
}

describe('decimals', () => {
  it.each([
    ['a price in a cell', column('price', money, 'USD'), 'CELL', numbers(1, 2000, 2), 2],
    ['whole money in a cell', column('cost', money, 'USD'), 'CELL', numbers(0, 2000, 0), 0],
    ['a price of parts of cents', column('price', { ...money, scale: 4 }, 'EUR'), 'CELL', numbers(0, 3, 4), 4],
    ['a sum of money', column('amount', money, 'USD'), 'SUM', numbers(1, 20, 2), 2],
    ['much money', column('amount', money, 'USD'), 'SUM', numbers(1, 900, 2), 0],
    ['a mean of money', column('price', money, 'USD'), 'AVERAGE', numbers(1, 400, 2), 2],
    ['a mean of much money', column('salary', money, 'USD'), 'AVERAGE', numbers(30_000, 90_000, 0), 0],
    ['a price without a currency', column('price', double), 'AVERAGE', numbers(5, 700, 2), 2],
    ['the same in a cell', column('price', double), 'CELL', numbers(5, 700, 2), 2],
    ['a whole number', column('deaths', double), 'SUM', numbers(0, 900, 0), 0],
    ['the highest of whole degrees', column('heat', whole, '°C'), 'MAX', numbers(1, 30, 0), 0],
    ['numbers of one digit', column('wind', double), 'CELL', numbers(0, 9, 1), 1],
    ['numbers of many digits', column('wind', double), 'CELL', numbers(0, 90), 1],
  ] as const)('of %s', (_, own, aggregation, seen, decimals) => {
    expect(formatOf(own, aggregation, seen, 50)).toMatchObject({ decimals, scaled: false });
  });

  it('are left to what is scaled: 5,030 and 1.27M', () => {
    const format = formatOf(column('deaths', whole), 'SUM', numbers(0, 90_000, 0), 50);
    expect(format).toMatchObject({ scaled: true });
    const { NumberDisplayFormatConfiguration: written } = numericFormat(format);
    expect(written).toMatchObject({ NumberScale: 'AUTO' });
    expect(written).not.toHaveProperty('DecimalPlacesConfiguration');
  });
});

describe('per cent', () => {
  it.each([
    ['declared so, and stored as shares', column('discount', double, '%'), numbers(0.05, 0.4, 2), 'percent'],
    ['a discount below one', column('discount', double), numbers(0.05, 0.4, 2), 'percent'],
    ['a discount in money', column('discount', double), numbers(0, 40, 2), 'number'],
    ['declared so', column('humidity', double, '%'), numbers(0, 100, 1), 'number'],
  ] as const)('%s', (_, own, seen, kind) => {
    expect(formatOf(own, 'AVERAGE', seen, 50)).toMatchObject({ kind });
  });
});
