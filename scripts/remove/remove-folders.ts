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
  /** Folders of which git has something, as they were: `datasets/orders`. */
  readonly committed: readonly string[];
  /** Files that git can't give back. */
  readonly uncommitted: readonly string[];
}

/** So many paths fit into one call of git. */
const atOnce = 1_000;

/**
 * Moves folders out of their rooms into `.lake/removed/<time>-<name>`, all or none.
 * @param removes the first one gives the place its name
 * @param now gives it its time
 * @throws CommandError `not-writable`, `not-put-back`
 */
export async function removeFolders(
  project: Project,
  removes: readonly Named[],
  now: Date,
  renameFolder?: Rename,
): Promise<Removed> {
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const keptIn = join(project.lake.root, 'removed', `${time}-${removes[0]?.name ?? ''}`);
  const [committed, uncommitted, moves]: [string[], string[], { from: string; to: string }[]] = [[], [], []];
  for (const { kind, name } of removes) {
    const from = join(roomOf(project, kind), name);
    const shown = relative(project.root, from).replaceAll('\\', '/');
    const files = await filesIn(from);
    const lost = await uncommittedIn(project.root, shown, files);
    uncommitted.push(...lost);
    if (lost.length < files.length) committed.push(shown);
    moves.push({ from, to: join(keptIn, ...shown.split('/')) });
  }
  await moveAside(moves, keptIn, renameFolder);
  return { keptIn, committed, uncommitted };
}

async function uncommittedIn(root: string, folder: string, files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < files.length; at += atOnce)
    found.push(...(await uncommittedFiles(root, folder, files.slice(at, at + atOnce))));
  return found;
}

/** Files below a folder, relative to it, with `/`. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
