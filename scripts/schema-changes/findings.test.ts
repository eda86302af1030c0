import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findings, schemaChangeCodes } from './findings.ts';
import type { TracedChange } from './schema-change.ts';

const place = { file: 'datasets/orders/schema.json', line: 3, column: 5 };
const change: TracedChange = {
  ...{ kind: 'column-removed', class: 'breaking', of: 'dataset', name: 'orders', column: 'id', what: 'removed', place },
  ...{ tables: [{ table: 'totals', columns: 'all' }], uses: [] },
};
const all = [
  findings.breakingChange(change),
  findings.contractInUse(place, 'orders.id', 'removed', []),
  findings.removedInUse(place, 'dataset', 'orders', ['glue/tables/totals']),
];

test('each code has one heading in FINDINGS.md and one constructor', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...schemaChangeCodes].sort());
  expect(all.map(({ code }) => code)).toEqual([...schemaChangeCodes].sort());
  expect(all).toHaveLength(Object.keys(findings).length);
});
