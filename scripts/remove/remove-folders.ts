import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Project } from '../lake/project.ts';
import { uncommittedFiles } from '../pull/uncommitted-files.ts';
import { roomOf } from './find-named.ts';
import { moveAside, type Rename } from './move-aside.ts';
import type { Named } from './plan-removal.ts';

/** What became of folders that were removed. */
export interface Removed {
  /** Where they are kept: absolute. */
  readonly keptIn: string;
  /** Files that git can't give back. */
  readonly uncommitted: readonly string[];
}

/** Files below a folder, relative to it, with `/`. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/**
 * Moves folders out of their rooms into `.lake/removed/<time>`, all or none.
 * @param now names the place
 * @throws CommandError `not-writable`
 */
export async function removeFolders(
  project: Project,
  removes: readonly Named[],
  now: Date,
  renameFolder?: Rename,
): Promise<Removed> {
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const keptIn = join(project.lake.root, 'removed', time);
  const uncommitted: string[] = [];
  const moves = [];
  for (const { kind, name } of removes) {
    const from = join(roomOf(project, kind), name);
    const shown = relative(project.root, from).replaceAll('\\', '/');
    uncommitted.push(...(await uncommittedFiles(project.root, shown, await filesIn(from))));
    moves.push({ from, to: join(keptIn, ...shown.split('/')) });
  }
  await moveAside(moves, renameFolder);
  return { keptIn, uncommitted };
}
