import { execFile, spawn } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { CommandError } from '../cli/command-error.ts';

const run = promisify(execFile);

/** Nothing of git that asks, writes an index or starts a monitor; messages in English. */
const quiet = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const environment = () => ({ ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' });

/** What git prints, and the code that it ended with. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git in a folder, never through a shell.
 * @param accept exit codes that are answers, besides 0
 * @throws CommandError `no-git`, `git-failed`
 */
export async function git(cwd: string, args: readonly string[], accept: readonly number[] = []): Promise<GitAnswer> {
  try {
    const { stdout, stderr } = await run('git', [...quiet, ...args], {
      cwd,
      env: environment(),
      maxBuffer: 1024 ** 3,
      windowsHide: true,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') throw noGit(error);
    const code = Number(error.code);
    const stderr = 'stderr' in error ? String(error.stderr) : '';
    const stdout = 'stdout' in error ? String(error.stdout) : '';
    if (accept.includes(code)) return { code, stdout, stderr };
    throw gitFailed(args, stderr, error);
  }
}

/** Starts `git cat-file --batch`, which gives objects as they are: no filter and no line-end conversion runs. */
export function startCatFile(cwd: string) {
  return spawn('git', [...quiet, 'cat-file', '--batch', '--buffer'], {
    cwd,
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

export function noGit(cause: Error): CommandError {
  const message = 'git: expected to find it on PATH, got nothing; install git';
  return new CommandError('no-git', 'environment', message, { cause });
}

export function gitFailed(args: readonly string[], stderr: string, cause?: Error): CommandError {
  const said = stderr.trim().split('\n')[0] || 'no message';
  const message = `git ${args[0]}: expected it to work, got ${said}`;
  return new CommandError('git-failed', 'environment', message, { cause });
}
