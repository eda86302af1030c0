import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileCodes, rowCodes } from './findings.ts';
import { exampleMessage } from './testing/example-message.ts';
import { type CleanRun, runClean, schemaOf } from './testing/run-clean.ts';

const testdata = join(import.meta.dirname, 'testdata');
const casesOf = (kind: 'ok' | 'err'): string[] => readdirSync(join(testdata, kind)).sort();

async function runCase(folder: string, chunks?: readonly number[]): Promise<CleanRun> {
  const input = readdirSync(folder).find((name) => name.startsWith('input.'));
  if (input === undefined) throw new Error(`${folder} has no input`);
  const limits = join(folder, 'limits.json');
  const { mostBytes, ...others } = existsSync(limits) ? JSON.parse(readFileSync(limits, 'utf8')) : {};
  return runClean(readFileSync(join(folder, input)), schemaOf(readFileSync(join(folder, 'schema.json'), 'utf8')), {
    file: `orders/${input}`,
    ...{ limits: others, mostBytes },
    ...(chunks === undefined ? {} : { chunks }),
  });
}

/** Compares with the file beside the input. A missing one is written here, to be looked at, and is an error in CI. */
function expectFile(path: string, actual: string): void {
  if (!existsSync(path)) {
    if (process.env['CI'] !== undefined)
      expect.fail(`${path} is missing: run the tests once and commit what they write`);
    writeFileSync(path, actual);
  }
  expect(actual).toBe(readFileSync(path, 'utf8'));
}

function expectOutputs(folder: string, { clean, quarantine, rejects, result }: CleanRun): void {
  expectFile(join(folder, 'expected.csv'), clean);
  expectFile(join(folder, 'expected.quarantine.ndjson'), quarantine);
  expectFile(join(folder, 'expected.rejects.csv'), rejects);
  expectFile(join(folder, 'expected.report.json'), `${JSON.stringify(result.report, null, 2)}\n`);
}

describe.each(casesOf('ok'))('%s', (name) => {
  it('gives what stands beside it, in chunks of any size', async () => {
    const folder = join(testdata, 'ok', name);
    const run = await runCase(folder);
    expect(run.result.status).toBe('clean');
    expectOutputs(folder, run);
    expect(await runCase(folder, [1])).toEqual(run);
    expect(await runCase(folder, [7, 2])).toEqual(run);
  });
});

describe.each(casesOf('err'))('%s', (code) => {
  it('is told with what stands beside it', async () => {
    const folder = join(testdata, 'err', code);
    const run = await runCase(folder);
    const told = [
      ...run.result.findings.map((finding) => finding.code),
      ...run.result.reasons.map((reason) => reason.code),
    ];
    expect(told).toContain(code);
    expectOutputs(folder, run);
  });
});

describe('the codes', () => {
  const codes = [...new Set<string>([...fileCodes, ...rowCodes])].sort();

  it('have a fixture each', () => {
    expect(casesOf('err')).toEqual(codes);
  });

  it('have a heading in FINDINGS.md each, with the message of their fixture', async () => {
    const path = join(import.meta.dirname, 'FINDINGS.md');
    const text = readFileSync(path, 'utf8');
    expect([...text.matchAll(/^### (\S+)$/gm)].map(([, code]) => code).sort()).toEqual(codes);
    const [before = '', ...sections] = text.split(/^(?=### )/m);
    const expected = await Promise.all(
      sections.map(async (section) => {
        const code = /^### (\S+)/.exec(section)?.[1] ?? '';
        const message = exampleMessage(await runCase(join(testdata, 'err', code)), code) ?? 'no message';
        return section.replace(/^(```text\n).*$/m, (_, fence: string) => fence + message);
      }),
    );
    if (process.env['CI'] === undefined) writeFileSync(path, before + expected.join(''));
    expect(text).toBe(before + expected.join(''));
  });
});
