import { colour } from '../cli/colour.ts';
import type { Effects } from '../cli/effects.ts';
import { printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import type { DriftReport } from './check.ts';

const marks = { clean: 'green', drifted: 'red', refused: 'red', skipped: 'yellow' } as const;

/** Findings on stdout, a line a check on stderr. */
export function printReport({ checks }: DriftReport, effects: Effects): void {
  printFindings(
    checks.flatMap(({ findings }) => findings),
    effects,
    'stdout',
  );
  for (const { kind, status, says, refused, leftOut } of checks) {
    effects.stderr.write(`${colour(marks[status], status.padEnd(7), effects)} ${kind}: ${printable(says)}\n`);
    for (const why of refused) effects.stderr.write(`        not looked at: ${printable(why)}\n`);
    for (const why of leftOut) effects.stderr.write(`        left out: ${printable(why)}\n`);
  }
}
