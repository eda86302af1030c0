import { allFoldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import { changeKinds } from './change-kinds.ts';
import { asChangedDataset, changedFolders } from './changed-folders.ts';
import type { Changes, Touched } from './changes.ts';
import { checkOutBase, foldersIn } from './check-out.ts';
import { findCommits } from './find-commits.ts';
import { downstream, readLineage } from './lineage.ts';
import { listChangedFiles } from './list-changed-files.ts';

export interface ReadChangesOptions {
  /** A branch, tag or commit; what is compared is its merge base with the head. */
  readonly base: string;
  /** undefined: the working tree, with what is not committed and what is untracked but not ignored. */
  readonly head?: string | undefined;
}

/**
 * What a change touches.
 * @throws CommandError `no-git`, `git-failed`, `no-repository`, `no-commit`, `no-merge-base`
 */
export async function readChanges(project: Project, options: ReadChangesOptions): Promise<Changes> {
  const { base, head } = await findCommits(project.root, options.base, options.head);
  const [files, before, after] = await Promise.all([
    listChangedFiles(project.root, base.sha, head?.sha),
    foldersIn(project, base.sha),
    head === undefined ? foldersOnDisk(project) : foldersIn(project, head.sha),
  ]);
  const foldersOfRoom = (room: string) =>
    changedFolders(files, room, before.get(room) ?? new Set(), after.get(room) ?? new Set());
  const datasets = foldersOfRoom('datasets').map(asChangedDataset);
  const tables = foldersOfRoom('glue/tables');
  const dashboards = foldersOfRoom('dashboards');
  const seeds = {
    datasets: datasets.filter(({ schema, data }) => schema || data).map(({ name }) => name),
    tables: tables.map(({ name }) => name),
    dashboards: dashboards.map(({ name }) => name),
  };
  const touched = await touchedBy(project, head?.sha, seeds);
  const isThere = (room: string, names: readonly string[]) => names.filter((name) => after.get(room)?.has(name));
  return {
    base,
    head,
    files,
    datasets,
    tables,
    dashboards,
    touched: {
      datasets: isThere('datasets', touched.datasets),
      tables: isThere('glue/tables', touched.tables),
      dashboards: isThere('dashboards', touched.dashboards),
    },
    kinds: changeKinds(files, { datasets, tables, dashboards }),
  };
}

/** Lineage is the head's: what the base's readers lose is for `validate --base` to judge. */
async function touchedBy(project: Project, head: string | undefined, seeds: Touched): Promise<Touched> {
  const rows = seeds.datasets.length > 0;
  if (!rows && seeds.tables.length === 0) return seeds;
  if (head === undefined) return downstream(await readLineage(project), seeds, rows);
  const tree = await checkOutBase(project, head, (path) => !path.startsWith('datasets/') && !path.includes('/cases/'));
  try {
    return downstream(await readLineage(tree), seeds, rows);
  } finally {
    await tree.dispose();
  }
}

async function foldersOnDisk(project: Project): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const [datasets, tables, dashboards] = await Promise.all(
    [project.datasets, project.tables, project.dashboards].map(allFoldersOf),
  );
  return new Map([
    ['datasets', new Set(datasets)],
    ['glue/tables', new Set(tables)],
    ['dashboards', new Set(dashboards)],
  ]);
}
