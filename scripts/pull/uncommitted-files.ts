import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Files of a folder that git can't give back: other than the last commit has them, or not in it. The files' own bytes are
 * compared, because git's status passes over those that its index is told to (`--assume-unchanged`, `--skip-worktree`).
 * @param root of the working tree
 * @param folder relative to it
 * @param files within the folder; each exists
 * @returns those of them; all outside git, where none can be given back
 */
export async function uncommittedFiles(root: string, folder: string, files: readonly string[]): Promise<string[]> {
  const shown = files.map((file) => `${folder}/${file}`);
  if (shown.length === 0) return [];
  const git = async (...words: readonly string[]) =>
    (await run('git', words, { cwd: root, maxBuffer: 16 * 1024 * 1024 })).stdout;
  try {
    // Each entry is "<mode> blob <id>\t<path>", the path relative to where git runs.
    const entries = (await git('ls-tree', '-z', 'HEAD', '--', ...shown)).split('\0');
    const committed = new Map(entries.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.split(/[ \t]/)[2]]));
    const ids = (await git('hash-object', '--', ...shown)).trim().split('\n');
    return shown.filter((file, at) => ids[at] === undefined || committed.get(file) !== ids[at]);
  } catch {
    return shown;
  }
}
