import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { widenCodes } from './findings.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
const cases = join(import.meta.dirname, 'testdata', 'err');

test('each code has one heading in FINDINGS.md', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...widenCodes]);
});

test('each code has a case', () => {
  expect(readdirSync(cases).sort()).toEqual([...widenCodes]);
});

test.each(widenCodes)('the example of %s is what is said', (code) => {
  const [said] = readFileSync(join(cases, code, 'expected.txt'), 'utf8').split('\n');
  expect(text).toContain(`## ${code}\n\n    ${said}\n`);
});
