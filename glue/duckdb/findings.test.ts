import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { tableFindingCodes } from './findings.ts';
import { runFixture } from './testing/run-fixture.ts';

const room = fileURLToPath(new URL('.', import.meta.url));
const errors = join(room, 'testdata', 'err');

test('codes, fixtures and headings are the same set', async () => {
  const codes = [...tableFindingCodes].sort();
  const headings = [...(await readFile(join(room, 'FINDINGS.md'), 'utf8')).matchAll(/^## `([a-z-]+)`$/gm)].map(
    (match) => match[1],
  );
  expect((await readdir(errors)).sort()).toEqual(codes);
  expect(headings.toSorted()).toEqual(codes);
});

describe.each(tableFindingCodes)('%s', (code) => {
  test('is said as its fixture expects', async () => {
    const folder = join(errors, code);
    const { findings, lake } = await runFixture(folder);
    await lake.remove();
    expect(findings.map((finding) => finding.code)).toContain(code);
    const said = findings.map((finding) => `${finding.severity}: ${formatFinding(finding)}\n`).join('');
    const expected = join(folder, 'expected.txt');
    if (!existsSync(expected) && process.env['CI'] === undefined) await writeFile(expected, said);
    expect(said).toBe(await readFile(expected, 'utf8'));
    expect(await readFile(join(room, 'FINDINGS.md'), 'utf8')).toContain(exampleOf(code, said));
  });
});

/** The first message of a code, as FINDINGS.md shows it under its heading. */
function exampleOf(code: string, said: string): string {
  const line = said.split('\n').find((one) => one.endsWith(`[${code}]`)) ?? code;
  return `\n    ${line.slice(line.indexOf(': ') + 2)}\n`;
}
