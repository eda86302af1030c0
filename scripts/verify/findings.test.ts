import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { findings, verifyCodes } from './findings.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
const examples = [
  findings.columnDiffers('sales_daily', 'revenue', 'decimal(12,2)', 'double'),
  findings.dashboardNotLive('sales', 'UPDATE_FAILED'),
  findings.notReadable('sales_daily', 'its rows counted', 'analysts', 'COLUMN_NOT_FOUND: line 1:8'),
  findings.rowsDiffer('sales_daily', 'analysts', '120 rows, as the last run counted them', 119),
  findings.runFailed('2026-11-21T05-00-00Z-8c0f12ab', 'FAILED, and no record'),
  findings.tableNotBuilt(
    'sales_daily',
    'a table that 2026-11-21T05-00-00Z-8c0f12ab published or left as it was',
    'refused',
  ),
];

test('each code has one heading in FINDINGS.md, and one constructor', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...verifyCodes]);
  expect(examples.map(({ code }) => code)).toEqual([...verifyCodes]);
  expect(examples).toHaveLength(Object.keys(findings).length);
});

test('the examples of FINDINGS.md are what is said', () => {
  for (const example of examples) expect(text).toContain(`    ${formatFinding(example)}\n`);
});
