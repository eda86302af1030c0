import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lambda/schema/finding.ts';
import { annotationsOf } from './annotations.ts';
import { guardOutput, withoutCommands } from './guard-output.ts';
import { escapeMarkdown } from './markdown.ts';
import { mostSummaryBytes, summaryOf, writeSummary } from './summary.ts';
import { workflowCommand } from './workflow-command.ts';
import { writeOutputs } from './write-outputs.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  ...{ code: 'number-format', severity: 'error', place: { file: 'datasets/a/b.csv', line: 3, column: 5 } },
  ...{ subject: 'amount', expected: 'a number', got: '"x"', fix: 'write digits' },
  ...more,
});

/** Runs @actions/core as a workflow's step would. */
function withCore(code: string, env: Record<string, string> = {}): string {
  const script = `import * as core from '@actions/core'; ${code}`;
  const options = { cwd: import.meta.dirname, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' } as const;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], options);
}

describe('commands', () => {
  const hostile = 'a%0Ab: ,\r\n::set-output name=x::y, %25';
  test('are what @actions/core writes', () => {
    const properties = { title: hostile, file: hostile, startLine: 3, startColumn: 5 };
    const said = withCore(`core.error(${JSON.stringify(hostile)}, ${JSON.stringify(properties)});
      core.warning('plain'); core.notice('t', { title: 'x' });`);
    const ours = [
      workflowCommand('error', { title: hostile, file: hostile, line: 3, col: 5 }, hostile),
      workflowCommand('warning', {}, 'plain'),
      workflowCommand('notice', { title: 'x' }, 't'),
    ];
    expect(said.trimEnd().split('\n')).toEqual(ours);
  });

  test('outputs are what @actions/core writes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-outputs-'));
    const [theirs, ours] = [join(folder, 'theirs'), join(folder, 'ours')];
    await writeFile(theirs, '');
    await writeFile(ours, '');
    withCore(`core.setOutput('a', ${JSON.stringify(hostile)}); core.setOutput('b', 'true');`, {
      GITHUB_OUTPUT: theirs,
    });
    await writeOutputs({ a: hostile, b: 'true' }, { env: { GITHUB_OUTPUT: ours } });
    const plain = async (file: string) => (await readFile(file, 'utf8')).replace(/ghadelimiter_[0-9a-f-]{36}/g, 'D');
    expect(await plain(ours)).toBe(await plain(theirs));
    await expect(writeOutputs({ a: '' }, { env: { GITHUB_OUTPUT: folder } })).rejects.toMatchObject({ exitCode: 3 });
    await rm(folder, { recursive: true });
  });

  /** The two ways in which a runner recognises one: ActionCommand.cs, TryParseV2 and TryParse. */
  const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[');
  test('never begin in guarded text', () => {
    const piece = fc.constantFrom(':', '#', '[', ' ', '\n', '\r', '\u2003', 'a', '\ufeff');
    const holds = (pieces: string[]) => {
      expect(
        withoutCommands(pieces.join(''))
          .split(/[\r\n]/)
          .some(isCommand),
      ).toBe(false);
    };
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), holds), { numRuns: 2000 });
  });

  test('guarded JSON keeps its value, and nothing is guarded outside of a workflow', () => {
    let text = '';
    const stream = { write: (more: string) => (text += more) };
    const effects = { cwd: '', env: {}, stdout: stream, stderr: stream, now: () => new Date(0) };
    const value = { '##[error]': '::error::x' };
    guardOutput(effects).stdout.write('::x');
    guardOutput({ ...effects, env: { GITHUB_ACTIONS: 'true' } }).stdout.write(JSON.stringify(value, undefined, 2));
    expect(text.slice(0, 3)).toBe('::x');
    expect(text).not.toContain('##[');
    expect(JSON.parse(text.slice(3))).toEqual(value);
  });
});

describe('annotations', () => {
  test('stand at the line and column, errors first, ten of a kind, and say how many are left', () => {
    const many = (severity: 'error' | 'warn', count: number) =>
      Array.from({ length: count }, (_, line) =>
        finding({ severity, place: { file: `f${severity}`, line: line + 1 } }),
      );
    const lines = annotationsOf([
      ...many('warn', 12),
      ...many('error', 15),
      finding({ code: 'other', place: { file: 'g' } }),
    ]);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines[0]).toBe(
      '::error title=number-format,file=ferror,line=1::ferror:1: amount: expected a number, got "x"; write digits [number-format]',
    );
    expect(lines[1]).toMatch(/^::error title=other,file=g::/);
    expect(lines.at(-1)).toBe("::notice title=sluice::8 more findings: see the job's summary");
    expect(annotationsOf([finding()], 'lake/')[0]).toContain('file=lake/datasets/a/b.csv,line=3,col=5::');
  });

  test('are one line each, whatever a file is called', () => {
    const [line = '', ...more] = annotationsOf([
      finding({ place: { file: 'a\n::stop-commands::x', line: 1 }, got: '\n::x' }),
    ]);
    expect(more).toEqual([]);
    expect(line).not.toMatch(/[\r\n]/);
    expect(line).toMatch(/file=a%0A%3A%3Astop-commands%3A%3Ax,line=1::/);
  });
});

describe('Markdown', () => {
  test('foreign text has no markup, link, mention or reference', () => {
    const text = '|`*_[a](https://x.y)<b>&amp;\n@team #12 GH-12 www.x.y a@b.c $x$ \u202e ::';
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/[|`*_[\]()<>\n$~]|https:|www\.|@\w|GH-\d|\u202e/);
    expect(escaped).not.toMatch(/&(?!#\d+;)/);
    expect(escaped).toContain('@\u200bteam &#35;\u200b12');
  });

  test('and reads as it was, but for spaces of no width', () => {
    const hidden = /[\p{Cc}\u200b\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !hidden.test(one));
    const shown = (escaped: string) =>
      escaped.replaceAll('\u200b', '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    fc.assert(
      fc.property(text, (one) => {
        expect(shown(escapeMarkdown(one))).toBe(one);
      }),
    );
  });
});

describe('the summary', () => {
  const summary = {
    title: '2 errors',
    scoreboard: [
      ['errors', 2],
      ['rows', 10],
    ],
    command: 'npx sluice validate',
  } as const;

  test('is a scoreboard and a table, errors first', () => {
    const text = summaryOf({ ...summary, findings: [finding({ severity: 'warn', got: '"a|b"' }), finding()] });
    const lines = text.split('\n');
    expect(lines.slice(0, 5)).toEqual(['## 2 errors', '', '| errors | rows |', '| ---: | ---: |', '| 2 | 10 |']);
    expect(lines.filter((line) => line.startsWith('| ❌'))).toHaveLength(1);
    for (const line of lines.slice(6).filter((each) => each.startsWith('|'))) expect(line.split('|')).toHaveLength(6);
  });

  test('is cut at a row below 1 MiB in UTF-8, and says what shows the rest', async () => {
    const findings = Array.from({ length: 20_000 }, (_, line) => finding({ place: { file: 'é|@x', line } }));
    const text = summaryOf({ ...summary, findings });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostSummaryBytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(mostSummaryBytes - 1000);
    const rows = text.split('\n').filter((line) => line.startsWith('| ❌')).length;
    expect(text).toMatch(new RegExp(`\\n\\n${20_000 - rows} more: run <code>npx sluice validate</code>\\n$`));
  });

  test('leaves room for what the step wrote before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-summary-'));
    const file = join(folder, 'summary.md');
    await writeFile(file, 'x'.repeat(mostSummaryBytes - 5000));
    const findings = Array.from({ length: 100 }, () => finding());
    await writeSummary((room) => summaryOf({ ...summary, findings }, room), { env: { GITHUB_STEP_SUMMARY: file } });
    const size = (await readFile(file)).length;
    expect(size).toBeGreaterThan(mostSummaryBytes - 4000);
    expect(size).toBeLessThanOrEqual(mostSummaryBytes);
    await rm(folder, { recursive: true });
  });
});
