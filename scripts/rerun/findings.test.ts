import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tableOutcomes } from '../../lambda/pipeline/run-record.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { findings, rerunCodes, tableFinding } from './findings.ts';
import { refusalCodes, refusals } from './refusals.ts';

const all = [
  findings.crawlNotSucceeded('sluice-prod-discovery', 'FAILED', 'no access', 'https://log'),
  findings.deadLettersLeft('sluice-prod-clean-dead', 2, 'SQS is still at it'),
  findings.fileFailed('orders/a.csv', ['orders/a.csv: expected …'], true),
  findings.noFileOfDay('orders', '2026-05-01', false),
  findings.notRefreshed('run-1', 'https://execution'),
  findings.schemaNotSynced('orders', 'another one'),
  findings.failed('sales_daily', ['by 0']),
  findings.tableMissing('sales_daily', 'run-1'),
  findings.refused('sales_daily', ['IsPrimaryKey "item": expected …']),
  findings.stale('sales_monthly', []),
];
const refused = [
  refusals.interrupted('run run-1', 'it goes on'),
  refusals.jobFailed('jr_1', 'FAILED', 'OutOfMemory', 'https://log', 'https://execution'),
  refusals.recordUnreadable('run-1', 'no object', 'https://execution', undefined),
  refusals.runAborted('run-1', 'https://execution'),
  refusals.runFailed('run-1', 'Begin', 'States.Timeout', 'https://execution'),
  refusals.runPaused('machine', 2, Date.UTC(2026, 4, 1, 12, 30)),
  refusals.runTimedOut('run-1', 'https://execution'),
  refusals.startRunFailed('sluice-prod-start-run', 'Unhandled'),
  refusals.stillUnderWay('run run-1', 30, 'it goes on'),
];

test('each code has one heading in FINDINGS.md, with the message as it is', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...rerunCodes, ...refusalCodes].sort());
  for (const one of all) expect(text).toContain(`\n    ${formatFinding(one)}\n`);
  for (const { message, code } of refused) expect(text).toContain(`\n    ${message} [${code}]\n`);
});

test('each code has one constructor, and every finding says what to do', () => {
  expect(all.map(({ code }) => code)).toEqual([...rerunCodes]);
  expect(all).toHaveLength(Object.keys(findings).length);
  for (const { fix } of all) expect(fix).toMatch(/^[a-z]/);
  expect(refused.map(({ code }) => code)).toEqual([...refusalCodes]);
  expect(refused).toHaveLength(Object.keys(refusals).length);
  for (const { exitCode } of refused) expect(exitCode).toBe(3);
});

test('of a table a finding is what is not published', () => {
  const codes = tableOutcomes.map((outcome) => tableFinding('a', outcome, [])?.code);
  expect(codes).toEqual([undefined, undefined, 'table-refused', 'table-failed', 'table-stale']);
});

test('a long list of messages is cut', () => {
  const { got } = findings.refused('a', ['1', '2', '3', '4', '5', '6', '7']);
  expect(got).toBe('refused: 1; 2; 3; 4; 5; and 2 more');
});
