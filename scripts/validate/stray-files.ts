import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../changes/git.ts';
import { CommandError } from '../cli/command-error.ts';
import { isDocument } from '../lake/file-kinds.ts';
import { findings, type LakeFinding, type Unexpected } from '../lake/findings.ts';
import { holdsContent } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import { isChosen, type Targets } from './select-targets.ts';

/**
 * Files of glue/tables/ and dashboards/ that no table and no dashboard has, among those that are chosen. Those of datasets/ are found where it is
 * listed; a hidden folder of glue/tables/ is judged as a table.
 */
export async function findStray({ tables, dashboards }: Project, targets: Targets): Promise<LakeFinding[]> {
  return [
    ...(await strayIn(tables, 'glue/tables', 'loose-table-file', targets.tables)),
    ...(await strayIn(dashboards, 'dashboards', 'loose-dashboard-file', targets.dashboards, 'hidden')),
  ];
}

async function strayIn(
  room: string,
  shown: string,
  loose: Unexpected,
  chosen: 'all' | ReadonlySet<string>,
  hidden?: Unexpected,
): Promise<LakeFinding[]> {
  const entries = await readdir(room, { withFileTypes: true }).catch(() => []);
  const found: LakeFinding[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (!isChosen(chosen, name)) continue;
    if (!entry.isDirectory()) {
      if (!isDocument(name)) found.push(findings.unexpectedFile(`${shown}/${name}`, loose));
    } else if (hidden !== undefined && name.startsWith('.') && (await holdsContent(join(room, name)))) {
      found.push(findings.unexpectedFile(`${shown}/${name}`, hidden));
    }
  }
  return found;
}

/**
 * Folders of a room that are repositories of their own: as the index has them, whose folders are empty in a workflow's clone, and as they lie there.
 * @param shown the room's path in the project
 * @returns paths below the room, sorted; of a project that is in no clone, or without git, those that lie there
 */
export async function listSubmodules({ root }: Project, shown: string): Promise<string[]> {
  const entries = await readdir(join(root, shown), { withFileTypes: true, recursive: true }).catch(() => []);
  const onDisk = entries
    .filter(({ name }) => name === '.git')
    .map(({ parentPath }) => parentPath.slice(join(root, shown).length + 1).replaceAll('\\', '/'));
  const paths = new Set([...onDisk, ...(await gitlinks(root, shown))]);
  const isInner = (path: string) => [...paths].some((other) => path.startsWith(`${other}/`));
  return [...paths].filter((path) => path !== '' && !isInner(path)).sort();
}

/** `git ls-files --stage -z`: `<mode> <sha> <stage>` TAB path NUL (https://git-scm.com/docs/git-ls-files#_output); 160000 is a submodule. */
async function gitlinks(root: string, shown: string): Promise<string[]> {
  try {
    const { stdout } = await git(root, ['ls-files', '--stage', '-z', '--', `${shown}/`], [128]);
    const lines = stdout.split('\0').filter((line) => line.startsWith('160000 '));
    return lines.map((line) => line.slice(line.indexOf('\t') + 1 + shown.length + 1));
  } catch (error) {
    if (error instanceof CommandError && error.code === 'no-git') return [];
    throw error;
  }
}
