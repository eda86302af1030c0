import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ValueFormat } from '../../model.ts';
import { formatNumber, formatSigned } from './format-number.ts';
import { plainFormat } from './format-value.ts';

const number: ValueFormat = { ...plainFormat, kind: 'number' };
const dollars: ValueFormat = { ...number, kind: 'currency', currency: 'USD' };
const share: ValueFormat = { ...number, kind: 'percent' };

describe('formatNumber', () => {
  test.each<[number, ValueFormat, string]>([
    [1234567.891, number, '1,234,567.89'],
    [1234567.891, { ...number, thousands: false }, '1234567.89'],
    [2, { ...number, decimals: 2 }, '2.00'],
    [12.5, dollars, '$12.50'],
    [12, dollars, '$12'],
    [12, { ...dollars, decimals: 2 }, '$12.00'],
    [12, { ...dollars, currency: 'JPY' }, '¥12'],
    [0.1234, share, '12.3%'],
    [0.1234, { ...share, decimals: 2 }, '12.34%'],
    [-5, number, '−5'],
    [-5, { ...dollars, negative: 'parentheses' }, '($5)'],
    [-0.001, { ...number, decimals: 2 }, '0.00'],
    [608_800, { ...dollars, scale: 'K', decimals: 1 }, '$608.8K'],
    [9_999, { ...number, scale: 'auto' }, '9,999'],
    [10_000, { ...number, scale: 'auto' }, '10K'],
    [272_600_000_000, { ...dollars, scale: 'auto', decimals: 1 }, '$272.6B'],
    [999_999, { ...number, scale: 'auto' }, '1M'],
    [21.5, { ...number, suffix: ' °C', prefix: '~' }, '~21.5 °C'],
  ])('%d by %j is %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });

  test('significant digits count only where a scale is used', () => {
    const scaled: ValueFormat = { ...dollars, scale: 'auto' };
    expect(formatNumber(497_674, scaled, 3)).toBe('$498K');
    expect(formatNumber(1_234.5, scaled, 3)).toBe('$1,234.50');
  });

  test('the digits of a plain integer are those of the integer', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const text = formatNumber(value, number);
        expect(Number(text.replaceAll(',', '').replace('−', '-'))).toBe(value);
      }),
    );
  });
});

describe('formatSigned', () => {
  test.each([
    [12, '+12'],
    [-12, '−12'],
    [0, '0'],
    [0.001, '0'],
  ])('%d is %s', (value, text) => {
    expect(formatSigned(value, number)).toBe(text);
  });
});
