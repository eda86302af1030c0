import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatFinding } from '../schema/finding.ts';
import { reconcileCodes, unknownDataset } from './findings.ts';

it('says what FINDINGS.md shows, a heading a code', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (\S+)$/gm)].map(([, code]) => code)).toEqual([...reconcileCodes]);
  expect(text).toContain(`    ${formatFinding(unknownDataset('elsewhere/a.csv'))}\n`);
});
