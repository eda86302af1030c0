import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CombinedKeys } from './combined-keys.ts';
import { FrequentValues } from './frequent-values.ts';
import { UniqueValues } from './unique-values.ts';

/** Pairs of 32 bits, few of them so that some come twice; the pair of zeros never is a value's. */
const pairs = fc
  .array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })), { maxLength: 60 })
  .map((all) => all.map(([one, other]) => [one + 1, other * 4096] as const));

describe('UniqueValues', () => {
  it('holds as long as a Set grows', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const unique = new UniqueValues();
        for (const [first, second] of all) unique.add(first, second);
        expect(unique.holds).toBe(new Set(all.map(String)).size === all.length);
      }),
    );
  });

  it('holds for as many as make it grow, and finds the one that comes again', () => {
    const unique = new UniqueValues();
    for (let index = 1; index <= 20_000; index++) unique.add(index * 7, index);
    expect(unique.holds).toBe(true);
    unique.add(7, 1);
    expect(unique.holds).toBe(false);
  });
});

describe('FrequentValues', () => {
  it('counts as a Map does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 })), (all) => {
        const frequent = new FrequentValues();
        const counts = new Map<string, number>();
        for (const value of all) {
          const bytes = Buffer.from(`v${value}`);
          expect(frequent.add(value * 64, value, bytes, 0, bytes.length)).toBe(counts.get(`v${value}`) ?? 0);
          counts.set(`v${value}`, (counts.get(`v${value}`) ?? 0) + 1);
        }
        expect(frequent.values).toEqual([...counts].map(([text, count]) => ({ text, count })));
        expect(frequent.isFull).toBe(false);
      }),
    );
  });

  it('counts long values too, and keeps how they begin', () => {
    const frequent = new FrequentValues();
    const [long, short] = [Buffer.from('x'.repeat(250)), Buffer.from('y')];
    expect(frequent.add(64, 1, long, 0, 250)).toBe(0);
    expect(frequent.add(64, 1, long, 0, 250)).toBe(1);
    expect(frequent.add(128, 2, short, 0, 1)).toBe(0);
    expect(frequent.isFull).toBe(false);
    expect(frequent.values).toEqual([
      { text: `${'x'.repeat(200)}…`, count: 2 },
      { text: 'y', count: 1 },
    ]);
  });

  it('is full at 8,192 different ones, and goes on counting those', () => {
    const frequent = new FrequentValues();
    const bytes = Buffer.from('x');
    for (let index = 1; index <= 8192; index++) expect(frequent.add(index, index, bytes, 0, 1)).toBe(0);
    expect(frequent.isFull).toBe(false);
    expect(frequent.add(9000, 9000, bytes, 0, 1)).toBe(-1);
    expect(frequent.isFull).toBe(true);
    expect(frequent.add(5, 5, bytes, 0, 1)).toBe(1);
  });
});

const field = fc.constantFrom('', 'a', 'b', 'ab', '1', '12', '"a,b"', '"a\nb"', '"a""b"', '"a,""b"');

describe('CombinedKeys', () => {
  it('finds the first combination whose values a Set holds apart', () => {
    const combinations = [[0], [1], [0, 1], [1, 2], [0, 1, 2]];
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 12 }), fc.nat(12), (rows, cut) => {
        const keys = new CombinedKeys(3, combinations);
        const text = (part: typeof rows): Buffer => Buffer.from(part.map((row) => `${row.join(',')},7\n`).join(''));
        keys.read(text(rows.slice(0, cut)));
        keys.read(text(rows.slice(cut)));
        const isUnique = (combination: readonly number[]): boolean =>
          new Set(rows.map((row) => JSON.stringify(combination.map((index) => row[index])))).size === rows.length;
        const found = combinations.findIndex(isUnique);
        expect(keys.found).toBe(found === -1 ? undefined : found);
      }),
      { numRuns: 500 },
    );
  });
});
