import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findings, publishCodes } from './findings.ts';

it('has a heading and a wording for every code, and no other', async () => {
  const page = await readFile(new URL('FINDINGS.md', import.meta.url), 'utf8');
  expect([...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code)).toEqual([...publishCodes]);
  const place = { file: 'a.json' };
  const made = [
    findings.columnInUse(place, 'sales/daily', ['- column x'], 'sales'),
    findings.editedLive(place, 'sales', 'version 2', { dashboard: 'sales', environment: 'x' }),
    findings.nobodyReads(place, 'daily', 'sales_daily'),
    findings.notInRepository(place, 'sales', 'x'),
    findings.notOurs(place, 'sales', 'id', 'prod'),
    findings.notPutBack(place, 'sales/daily', 'no answer'),
    findings.refreshFailed(place, 'sales/daily', 'SQL', 'no'),
    findings.restrictedDataSet(place, 'sales/daily', 'sales_daily'),
    findings.rolledBack(place, 'sales', '2', { dashboard: 'sales', environment: 'x' }),
    findings.rowRule(place, 'sales_daily', 'analysts', 'text', 'a number'),
    findings.unknownPrincipal(place, 'analist', 'prod', 'analyst', ['analyst']),
    findings.versionOutdated(place, 'sales, version 1', { expected: 'a column', got: '"x"' }, 'publish it'),
    findings.versionRejected(place, 'sales', 'TYPE', 'no'),
    findings.wouldEmpty(place, 'sales', 'visuals', 10, 1),
  ];
  expect(made.map(({ code }) => code)).toEqual([...publishCodes]);
});
