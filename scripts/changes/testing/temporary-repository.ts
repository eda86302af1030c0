import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { type Project, projectAt } from '../../lake/project.ts';
import { temporaryProject } from '../../lake/testing/temporary-project.ts';

const run = promisify(execFile);

/** A git repository of its own, with a branch main. */
export interface TemporaryRepository extends Project {
  git(...args: string[]): Promise<string>;
  put(path: string, content: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Commits everything. @returns the commit's sha */
  commit(message?: string): Promise<string>;
  dispose(): Promise<void>;
}

/** A repository with one commit: some files, or the rooms of this one. */
export async function temporaryRepository(
  content: Readonly<Record<string, string>> | readonly string[],
): Promise<TemporaryRepository> {
  const isRooms = Array.isArray(content);
  const root = isRooms ? (await temporaryProject(content)).root : await mkdtemp(join(tmpdir(), 'sluice-repository-'));
  const git = async (...args: string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
    const settings = [...identity, '-c', 'protocol.file.allow=always', '-c', 'core.autocrlf=false'];
    const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    return (await run('git', [...settings, ...args], { cwd: root, env })).stdout.trim();
  };
  const repository: TemporaryRepository = {
    ...projectAt(root),
    git,
    put: async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    remove: (path) => rm(join(root, path), { recursive: true }),
    commit: async (message = 'change') => {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      return await git('rev-parse', 'HEAD');
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  if (!isRooms) for (const [path, text] of Object.entries(content)) await repository.put(path, text);
  await repository.commit('base');
  return repository;
}
