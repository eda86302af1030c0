import { describe, expect, it } from 'vitest';
import type { CheckReport, DriftReport } from '../check.ts';
import { findings } from '../findings.ts';
import { issueText, markerOf, mostBodyBytes } from './drift-issue.ts';
import { planIssue } from './plan-issue.ts';

const text = { title: 'Drift: dev', body: 'a\nb\n' };
const open = { number: 3, isOpen: true, body: 'a\r\nb' };

describe('planIssue', () => {
  it.each([
    ['nothing, and nothing to tell', [], 'clean', []],
    ['none yet', [], { text }, ['create']],
    ['the same said already', [open], { text }, []],
    ['another said', [{ ...open, body: 'x' }], { text }, ['rewrite 3']],
    ['it is closed', [{ ...open, isOpen: false }], { text }, ['reopen 3']],
    ['nothing differs', [open], 'clean', ['close 3']],
    ['nothing differs, and it is closed', [{ ...open, isOpen: false }], 'clean', []],
    ['not all could be looked at', [open], 'unknown', []],
    ['two of them', [{ ...open, number: 5 }, open], { text }, ['close 5']],
    ['two of them, and nothing differs', [{ ...open, number: 5 }, open], 'clean', ['close 3', 'close 5']],
  ] as const)('%s', (_, known, told, expected) => {
    const did = planIssue([...known], told).map((one) => (one.do === 'create' ? 'create' : `${one.do} ${one.number}`));
    expect(did).toEqual(expected);
  });
});

describe('issueText', () => {
  const report = (found: CheckReport['findings'], refused: readonly string[] = []): DriftReport => ({
    environment: 'dev',
    checks: [
      { kind: 'infrastructure', status: 'drifted', says: '', findings: found, refused, leftOut: [] },
      { kind: 'dashboards', status: 'skipped', says: 'no QuickSight', findings: [], refused: [], leftOut: [] },
    ],
  });

  it('is the same for the same drift, and marked', () => {
    const one = report([findings.stackMissing('sluice-dev-lake')], ['sluice-dev-access: AccessDenied']);
    expect(issueText(one)).toEqual(issueText(one));
    const { title, body } = issueText(one);
    expect(title).toBe('Drift: dev');
    expect(body).toContain(markerOf('dev'));
    expect(body).toContain('AccessDenied');
    expect(body).not.toContain(markerOf('prod'));
  });

  it('gives foreign text no meaning: no mention, link, HTML, marker or issue', () => {
    const foreign =
      '@octocat #1 <img src=x> [a](https://x.example) --> <!-- sluice drift prod --> `x` | https://x.example';
    const found = findings.resourceChanged('sluice-dev-lake', foreign, foreign, foreign, foreign);
    const { body } = issueText(report([found], [foreign]));
    expect(body.replaceAll('\u200b', '')).toContain('octocat');
    expect(body).not.toMatch(/@octocat|#1\b(?!;)|<img|\]\(http|https:\/\/x|<!-- sluice drift prod/);
  });

  it('fits, however much differs, and says how much is left out', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      findings.resourceChanged(
        'sluice-dev-lake',
        `Clean${index}`,
        'AWS::Lambda::Function /X',
        '🙂'.repeat(80),
        '"'.repeat(80),
      ),
    );
    const { body } = issueText(
      report(
        many,
        Array.from({ length: 300 }, () => '<'.repeat(1000)),
      ),
    );
    expect(body.length).toBeLessThan(65_536);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(mostBodyBytes);
    expect(body).toMatch(/\d+ more: run/);
    expect(body.endsWith(`${markerOf('dev')}\n`)).toBe(true);
  });
});
