import type { Effects, Verb } from '../cli/effects.ts';
import { usageError } from '../cli/parse-arguments.ts';

export const help = `Draft a dataset, a table or a dashboard: what a careful colleague would begin with, and what to look at.

Usage: npx sluice new dataset NAME FILE...
       npx sluice new table NAME --from DATASET...
       npx sluice new dashboard NAME --table TABLE...

  dataset    a schema that accepts the files, and the files beside it
  table      SQL, its output contract, quality rules and a first case
  dashboard  a QuickSight definition that passes every check

Each takes --help, --dry-run and --json. A folder is written whole or not at all; npx sluice remove takes it away again.

Exit codes: 0 drafted, 1 the data can't be read, 2 used wrongly, 3 the surroundings failed.
`;

const kinds: ReadonlyMap<string, () => Promise<Verb>> = new Map<string, () => Promise<Verb>>([
  ['dataset', () => import('./dataset/main.ts')],
  ['table', () => import('./table/main.ts')],
  ['dashboard', () => import('./dashboard/main.ts')],
]);

/** Help of a kind, where the first argument is one. */
export async function helpOf([kind = '']: readonly string[]): Promise<string | undefined> {
  return (await kinds.get(kind)?.())?.help;
}

/** `sluice new KIND`. @throws CommandError `usage` where KIND is none, and what the kind throws */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const [kind = '', ...rest] = args;
  const load = kinds.get(kind);
  if (load === undefined) throw usageError('new', 'dataset, table or dashboard', kind === '' ? 'none' : `"${kind}"`);
  const verb = await load();
  return verb.main(rest, effects);
}
