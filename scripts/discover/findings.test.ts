import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { discoverCodes, findings } from './findings.ts';
import { logLink } from './log-link.ts';

const text = readFileSync(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');

test('each code has one heading in FINDINGS.md', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, code]) => code)).toEqual([...discoverCodes]);
});

test('each code that a comparison gives has a case; a failed crawl has its test in discover.test.ts', () => {
  const cases = readdirSync(join(import.meta.dirname, 'testdata', 'err')).sort();
  expect(cases).toEqual(discoverCodes.filter((code) => code !== 'crawl-failed'));
});

test('the examples of FINDINGS.md are what is said', () => {
  for (const code of discoverCodes.filter((one) => one !== 'crawl-failed')) {
    const file = join(import.meta.dirname, 'testdata', 'err', code, 'expected.txt');
    expect(text).toContain(`    ${readFileSync(file, 'utf8').split('\n')[0]}\n`);
  }
  const log = logLink('us-east-1', { group: '/aws-glue/crawlers-role/x', stream: 'sluice-dev-discovery' });
  const failed = findings.crawlFailed('sluice-dev-discovery', 'FAILED', 'Service Principal has no access', log);
  expect(text).toContain(`    ${formatFinding(failed)}\n`);
});

test('a link to a log has its names encoded as the console does', () => {
  const at = { group: '/aws-glue/crawlers', stream: 'a b' };
  expect(logLink('eu-west-1', at)).toBe(
    'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws-glue$252Fcrawlers/log-events/a$2520b',
  );
  expect(logLink('cn-north-1', at)).toMatch(/^https:\/\/console\.amazonaws\.cn\//);
  expect(logLink('us-gov-west-1', at)).toMatch(/^https:\/\/console\.amazonaws-us-gov\.com\//);
});
