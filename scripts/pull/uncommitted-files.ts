import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Files of a folder that git can't give back: changed or new since the last commit.
 * @param root of the working tree
 * @param folder relative to it
 * @param files within the folder
 * @returns those of them; all outside git, where none can be given back
 */
export async function uncommittedFiles(root: string, folder: string, files: readonly string[]): Promise<string[]> {
  const shown = files.map((file) => `${folder}/${file}`);
  if (shown.length === 0) return [];
  try {
    const options = { cwd: root, maxBuffer: 16 * 1024 * 1024 };
    const { stdout } = await run(
      'git',
      ['status', '--porcelain', '-z', '--untracked-files=all', '--ignored', '--', folder],
      options,
    );
    // Each entry is two letters and a blank before the path; of a rename the old path comes as an entry of its own.
    const changed = new Set(stdout.split('\0').map((entry) => entry.slice(3)));
    const { stdout: prefix } = await run('git', ['rev-parse', '--show-prefix'], options);
    return shown.filter((file) => changed.has(`${prefix.trim()}${file}`));
  } catch {
    return shown;
  }
}
