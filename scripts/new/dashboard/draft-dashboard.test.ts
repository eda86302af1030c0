import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftDashboard } from './draft-dashboard.ts';
import { judgeDraft } from './judge-draft.ts';
import { anyTable } from './testing/any-table.ts';

const now = new Date('2026-11-21T00:00:00Z');

describe('a draft of any table', () => {
  it('passes every check, and fills every row of its grid', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const draft = draftDashboard([table], { now });
        expect(await judgeDraft('drafted', draft, [table])).toEqual([]);
        for (const row of draft.sheets.flatMap((sheet) => sheet.rows))
          expect(row.visuals.reduce((sum, { columns }) => sum + columns, 0)).toBe(36);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('passes them with other tables beside it', async () => {
    const some = fc.uniqueArray(anyTable, { minLength: 2, maxLength: 3, selector: ({ name }) => name });
    await fc.assert(
      fc.asyncProperty(some, async (tables) => {
        const [first, ...others] = tables;
        if (first === undefined) return;
        expect(await judgeDraft('drafted', draftDashboard([first, ...others], { now }), tables)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
