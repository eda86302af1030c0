import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { findings, newTableCodes } from './findings.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');

test('each code has one heading in FINDINGS.md; new-table.test.ts has the case of each', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...newTableCodes]);
  const cases = readFileSync(join(import.meta.dirname, 'new-table.test.ts'), 'utf8');
  for (const code of newTableCodes) expect(cases).toContain(`\\[${code}\\]`);
});

test('the examples of FINDINGS.md are what is said', () => {
  const place = { file: 'sold.sql' };
  const compared = [
    'purchases.customer_id = repeated.customer_id: 1 value comes more than once in repeated, so rows would multiply',
  ];
  const all = [
    findings.noJoin({ file: 'glue/tables/sold' }, ['purchases', 'repeated'], compared),
    findings.noKey(place),
    findings.columnName(place, 'count(1)', '"count(1)"'),
    findings.columnType(place, 'parts', 'array<string>'),
  ];
  expect(all.map(({ code }) => code)).toEqual([...newTableCodes]);
  for (const one of all) expect(text).toContain(`    ${formatFinding(one)}\n`);
});
