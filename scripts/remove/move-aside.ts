import { mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { CommandError } from '../cli/command-error.ts';

/** A folder, and where it goes. Both absolute, on one file system. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** How a folder is moved; tests pass one that fails. */
export type Rename = (from: string, to: string) => Promise<void>;

/**
 * Moves all folders, or none: when one can't be moved, those before are put back.
 * @param into the folder, not yet there, that all of them go into
 * @throws CommandError `not-writable`; `not-put-back` where one of those before can't be put back either, with the place where it is
 */
export async function moveAside(moves: readonly Move[], into: string, renameFolder: Rename = rename): Promise<void> {
  const moved: Move[] = [];
  try {
    for (const move of moves) {
      await mkdir(dirname(move.to), { recursive: true });
      await renameFolder(move.from, move.to);
      moved.push(move);
    }
  } catch (error) {
    const lost = await putBack(moved.toReversed(), renameFolder);
    for (const { to } of moves) await removeEmpty(dirname(to), into);
    if (lost.length === 0 && !(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    throw refused(moves[moved.length]?.from ?? into, error, lost);
  }
}

/** @returns those that could not be put back */
async function putBack(moved: readonly Move[], renameFolder: Rename): Promise<Move[]> {
  const lost: Move[] = [];
  for (const move of moved) {
    try {
      await renameFolder(move.to, move.from);
    } catch {
      lost.push(move);
    }
  }
  return lost;
}

/** Folders that were made for the moves, as far as they are empty. */
async function removeEmpty(folder: string, into: string): Promise<void> {
  for (let at = folder; !relative(into, at).startsWith('..'); at = dirname(at)) {
    const isGone = await rmdir(at).then(
      () => true,
      (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
    );
    if (!isGone || at === dirname(at)) return;
  }
}

function refused(folder: string, cause: unknown, lost: readonly Move[]): CommandError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const got = `${folder}: expected a folder that can be moved away, got ${code}`;
  if (lost.length > 0) {
    const where = lost.map(({ from, to }) => `${from} is now ${to}`).join(', ');
    return new CommandError('not-put-back', 'environment', `${got}; move back by hand: ${where}`, { cause });
  }
  const fix = code === 'EXDEV' ? `put .lake${sep} and it on one file system` : 'mend its permissions';
  return new CommandError('not-writable', 'environment', `${got}; nothing was removed: ${fix}, then run it again`, {
    cause,
  });
}
