import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..', '..');

/** The data, the workflows and the README of this working tree, with one commit, on which pull requests are made. */
export interface ScratchRepository {
  readonly root: string;
  /** The commit that pull requests start from. */
  readonly base: string;
  /** Puts the tree back to the base, writes files (null: removes one), and commits. @returns the commit */
  change(files: Readonly<Record<string, string | null>>): Promise<string>;
  dispose(): Promise<void>;
}

/** What workflows and pull requests are about. The commands that they run are this repository's: act copies the tree for every job. */
const needed = (path: string) =>
  /^(\.github|datasets|glue\/tables|dashboards)\/|^(package\.json|README\.md)$/.test(path);

export async function scratchRepository(): Promise<ScratchRepository> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-workflows-'));
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    maxBuffer: 2 ** 26,
  });
  for (const path of listed.stdout.split('\0').filter((one) => one !== '' && needed(one))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await copyFile(join(repository, path), join(root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  const git = async (...args: string[]) => (await run('git', ['-C', root, ...args])).stdout.trim();
  const commit = async (message: string) => {
    await git('add', '--all');
    await git(
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      message,
    );
    return await git('rev-parse', 'HEAD');
  };
  await git('init', '-q', '-b', 'main');
  const base = await commit('base');
  return {
    root,
    base,
    async change(files) {
      await git('reset', '-q', '--hard', base);
      await git('clean', '-q', '-d', '--force');
      for (const [path, text] of Object.entries(files)) {
        if (text === null) await rm(join(root, path), { recursive: true });
        else {
          await mkdir(dirname(join(root, path)), { recursive: true });
          await writeFile(join(root, path), text);
        }
      }
      return await commit('change');
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}
