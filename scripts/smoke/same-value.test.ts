import { describe, expect, it } from 'vitest';
import { isSameValue } from './same-value.ts';

describe('isSameValue', () => {
  it.each([
    ['number', '0.5', '5.0E-1', true],
    ['number', '0.02857142857142857', '0.028571428571428571', true],
    ['number', '1', '1.1', false],
    ['timestamp', '1980-01-01 00:00:00', '1980-01-01 00:00:00.000000 UTC', true],
    ['timestamp', '1980-01-01 00:00:00', '1980-01-01 00:00:01.000 UTC', false],
    ['timestamp', '1980-01-01 00:00:00', 'midnight', false],
    ['boolean', 'false', 'FALSE', true],
    ['string', 'a', 'A', false],
    ['integer', '6', '6', true],
    ['string', null, null, true],
    ['string', null, '', false],
  ] as const)('%s: %s and %s: %s', (kind, expected, got, same) => {
    expect(isSameValue({ kind }, expected, got)).toBe(same);
  });

  it('takes decimals by their value, all digits of it', () => {
    const type = { kind: 'decimal', precision: 20, scale: 2 } as const;
    expect(isSameValue(type, '90071992547409.93', '90071992547409.93')).toBe(true);
    expect(isSameValue(type, '1.50', '1.5')).toBe(true);
    expect(isSameValue(type, '90071992547409.93', '90071992547409.94')).toBe(false);
    expect(isSameValue(type, '100', '1')).toBe(false);
  });
});
