import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { findings, smokeCodes } from './findings.ts';

test('each code has one heading in FINDINGS.md', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...smokeCodes]);
});

test('each code has one constructor, and every message says what to do', () => {
  const all = [
    findings.audienceDiffers('reader', 't.c', '1', '2'),
    findings.audienceSees('reader', 't', 'an answer'),
    findings.audienceSeesNot('reader', 't', 'its row', 'no row'),
    findings.callRefused('buckets', 'AWS to answer', 'AccessDenied'),
    findings.fileNotClean('d/_smoke-1.csv', 'clean rows', '34', '33'),
    findings.leftBehind('s3://b/k', 'its object', 'remove it'),
    findings.permissionDiffers('upload', 's3:GetObject raw/a.csv', 'denied', 'allowed'),
    findings.refreshFailed('sales', 'COMPLETED', 'FAILED'),
    findings.runFailed('run', 'status', 'SUCCEEDED', 'FAILED'),
    findings.setting('s3://b', 'versioning', 'Enabled', 'none'),
    findings.stackState('stack', 'a state COMPLETE', 'ROLLBACK_COMPLETE'),
    findings.timedOut('run', 'a run to end', 'none after 5 s'),
  ];
  expect(all.map(({ code }) => code)).toEqual([...smokeCodes]);
  expect(all).toHaveLength(Object.keys(findings).length);
  for (const { fix } of all) expect(fix).toMatch(/^[a-z]/);
});

test('the example of FINDINGS.md is what is said', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  const said = findings.audienceSees('sluice-rehearsal-reader-privacy', 'user_activity_daily', 'an answer');
  expect(text).toContain(formatFinding(said));
});
