import { describe, expect, test } from 'vitest';
import { dateField, moneyField, numberField, plain, textField } from '../../testing/sample-fields.ts';
import { formatLabel, formatMember, formatTick, formatValue } from './format-value.ts';

describe('formatValue', () => {
  test('writes null by the format, or as a dash', () => {
    expect(formatValue(null, textField('a'))).toBe('–');
    expect(formatValue(null, { ...textField('a'), format: { ...plain, nullText: 'unknown' } })).toBe('unknown');
  });
  test('writes each type by its own rules', () => {
    expect(formatValue(true, textField('a'))).toBe('Yes');
    expect(formatValue('2026-01-05', dateField('d', 'Day', 'DAY'))).toBe('Jan 5, 2026');
    expect(formatValue(1998, { ...numberField('year'), format: plain })).toBe('1998');
    expect(formatValue('<b>', textField('a'))).toBe('<b>');
  });
});

test('formatLabel keeps the decimals that are asked for, and is short where the figure is long', () => {
  expect(formatLabel(7, numberField('n', 'n', { decimals: 2 }))).toBe('7.00');
  expect(formatLabel(35.14, numberField('n', 'n', { decimals: 0 }))).toBe('35');
  expect(formatLabel(35.14, numberField('n', 'n'))).toBe('35.14');
  expect(formatLabel(1_234_567, numberField('n', 'n', { decimals: 0 }))).toBe('1.23M');
});

test('formatTick is short', () => {
  expect(formatTick(1_234_567, moneyField('r'))).toBe('$1.23M');
  expect(formatTick(250, numberField('n', 'n', { decimals: 2 }))).toBe('250');
});

test('formatMember names what would be nothing', () => {
  expect(formatMember(null, textField('a'))).toBe('No value');
  expect(formatMember('', textField('a'))).toBe('Empty text');
  expect(formatMember('x', textField('a'))).toBe('x');
});
