import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../lambda/store/is-running.ts';
import { CommandError } from '../cli/command-error.ts';

const patience = 30_000;
const pause = 100;

/**
 * Runs work while no other build writes to the lake. The lock names its process: one left by a killed build is taken over.
 * @param path of the lock file
 * @param wait milliseconds to wait for another build
 * @throws CommandError `lake-in-use` when another process still holds it after `wait`
 */
export async function withLakeLock<T>(path: string, work: () => Promise<T>, wait = patience): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const until = performance.now() + wait;
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder === undefined) continue;
    if (!isAlive(holder)) await breakLock(path, holder);
    else if (performance.now() > until) throw inUse(path, holder);
    else await sleep(pause);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** A lock appears with its content or not at all: it is linked into place. */
async function take(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** @returns undefined when the lock went away meanwhile. */
async function holderOf(path: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path, 'utf8'), 10) || 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes a dead process's lock; one that another build took meanwhile is put back. */
async function breakLock(path: string, dead: number): Promise<void> {
  const aside = `${path}.broken.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if ((await holderOf(aside)) !== dead) await link(aside, path);
  await rm(aside, { force: true });
}

const isAlive = (pid: number): boolean => pid === process.pid || (pid !== 0 && isRunning(pid));

function inUse(path: string, pid: number): CommandError {
  return new CommandError(
    'lake-in-use',
    'environment',
    `${path}: expected no other build of this lake, got one in process ${pid}; wait for it or stop it`,
  );
}
