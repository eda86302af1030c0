import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../cli/command-error.ts';

/**
 * Links lead to files that are not the folder's own: git says nothing of them by this path, so none is written through.
 * @param root of the repository
 * @param files relative to it, `/` between: `dashboards/sales/definition.json`; they need not exist
 * @throws CommandError `linked` for the first part of a path that is a symbolic link
 */
export async function refuseLinks(root: string, files: readonly string[]): Promise<void> {
  const parts = new Set(
    files.flatMap((file) => file.split('/').map((_, last, names) => names.slice(0, last + 1).join('/'))),
  );
  for (const part of parts) {
    if (!(await isLink(join(root, part)))) continue;
    const message = `${part}: expected a folder or file of the repository, got a symbolic link; put what it leads to in its place, then pull again`;
    throw new CommandError('linked', 'usage', message);
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
