import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inferCodes } from './findings.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
const cases = join(import.meta.dirname, 'testdata', 'err');

test('each code has one heading in FINDINGS.md and one case', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...inferCodes]);
  expect(readdirSync(cases).sort()).toEqual([...inferCodes]);
});

test('the examples of FINDINGS.md are what is said', () => {
  for (const code of inferCodes) {
    const [line = ''] = readFileSync(join(cases, code, 'expected.txt'), 'utf8').split('\n');
    expect(line).toMatch(new RegExp(`\\[${code}\\]$`));
    expect(text).toContain(`    ${line}\n`);
  }
});
