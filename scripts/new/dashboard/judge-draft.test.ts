import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { draftDashboard } from './draft-dashboard.ts';
import { judgeDraft } from './judge-draft.ts';
import { readCase } from './testing/read-case.ts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'testdata', 'ok', 'sales_daily');

it('finds in a draft what validate finds, at the places that it will have', async () => {
  const table = await readCase(folder);
  const draft = draftDashboard([table], { now: new Date('2026-11-21T00:00:00Z') });
  const files = draft.files.map((file) =>
    file.path === 'dashboard.json' && 'text' in file
      ? { ...file, text: file.text.replace(/"owner": "[^"]*"/, '"owner": "Sales Team"') }
      : file,
  );
  expect(await judgeDraft('sales', { ...draft, files }, [table])).toMatchObject([
    { severity: 'error', place: { file: 'dashboards/sales/dashboard.json' } },
  ]);
});

it('has nothing to find where an owner is no logical name: the draft writes it as one, and says so', async () => {
  const { contract, ...table } = await readCase(folder);
  const own = { ...table, contract: { ...contract, owner: 'Sales Team' } };
  const draft = draftDashboard([own], { now: new Date('2026-11-21T00:00:00Z') });
  expect(await judgeDraft('sales', draft, [own])).toEqual([]);
  expect(draft.remarks.join('\n')).toContain('the owner is sales-team for "Sales Team"');
});
