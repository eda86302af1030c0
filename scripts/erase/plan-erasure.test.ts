import { describe, expect, it } from 'vitest';
import type { FoundRows } from './find-rows.ts';
import { describeErasure, planErasure, type SeenVersion } from './plan-erasure.ts';

const found = (rows: number, rowsIn = 5, holds: FoundRows['holds'] = rows > 0 ? 'rows' : 'nothing'): FoundRows =>
  // The report says how to write bytes; a plan asks nothing of it.
  ({
    ...{ holds, rowsIn, mentions: 0, report: {} as FoundRows['report'] },
    rows: Array.from({ length: rows }, (_, row) => ({ row: row + 1, line: row + 2, offset: 0, raw: 'secret' })),
  });
const seen = (key: string, version: string, isLatest: boolean, what: FoundRows): SeenVersion => ({
  ...{ key, version, isLatest, found: what },
});
const brief = (versions: readonly SeenVersion[], stale?: ReadonlySet<string>) =>
  planErasure(versions, stale).map((action) => [action.do, action.key, action.version]);

describe('planErasure', () => {
  it('writes what stands anew before it deletes a version for good', () => {
    const versions = [
      seen('d/a.csv', '2', true, found(2)),
      seen('d/a.csv', '1', false, found(1)),
      seen('d/b.csv', '1', true, found(0)),
    ];
    expect(brief(versions)).toEqual([
      ['rewrite', 'd/a.csv', '2'],
      ['delete-version', 'd/a.csv', '2'],
      ['delete-version', 'd/a.csv', '1'],
    ]);
  });

  it('removes a file of which nothing is left, and one that can’t be read by rows', () => {
    expect(brief([seen('d/a.csv', '1', true, found(5))])[0]?.[0]).toBe('remove');
    expect(brief([seen('d/a.csv', '1', true, found(0, 0, 'whole'))])[0]?.[0]).toBe('remove');
  });

  it('removes a refused file whose last good rows come from a version with the person’s', () => {
    const versions = [seen('d/a.csv', '2', true, found(0)), seen('d/a.csv', '1', false, found(1))];
    expect(brief(versions)).toEqual([['delete-version', 'd/a.csv', '1']]);
    expect(brief(versions, new Set(['d/a.csv']))).toEqual([
      ['remove', 'd/a.csv', '2'],
      ['delete-version', 'd/a.csv', '1'],
    ]);
    expect(brief([seen('d/a.csv', '2', true, found(0))], new Set(['d/a.csv']))).toEqual([]);
  });

  it('is told without what a record holds', () => {
    const told = planErasure([seen('d/a.csv', '2', true, found(4))]).map(describeErasure);
    expect(told).toEqual([
      'write d/a.csv without 4 of 5 rows: lines 2, 3, 4, 5',
      'delete version 2 of d/a.csv for good',
    ]);
  });
});
