import { CommandError } from '../cli/command-error.ts';
import { git } from './git.ts';

/** A commit, and how it was asked for. */
export interface Commit {
  readonly ref: string;
  /** 40 or 64 hex digits. */
  readonly sha: string;
}

/**
 * The commit that both sides come from, and the head's. A branch that is only known as origin's counts too: a workflow's clone has no other.
 * @param head undefined: the working tree, on top of HEAD
 * @throws CommandError `no-repository`, `no-commit`, `no-merge-base`
 */
export async function findCommits(
  root: string,
  base: string,
  head: string | undefined,
): Promise<{ readonly base: Commit; readonly head: Commit | undefined }> {
  await expectRepository(root);
  const baseCommit = await findCommit(root, '--base', base);
  const headCommit = await findCommit(root, '--head', head ?? 'HEAD');
  const merged = await git(root, ['merge-base', baseCommit.sha, headCommit.sha], [1]);
  const [sha = ''] = merged.stdout.split('\n');
  if (sha === '') throw await noMergeBase(root, base, head ?? 'HEAD');
  return { base: { ref: base, sha }, head: head === undefined ? undefined : headCommit };
}

/** @throws CommandError `no-commit` */
export async function findCommit(root: string, option: string, ref: string): Promise<Commit> {
  for (const name of [ref, `refs/remotes/origin/${ref}`]) {
    if (name.includes('\0')) continue;
    const { stdout } = await git(
      root,
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
      [1, 128],
    );
    const sha = stdout.trim();
    if (/^[0-9a-f]{40,64}$/.test(sha)) return { ref, sha };
  }
  const message = `${option}: expected a commit of this clone, got ${JSON.stringify(ref)}; ${await howToFetch(root, ref)}`;
  throw new CommandError('no-commit', 'environment', message);
}

async function expectRepository(root: string): Promise<void> {
  const { code, stderr } = await git(root, ['rev-parse', '--git-dir'], [128]);
  if (code === 0) return;
  const said = stderr.trim().split('\n')[0] ?? '';
  const message = `${root}: expected a git repository, got ${said.replace(/^fatal: /, '') || 'none'}`;
  throw new CommandError('no-repository', 'environment', message);
}

async function noMergeBase(root: string, base: string, head: string): Promise<CommandError> {
  const message = `--base: expected a commit that ${base} and ${head} both come from, got none; ${await howToFetch(root, base)}`;
  return new CommandError('no-merge-base', 'environment', message);
}

async function howToFetch(root: string, ref: string): Promise<string> {
  const { stdout } = await git(root, ['rev-parse', '--is-shallow-repository']);
  if (stdout.trim() !== 'true') return `git fetch origin ${JSON.stringify(ref)}, or name another`;
  return 'the clone is shallow: git fetch --unshallow, or in a workflow give actions/checkout "fetch-depth: 0"';
}
