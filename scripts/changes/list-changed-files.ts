import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangedFile } from './changes.ts';
import { git } from './git.ts';

const diff = ['--raw', '-z', '--no-abbrev', '--find-renames', '--relative', '--no-ext-diff', '--no-textconv'];

/**
 * What differs between a commit and a head, renames told from pairs.
 * @param root the project; what lies outside it is left out
 * @param base a commit's sha
 * @param head a commit's sha; undefined: the working tree, with untracked files that are not ignored
 * @returns sorted by path, each path once
 */
export async function listChangedFiles(root: string, base: string, head: string | undefined): Promise<ChangedFile[]> {
  const commits = head === undefined ? [base] : [base, head];
  const options = ['--ignore-submodules=dirty', ...commits];
  const { stdout } = await git(root, ['diff', ...diff, ...options, '--']);
  const files = new Map(parseRawDiff(stdout).map((file) => [file.path, file]));
  if (head === undefined) {
    const { stdout: untracked } = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
    for (const path of untracked.split('\0').filter((name) => name !== '')) {
      // Out of the index but still there: git calls it removed.
      const status = files.get(path)?.status === 'removed' ? 'changed' : 'added';
      // A folder that is a repository of its own ends in a slash.
      const kind = path.endsWith('/') ? 'submodule' : await kindOnDisk(join(root, path));
      const name = path.replace(/\/$/, '');
      files.set(name, { path: name, status, kind });
    }
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Reads `git diff --raw -z`: `:<old mode> <new mode> <old sha> <new sha> <status>` NUL path, and a second path for renames
 * (https://git-scm.com/docs/git-diff#_raw_output_format).
 */
export function parseRawDiff(text: string): ChangedFile[] {
  const fields = text.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; (fields[at] ?? '') !== ''; ) {
    const [oldMode = '', newMode = '', , , status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1] ?? '';
    if (status.startsWith('R') || status.startsWith('C')) {
      const to = fields[at + 2] ?? '';
      const kind = kindOf(newMode);
      files.push(
        status.startsWith('R')
          ? { path: to, status: 'renamed', from: path, kind }
          : { path: to, status: 'added', kind },
      );
      at += 3;
      continue;
    }
    const what = status === 'A' ? 'added' : status === 'D' ? 'removed' : 'changed';
    files.push({ path, status: what, kind: kindOf(status === 'D' ? oldMode : newMode) });
    at += 2;
  }
  return files;
}

async function kindOnDisk(path: string): Promise<ChangedFile['kind']> {
  const status = await lstat(path).catch(() => undefined);
  return status?.isSymbolicLink() === true ? 'link' : 'file';
}

function kindOf(mode: string): ChangedFile['kind'] {
  return mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file';
}
