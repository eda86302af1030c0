import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { driftCodes, findings } from './findings.ts';
import { examples } from './testing/examples.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');

test('each code has one heading in FINDINGS.md, and a sentence', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...driftCodes]);
  expect([...new Set(Object.values(examples).map(({ code }) => code))].sort()).toEqual([...driftCodes]);
  expect(Object.keys(examples).sort()).toEqual(Object.keys(findings).sort());
});

test('the examples of FINDINGS.md are what is said, and each says what to do', () => {
  for (const example of Object.values(examples)) {
    expect(text).toContain(`    ${formatFinding(example)}\n`);
    expect(example.fix).toMatch(/^[a-z]/);
  }
});
