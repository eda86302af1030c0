import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

const many = <T>(make: () => T): T[] => Array.from({ length: 20_000 }, make);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the same seed and stream give the same values; another seed or stream gives others', () => {
  const first = (seed: number, stream: string): number[] => {
    const random = createRandom(seed, stream);
    return Array.from({ length: 8 }, () => random.uniform());
  };
  expect(first(1, 'a')).toEqual(first(1, 'a'));
  expect(first(1, 'a')).not.toEqual(first(2, 'a'));
  expect(first(1, 'a')).not.toEqual(first(1, 'b'));
});

test('uniform values spread evenly over [0, 1)', () => {
  const { uniform } = createRandom(5, 'uniform');
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const value of many(uniform)) tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
  expect(tenths).toHaveLength(10);
  for (const count of tenths) expect(count / 2000).toBeCloseTo(1, 0.9);
});

test('whole numbers reach both bounds and nothing beyond', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 9 }), (low, width) => {
      const random = createRandom(low, 'integer');
      const values = new Set(Array.from({ length: 400 }, () => random.integer(low, low + width)));
      expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: width + 1 }, (_, index) => low + index));
    }),
  );
});

test('weights are shares', () => {
  const random = createRandom(5, 'weighted');
  const picked = many(() =>
    random.weighted([
      ['often', 3],
      ['never', 0],
      ['rarely', 1],
    ]),
  );
  expect(picked.filter((one) => one === 'often').length / picked.length).toBeCloseTo(0.75, 1);
  expect(picked).not.toContain('never');
});

test('normal values have the mean and deviation asked for', () => {
  const random = createRandom(5, 'normal');
  const values = many(() => random.normal(10, 2));
  expect(mean(values)).toBeCloseTo(10, 1);
  expect(Math.sqrt(mean(values.map((value) => (value - 10) ** 2)))).toBeCloseTo(2, 1);
});
