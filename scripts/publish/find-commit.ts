import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit of a working tree, `-dirty` behind it where dashboards or what they read differ from it; `unknown` outside git. */
export async function findCommit(root: string): Promise<string> {
  try {
    const { stdout: commit } = await run('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root });
    const rooms = ['dashboards', 'datasets', 'glue', 'infra/environments'];
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--', ...rooms], { cwd: root });
    return changes.trim() === '' ? commit.trim() : `${commit.trim()}-dirty`;
  } catch {
    return 'unknown';
  }
}
