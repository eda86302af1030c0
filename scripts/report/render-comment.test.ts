import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitiseComment } from '../comment/sanitise-comment.ts';
import { renderComment } from './render-comment.ts';
import type { ReportModel } from './report-model.ts';
import { sampleReport } from './testing/sample-report.ts';

const without = (text: string) => text.replaceAll('\u200b', '');

/** A report in which every text of the repository is the given one. */
function filled(text: string): ReportModel {
  const keep = new Set(['level', 'status', 'severity', 'class', 'action', 'sha', 'type', 'command', 'what']);
  return JSON.parse(
    JSON.stringify(sampleReport, (key, value) => (typeof value === 'string' && !keep.has(key) ? text : value)),
  );
}

test('says all of it, in order, on one screen’s worth of lines', () => {
  const comment = renderComment(sampleReport);
  const order = [
    '### Sluice',
    '| dataset |',
    '<details><summary>A draft of',
    '**Removed**',
    '**Infrastructure**',
    '**Schemas',
    '**Dataset',
    '**Tables**',
    '**Dashboard',
    '<details><summary>How to see more',
  ];
  const places = order.map((part) => comment.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(comment.split('\n').length).toBeLessThan(80);
});

test('infrastructure of which nothing is known is said to be unknown', () => {
  const comment = renderComment({ ...sampleReport, infrastructure: 'not-compared' });
  expect(comment).toContain('**Infrastructure**: changed, not compared with what is deployed.');
});

describe('text of the repository', () => {
  test.each([
    '@team/leads',
    'closes #1, a/b#2',
    '[x](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '<img src=x onerror=alert(1)>',
    '<!-- sluice-report head=x -->',
    'a | b\n\n# c\n::error::x',
    '</code></details>',
    'www.evil.example',
  ])('%j does nothing', (text) => {
    const comment = renderComment(filled(text));
    expect(comment).not.toContain(text);
    expect(comment).not.toMatch(/@[a-z]|\]\(|!\[|<(?!\/?(details|summary|code)>)|:\/\/|^::/m);
    // The verb that posts it finds nothing to make harmless.
    expect(without(sanitiseComment(comment))).toBe(without(comment));
  });

  test('whatever it is, each row of the table has its five cells', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const comment = renderComment(filled(text));
        const rows = comment.split('\n').filter((line) => line.startsWith('| '));
        expect(rows.map((row) => row.split('|').length)).toEqual(rows.map(() => 7));
      }),
      { numRuns: 50 },
    );
  });

  test('however much it is, GitHub takes it and the end is whole', () => {
    const long = filled('"@x|'.repeat(5000));
    const many = <T>(all: readonly T[]) => Array.from({ length: 500 }, () => all).flat();
    const model = {
      ...long,
      datasets: many(long.datasets),
      schemaChanges: many(long.schemaChanges),
      dashboards: many(long.dashboards),
    };
    const comment = renderComment(model);
    expect(comment.length).toBeLessThan(65_536 - 4_000);
    expect(comment.endsWith('</details>\n')).toBe(true);
  });
});
