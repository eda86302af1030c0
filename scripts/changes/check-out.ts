import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import { type Project, projectAt } from '../lake/project.ts';
import { git } from './git.ts';
import { readObjects } from './read-objects.ts';

/** A commit's files in a folder of their own. */
export interface CheckedOut extends Project {
  dispose(): Promise<void>;
}

/** Whose folders are datasets, tables and dashboards; relative to the project. */
export const rooms = ['datasets', 'glue/tables', 'dashboards'] as const;

interface TreeEntry {
  readonly mode: string;
  readonly sha: string;
  readonly path: string;
}

/**
 * Writes the rooms of a commit into a temporary folder, byte for byte as they were committed: objects are read with `git cat-file`, so that
 * no hook, no filter (Git LFS) and no line-end conversion runs, and the index and the worktrees of the clone are left alone.
 * @param project whose clone the commit is in
 * @param sha of the commit
 * @param keep which paths; undefined: all of datasets/, glue/tables/ and dashboards/
 * @throws CommandError `git-failed`, `unsafe-path`
 */
export async function checkOutBase(
  project: Project,
  sha: string,
  keep: (path: string) => boolean = () => true,
): Promise<CheckedOut> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-base-'));
  const dispose = () => rm(root, { recursive: true, force: true });
  try {
    for (const room of rooms) await mkdir(join(root, room), { recursive: true });
    const entries = (await listTree(project.root, sha)).filter(({ path }) => keep(path));
    await readObjects(
      project.root,
      entries.map((entry) => entry.sha),
      async (index, content) => {
        const entry = entries[index];
        if (entry !== undefined) await writeEntry(root, entry, content);
      },
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  return { ...projectAt(root), dispose };
}

/** Names of the folders of each room in a commit, submodules among them. */
export async function foldersIn(project: Project, sha: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { stdout } = await git(project.root, [
    'ls-tree',
    '-d',
    '-z',
    '--name-only',
    sha,
    '--',
    ...rooms.map((room) => `${room}/`),
  ]);
  const paths = stdout.split('\0');
  return new Map(
    rooms.map((room) => {
      const below = paths.filter((path) => path.startsWith(`${room}/`));
      return [room, new Set(below.map((path) => path.slice(room.length + 1)))];
    }),
  );
}

/** Files and links of the rooms; submodules are left out. Paths are relative to the project. */
async function listTree(root: string, sha: string): Promise<TreeEntry[]> {
  const { stdout } = await git(root, ['ls-tree', '-r', '-z', sha, '--', ...rooms]);
  return stdout.split('\0').flatMap((line): TreeEntry[] => {
    const parts = /^(\d{6}) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
    const [, mode = '', object = '', path = ''] = parts ?? [];
    return parts === null ? [] : [{ mode, sha: object, path }];
  });
}

async function writeEntry(root: string, { mode, path }: TreeEntry, content: Uint8Array): Promise<void> {
  const target = join(root, ...path.split('/'));
  if (!target.startsWith(root + sep) || path.split('/').includes('..')) {
    throw new CommandError('unsafe-path', 'environment', `git: expected paths below the repository, got "${path}"`);
  }
  await mkdir(dirname(target), { recursive: true });
  if (mode !== '120000') {
    await writeFile(target, content);
    return;
  }
  // A link that leads out of the folder would show what the commit does not hold.
  const to = Buffer.from(content).toString('utf8');
  if (resolve(dirname(target), to).startsWith(root + sep)) await symlink(to, target);
}
