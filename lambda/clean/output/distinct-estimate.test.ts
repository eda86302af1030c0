import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { DistinctEstimate } from './distinct-estimate.ts';
import { hashBytes, hashNumber } from './hash-bytes.ts';

function estimateOf(count: number, hashOf: (index: number) => number): number {
  const estimate = new DistinctEstimate();
  for (let round = 0; round < 2; round++) for (let index = 0; index < count; index++) estimate.add(hashOf(index));
  return estimate.estimate();
}

const texts = (index: number): number => {
  const bytes = Buffer.from(`customer-${index}@example.org`);
  return hashBytes(bytes, 0, bytes.length);
};

describe('DistinctEstimate', () => {
  it.each([0, 1, 3, 10, 100, 1000, 20_000, 500_000])(
    'counts %i different values within 5 %%, however often they come',
    (count) => {
      for (const hashOf of [texts, hashNumber, (index: number) => hashNumber(index / 100)]) {
        expect(Math.abs(estimateOf(count, hashOf) - count)).toBeLessThanOrEqual(Math.max(1, count * 0.05));
      }
    },
  );

  it('tells texts apart that differ in one place only', () => {
    const hashes = new Set<number>();
    for (let length = 1; length < 40; length++) {
      for (let at = 0; at < length; at++) {
        const bytes = Buffer.alloc(length, 'a');
        bytes[at] = 98;
        hashes.add(hashBytes(bytes, 0, length));
      }
    }
    expect(hashes.size).toBe((39 * 40) / 2);
  });
});
