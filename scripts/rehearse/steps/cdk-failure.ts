import type { CdkResult } from '../run-cdk.ts';

/** What a `cdk` that failed said of its resources, or its last words. */
export function cdkFailure(command: string, { code, output }: CdkResult): string[] {
  if (code === 0) return [];
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const failed = lines.filter((line) => /(CREATE|UPDATE|DELETE)_FAILED/.test(line));
  const said = [...new Set(failed.length > 0 ? failed : lines.slice(-5))];
  return [`${command}: expected exit status 0, got ${code}:\n    ${said.join('\n    ')}`];
}

/** The one that `cdk deploy` prints of a stack: `sluice-x-lake (no changes)`. */
export function stacksWithoutChange(output: string): string[] {
  return Array.from(output.matchAll(/^\s*✅\s+(\S+) \(no changes\)/gm), ([, stack = '']) => stack);
}
