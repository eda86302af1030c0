import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundDown, roundUp } from './round-bound.ts';

test.each([
  ['151', '200'],
  ['89.99', '150'],
  ['0', '0'],
  ['-3', '0'],
  ['1.0', '1.5'],
  ['0.04', '0.05'],
])('above %s there is %s', (greatest, bound) => expect(roundUp(greatest)).toBe(bound));

test.each([
  ['151', '0'],
  ['-8.75', '-15'],
  ['0', '0'],
])('below %s there is %s', (least, bound) => expect(roundDown(least)).toBe(bound));

test('what is no number of few digits has no bound', () => {
  for (const value of [undefined, 'NaN', 'Infinity', '1e300', '1e-30'])
    expect([roundUp(value), roundDown(value)].filter((bound) => bound !== undefined && bound !== '0')).toEqual([]);
});

test('a bound leaves out no value so far, and DQDL can read it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (value) => {
      const [below, above] = [roundDown(String(value)), roundUp(String(value))];
      if (below !== undefined) expect(Number(below)).toBeLessThanOrEqual(value);
      if (above !== undefined) expect(Number(above)).toBeGreaterThanOrEqual(value);
      for (const bound of [below, above]) expect(bound ?? '0').toMatch(/^-?\d+(\.\d+)?$/);
    }),
  );
});
