import { describe, expect, it } from 'vitest';
import { readDaysOtherwise, readNumbersOtherwise } from './read-otherwise.ts';

describe('days', () => {
  it.each([
    ['MM/DD/YYYY', 'DD/MM/YYYY'],
    ['M/D/YYYY', 'DD/MM/YYYY'],
    ['MM-DD-YYYY', 'DD-MM-YYYY'],
    ['D.M.YY', 'M.D.YY'],
    ['DD.MM.YY', 'YY.MM.DD'],
    ['MM/DD/YYYY HH:mm', 'DD/MM/YYYY HH:mm'],
    ['YYYY-MM-DD', 'YYYY-DD-MM'],
    ['DDMMYYYY', 'MMDDYYYY'],
  ])('are read otherwise by %s and %s', (one, other) => {
    expect(readDaysOtherwise(one, other)).toBe(true);
    expect(readDaysOtherwise(other, one)).toBe(true);
  });

  it.each([
    ['MM/DD/YYYY', 'M/D/YYYY'],
    ['MM/DD/YYYY', 'DD.MM.YYYY'],
    ['MM/DD/YYYY', 'DD/MM/YY'],
    ['MM/DD/YYYY', 'DD/MM/YYYY HH:mm'],
    ['D MMM YYYY', 'DD MMM YYYY'],
    ['YYYY-MM-DD', 'DD-MM-YYYY'],
    ['DD/MM/YYYY hh:mm A', 'DD/MM/YYYY h:mm A'],
  ])('are the same, or none, by %s and %s', (one, other) => {
    expect(readDaysOtherwise(one, other)).toBe(false);
    expect(readDaysOtherwise(other, one)).toBe(false);
  });
});

describe('numbers', () => {
  it.each([
    ['1,234', '1234,56'],
    ['1,234.56', '1.234,56'],
    ['$1,234.56', '1234,56 €'],
    ['1.234', '1,234.56'],
    ['1.234,56', undefined],
    ['1,234%', '1234,5%'],
  ])('are read otherwise by %s and %s', (one, other) => expect(readNumbersOtherwise(one, other)).toBe(true));

  it.each([
    ['1,234', '1,234.56'],
    ['1,234.56', undefined],
    ['1234,56', undefined],
    ['$1,234.56', '€1,234.56'],
    ['1 234,56', '1234,56'],
    ['12%', '1,234'],
  ])('are the same, or none, by %s and %s', (one, other) => expect(readNumbersOtherwise(one, other)).toBe(false));
});
