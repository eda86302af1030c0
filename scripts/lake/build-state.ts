import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import type { BuildResult } from './build-result.ts';
import type { LakePaths } from './project.ts';

/** What the last build saw and gave. */
interface BuildState {
  readonly format: 1;
  readonly digest: string;
  readonly result: BuildResult;
  /** Every file of the lake: path relative to it, and bytes. */
  readonly outputs: readonly (readonly [string, number])[];
}

/**
 * The last build's result, if a build now would give the same: equal inputs, and no file of the lake gone or of another size.
 * @param digest of today's inputs (inputDigest)
 */
export async function currentResult(lake: LakePaths, digest: string): Promise<BuildResult | undefined> {
  const state = await readState(lake);
  if (state?.digest !== digest) return undefined;
  const sizes = await Promise.all(
    state.outputs.map(async ([path, bytes]) => (await sizeOf(join(lake.root, path))) === bytes),
  );
  return sizes.every(Boolean) ? state.result : undefined;
}

/** Writes the state of a finished build, atomically. */
export async function writeState(lake: LakePaths, digest: string, result: BuildResult): Promise<void> {
  const state: BuildState = { format: 1, digest, result, outputs: await listOutputs(lake) };
  await mkdir(dirname(lake.state), { recursive: true });
  const draft = `${lake.state}.${process.pid}`;
  await writeFile(draft, JSON.stringify(state));
  await rename(draft, lake.state);
}

async function readState(lake: LakePaths): Promise<BuildState | undefined> {
  try {
    const state: unknown = JSON.parse(await readFile(lake.state, 'utf8'));
    return isState(state) ? state : undefined;
  } catch {
    // No state, or one that can't be read: the build runs, and writes it anew.
    return undefined;
  }
}

function isState(value: unknown): value is BuildState {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1 && 'outputs' in value;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

async function listOutputs(lake: LakePaths): Promise<(readonly [string, number])[]> {
  const buckets = [lake.raw, lake.processed, lake.quarantine, lake.final, dirname(lake.page)];
  const lists = await Promise.all(
    buckets.map(async (bucket) => {
      const entries = await readdir(bucket, { withFileTypes: true, recursive: true }).catch(() => []);
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  const paths = lists.flat().sort();
  return await Promise.all(paths.map(async (path) => [relative(lake.root, path), (await sizeOf(path)) ?? -1] as const));
}
