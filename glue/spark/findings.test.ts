import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tableFindingCodes } from '../duckdb/findings.ts';

const room = import.meta.dirname;
const findings = readFileSync(join(room, 'sluice_tables', 'findings.py'), 'utf8');
const given = [...findings.matchAll(/(?:_error|Finding)\(\s*"([a-z-]+)"/g)].map((match) => match[1] ?? '');
const shared = new Set<string>(tableFindingCodes);
const own = [...new Set(given.filter((code) => !shared.has(code)))].sort();

test('each code that only the job gives has a heading in FINDINGS.md, and a test', () => {
  const page = readFileSync(join(room, 'FINDINGS.md'), 'utf8');
  expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]).sort()).toEqual(own);
  const tests = readdirSync(join(room, 'testing')).map((name) => readFileSync(join(room, 'testing', name), 'utf8'));
  expect(own.filter((code) => !tests.some((text) => text.includes(code)))).toEqual([]);
});

test('a code that both engines give has the same words in both', () => {
  const duckdb = readFileSync(join(room, '..', 'duckdb', 'findings.ts'), 'utf8');
  const sentences = [...findings.matchAll(/(?:fix|expected) = (?:'([^'{]*)'|"([^"{]*)")/g)]
    .map((match) => ({ text: match[1] ?? match[2] ?? '', after: findings.slice(match.index) }))
    .filter(({ after }) => shared.has(/(?:_error|Finding)\(\s*"([a-z-]+)"/.exec(after)?.[1] ?? ''))
    .map(({ text }) => text);
  expect(sentences.length).toBeGreaterThan(10);
  expect(sentences.filter((text) => !duckdb.includes(text))).toEqual([]);
});

test('AWS Glue is known to the entry alone', () => {
  const files = readdirSync(join(room, 'sluice_tables'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.py'),
  );
  expect(files.length).toBeGreaterThan(25);
  const imports = files.flatMap((name) => [
    ...readFileSync(join(room, 'sluice_tables', name), 'utf8').matchAll(/^\s*(?:import|from) (awsglue|boto3).*$/gm),
  ]);
  expect(imports.map(([line]) => line)).toEqual([]);
  expect(readFileSync(join(room, 'job.py'), 'utf8')).toContain('from awsglue.utils import getResolvedOptions');
});
