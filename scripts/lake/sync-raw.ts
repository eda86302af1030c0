import { createReadStream } from 'node:fs';
import type { ObjectStore } from '../../lambda/store/object-store.ts';
import { findings, type LakeFinding } from './findings.ts';
import { hashFile } from './hash-file.ts';
import type { DatasetFile } from './list-datasets.ts';
import { planSync, type SyncPlan } from './plan-sync.ts';

/** What sync did. */
export interface Synced {
  readonly plan: SyncPlan;
  /** Files that could not be read: what raw has of them stays. */
  readonly findings: readonly LakeFinding[];
  /** Keys of which raw has what was committed before: those that were held, and those of unreadable files. */
  readonly held: ReadonlySet<string>;
}

/**
 * Makes raw hold the committed files: new and changed ones are copied, those that are gone are removed.
 * @param files of all datasets
 * @param held keys that have a file which can't be taken now
 */
export async function syncRaw(
  raw: ObjectStore,
  files: readonly DatasetFile[],
  held: ReadonlySet<string>,
): Promise<Synced> {
  const found: LakeFinding[] = [];
  const kept = new Set(held);
  const committed = new Map<string, string>();
  const paths = new Map(files.map((file) => [file.key, file]));
  for (const file of files) {
    const version = await readable(file, () => hashFile(file.path, file.bytes), found);
    if (version === undefined) kept.add(file.key);
    else committed.set(file.key, version);
  }
  const present = new Map<string, string>();
  for await (const { key, version } of raw.list('')) present.set(key, version);
  const plan = planSync(committed, present, kept);
  for (const key of [...plan.create, ...plan.replace]) {
    const file = paths.get(key);
    if (file === undefined) continue;
    const written = await readable(file, () => raw.write(key, createReadStream(file.path)), found);
    if (written === undefined) kept.add(key);
  }
  for (const key of plan.remove) await raw.remove(key);
  return { plan, findings: found, held: kept };
}

/** Runs a step that reads a committed file; a file that can't be read is a finding, a bucket that can't be written is not. */
async function readable<T>(file: DatasetFile, step: () => Promise<T>, found: LakeFinding[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Error && 'path' in error && error.path === file.path)) throw error;
    found.push(findings.unreadableFile(file.name, error.message));
    return undefined;
  }
}
