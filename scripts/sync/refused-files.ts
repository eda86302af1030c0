import type { CleanedFiles } from '../pipeline/cleaned.ts';
import type { CleanBuckets } from '../pipeline/find-stale.ts';
import { findings, type SyncFinding } from './findings.ts';

/** What tells whose doing it is that a file was refused. */
export interface Ours {
  readonly buckets: {
    readonly [bucket in keyof CleanBuckets]: Pick<CleanBuckets[bucket], 'name'>;
  };
  /** Keys that have a file in datasets/: what a sync puts is among them. */
  readonly committed: ReadonlyMap<string, { readonly name: string }>;
  /** Keys, committed or uploaded, that the commit had cleaned again: by another schema, engine or token key. */
  readonly cleanedAgain: ReadonlySet<string>;
}

/**
 * Every file of the lake that clean refused. Only one that is committed or was cleaned again fails the sync: a supplier's bad upload must not
 * hold up each deploy that comes after it, and clean has an alarm of its own for it. Pure.
 */
export function refusedFiles(cleaned: CleanedFiles, { buckets, committed, cleanedAgain }: Ours): SyncFinding[] {
  return [...cleaned].flatMap(([key, one]) => {
    if (one.status !== 'failed') return [];
    const name = committed.get(key)?.name;
    const ours = name !== undefined || cleanedAgain.has(key);
    const report = `${buckets.processed.name}_reports/${key}/`;
    return [findings.fileRefused(name ?? `${buckets.raw.name}${key}`, one, report, ours)];
  });
}
