import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findings, lakeFindingCodes } from './findings.ts';

test('each code has one heading in FINDINGS.md', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...lakeFindingCodes].sort());
});

test('each code has one constructor, and every message says what to do', () => {
  const all = [
    findings.conflictMarker('datasets/a/b.csv', 3),
    findings.datasetName('datasets/A', 'A'),
    findings.datasetWithoutSchema('datasets/a'),
    findings.fileTooLarge('datasets/a/b.csv', 123_456_789, 100_000_000),
    findings.lfsPointer('datasets/a/b.csv', '12'),
    findings.pathCaseCollision('datasets/a/b.csv', 'datasets/a/B.csv'),
    findings.pathNotPortable('datasets/a/b?.csv', 'the character ?'),
    findings.sensitiveCommitted('datasets/a/b.csv', ['email']),
    findings.unexpectedFile('datasets/a/b.xlsx', 'ending'),
    findings.unreadableFile('datasets/a/b.csv', 'EACCES'),
  ];
  expect(all.map(({ code }) => code)).toEqual([...lakeFindingCodes].sort());
  expect(all).toHaveLength(Object.keys(findings).length);
  for (const { fix } of all) expect(fix).toMatch(/^[a-z]/);
});
