import { describe, expect, it } from 'vitest';
import { describeFailure, fuzzTiers } from './testing/fuzz/fuzz-tiers.ts';
import { shrinkPieces } from './testing/fuzz/shrink-pieces.ts';

/** The short run of `npm run bench -- fuzz`: the same cases each time, found again with the same seed there. */
describe('the tiers', { timeout: 60_000 }, () => {
  it.each([
    ['csv', 20, 6000],
    ['ndjson', 10, 2500],
    ['json', 8, 1500],
  ] as const)(
    'agree on every byte that comes of %s files, whatever the schema and the dirt',
    async (format, schemas, records) => {
      const { tally, failures } = await fuzzTiers({ seed: 4, schemas, records, format });
      expect(failures.map(describeFailure).join('\n\n')).toBe('');
      // The cases are worth their time: sound and bad records of many kinds.
      expect(tally.records).toBeGreaterThan(records / 2);
      expect(tally.clean).toBeGreaterThan(records / 4);
      expect(tally.reasons.size).toBeGreaterThan(15);
      expect(tally.dirt.counts.size).toBeGreaterThan(25);
    },
  );
});

describe('shrinkPieces', () => {
  it('keeps what the failure needs, in order, and nothing else', async () => {
    const pieces = Array.from({ length: 100 }, (_, index) => index);
    const needs = (some: readonly number[]) => Promise.resolve([3, 50, 51, 99].every((one) => some.includes(one)));
    expect(await shrinkPieces(pieces, needs)).toEqual([3, 50, 51, 99]);
  });
});
