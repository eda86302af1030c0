import type { KeyUser } from './key-users.ts';

/** Who may touch objects of a bucket. What IAM policies allow anybody else, the bucket denies. */
export interface BucketUsers {
  readonly read: readonly KeyUser[];
  readonly write: readonly KeyUser[];
}

/** The buckets that hold data of people who are not all allowed to see it. */
export type GuardedBucket = 'raw' | 'processed' | 'final' | 'quarantine';

/**
 * Keeps everybody from reading around Lake Formation: final is read by the job, by its role and by those who look after it. The role `smoke` reads
 * and removes what its own test file left, and its policy allows it no other object; that of `drift` allows sync's manifest alone, that of `verify` records of
 * runs.
 */
export const bucketUsers: Readonly<Record<GuardedBucket, BucketUsers>> = {
  raw: {
    read: ['clean', 'crawler', 'data', 'erase', 'stewards'],
    write: ['upload', 'data', 'erase', 'stewards', 'smoke'],
  },
  processed: {
    read: [
      'clean',
      'transform',
      'crawler',
      'manifest-writer',
      'manifest-reader',
      'data',
      'drift',
      'erase',
      'stewards',
      'smoke',
    ],
    write: ['clean', 'manifest-writer', 'data', 'erase', 'stewards'],
  },
  /** The role that publishes writes the metadata of tables: its policy allows it nothing else here. */
  final: {
    read: ['transform', 'run-step', 'lake-formation', 'data', 'verify', 'erase', 'stewards', 'smoke'],
    write: ['transform', 'data', 'erase', 'stewards'],
  },
  /** Who erases reads raw again, and here only removes. */
  quarantine: { read: ['stewards', 'smoke'], write: ['clean', 'erase', 'stewards'] },
};
