import { type Finding, formatFinding } from '../../lambda/schema/finding.ts';
import { colour } from './colour.ts';
import type { Effects } from './effects.ts';
import { printable } from './printable.ts';

/** Findings, one line each, errors first and otherwise in the order of their places. */
export function printFindings(
  findings: readonly Finding[],
  effects: Effects,
  stream: 'stdout' | 'stderr' = 'stderr',
): void {
  for (const finding of inOrder(findings)) {
    const label =
      finding.severity === 'error'
        ? colour('red', 'error', effects, stream)
        : colour('yellow', 'warn', effects, stream);
    effects[stream].write(`${label} ${printable(formatFinding(finding))}\n`);
  }
}

/** Errors first, then by file, line and column. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      Number(b.severity === 'error') - Number(a.severity === 'error') ||
      compareText(a.place.file, b.place.file) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
