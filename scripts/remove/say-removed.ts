import { relative } from 'node:path';
import type { Kind, Named } from './plan-removal.ts';
import type { Removed } from './remove-folders.ts';

/** What a person is told of folders that were removed: where they are, what git gives back, what the merge will do. */
export function sayRemoved(removes: readonly Named[], removed: Removed, root: string): string[] {
  const { committed, uncommitted } = removed;
  const kept = relative(root, removed.keptIn).replaceAll('\\', '/');
  const [first] = uncommitted;
  const count = uncommitted.length === 1 ? '1 file was' : `${uncommitted.length} files were`;
  return [
    `kept in ${kept}`,
    ...(first === undefined ? [] : [`${count} not committed as it stood, such as ${first}: only that copy has it`]),
    ...(committed.length === 0 ? [] : [`what is committed comes back with git checkout -- ${committed.join(' ')}`]),
    inAws(removes),
  ];
}

/** What a merge does in AWS, by kind: scripts/sync (`--prune`, as a deploy calls it), scripts/catalog, scripts/publish. */
const effects: Readonly<Record<Kind, string>> = {
  dataset: "takes the dataset's committed files out of raw, and what is clean of them, and leaves what people uploaded",
  table: 'drops no table from the catalog',
  dashboard: 'leaves a published dashboard until npx sluice publish --env NAME --delete NAME',
};

/** One line, of the kinds that go. */
function inAws(removes: readonly Named[]): string {
  const kinds = new Set(removes.map(({ kind }) => kind));
  const told = Object.entries(effects).flatMap(([kind, text]) => ([...kinds].some((one) => one === kind) ? text : []));
  const refused =
    kinds.has('dataset') || kinds.has('table')
      ? '; before it, validate --base refuses while a dashboard of the base still reads it: remove that in a pull request of its own first'
      : '';
  return `in AWS a merge ${told.join('; ')}${refused}`;
}
