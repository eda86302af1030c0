import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import { guardOutput } from '../../github/guard-output.ts';
import { describeFix, describeUnmended } from './fix.ts';
import type { Fixed } from './fix-files.ts';

/** Lists what was mended, or would be, how to take it back, and what was left. With --json both are part of the verdict, or of the plan. */
export function printFixes(
  { fixes, unmended }: Fixed,
  { json, plan }: { readonly json: boolean; readonly plan: boolean },
  effects: Effects,
): void {
  const { stdout, stderr } = guardOutput(effects);
  if (json) {
    if (plan) stdout.write(`${JSON.stringify({ fixes, unmended }, undefined, 2)}\n`);
    return;
  }
  for (const fix of fixes) stdout.write(`${plan ? 'would fix' : 'fixed'} ${printable(describeFix(fix))}\n`);
  for (const one of unmended) stdout.write(`not fixed ${printable(describeUnmended(one))}\n`);
  const files = new Set(fixes.map(({ file }) => file)).size;
  const mended = `${fixes.length} ${fixes.length === 1 ? 'fix' : 'fixes'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  const undo = plan || fixes.length === 0 ? '' : ': see git diff; git checkout -- PATH takes one back';
  stderr.write(`${mended}${undo}\n`);
}
