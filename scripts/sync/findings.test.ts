import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { findings, syncCodes } from './findings.ts';

test('each code has one heading in FINDINGS.md', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...syncCodes].sort());
});

test('each code has one constructor, and every message says what to do', () => {
  const object = 's3://csv-raw-data/orders/a.csv';
  const all = [
    findings.changedByHandAndGone(object),
    findings.fileRefused(
      ...(['datasets/orders/a.csv', { rowsIn: 12, rowsQuarantined: 10 }] as const),
      ...(['s3://csv-processed-data/_reports/orders/a.csv/', true] as const),
    ),
    findings.keyTaken('datasets/orders/a.csv', object),
    findings.planChanged('production', 'a', 'b'),
    findings.removedByHand('datasets/orders/a.csv', object),
    findings.replacedByHand('datasets/orders/a.csv', object),
    findings.tableNotPublished('sales_daily', 'refused', 'IsComplete "day": expected …\n::error::'),
  ];
  expect(all.map(({ code }) => code)).toEqual([...syncCodes].sort());
  expect(all).toHaveLength(Object.keys(findings).length);
  for (const finding of all) {
    expect(finding.fix).toMatch(/^[a-z]/);
    expect(formatFinding(finding)).not.toContain('\n');
  }
});
