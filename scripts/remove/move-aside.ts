import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
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
 * @throws CommandError `not-writable`
 */
export async function moveAside(moves: readonly Move[], renameFolder: Rename = rename): Promise<void> {
  const moved: Move[] = [];
  try {
    for (const move of moves) {
      await mkdir(dirname(move.to), { recursive: true });
      await renameFolder(move.from, move.to);
      moved.push(move);
    }
  } catch (error) {
    await putBack(moved, renameFolder);
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    const folder = moves[moved.length]?.from ?? '';
    const message = `${folder}: expected a folder that can be moved away, got ${String(error.code)}; nothing was removed: mend its permissions, then run it again`;
    throw new CommandError('not-writable', 'environment', message, { cause: error });
  }
}

/** @throws CommandError `not-put-back` where some stay where they were moved to: it says where each is */
async function putBack(moved: readonly Move[], renameFolder: Rename): Promise<void> {
  const left: Move[] = [];
  for (const move of moved.toReversed()) {
    try {
      await renameFolder(move.to, move.from);
    } catch {
      left.push(move);
    }
  }
  if (left.length === 0) return;
  const where = left.map(({ from, to }) => `${to} belongs to ${from}`).join('; ');
  const message = `expected all folders to go back, after one could not be moved, got ${left.length} that could not: ${where}; move them by hand`;
  throw new CommandError('not-put-back', 'environment', message);
}
