import type { Check } from '../check.ts';
import { buckets } from './buckets.ts';
import { file } from './file.ts';
import { governance } from './governance.ts';
import { identity } from './identity.ts';
import { ingestion } from './ingestion.ts';
import { permissions } from './permissions.ts';
import { refresh } from './refresh.ts';
import { rows } from './rows.ts';
import { run } from './run.ts';
import { stacks } from './stacks.ts';
import { watching } from './watching.ts';

/** The checklist, in its order. */
export const checks: readonly Check[] = [
  ...[identity, stacks, buckets, ingestion, governance, watching],
  ...[file, run, rows, refresh, permissions],
];

/** The checks of these names with those that they need, in the order of the list. */
export function selectChecks(names: readonly string[]): readonly Check[] {
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const found = checks.find((one) => one.name === name);
    if (found === undefined || wanted.has(name)) return;
    wanted.add(name);
    for (const needed of found.needs) add(needed);
  };
  for (const name of names.length === 0 ? checks.map((one) => one.name) : names) add(name);
  return checks.filter(({ name }) => wanted.has(name));
}
