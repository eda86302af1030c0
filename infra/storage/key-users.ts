import type { RoleUse } from '../names/names.ts';

/** What keys are for. A key each, so that whoever may read the one kind of data can't read the other. */
export type KeyUse = 'raw' | 'lake' | 'quarantine' | 'results' | 'token' | 'watching';

/**
 * A role of the lake; people named in environments.json; the role of each audience; the role that deploys. Where QuickSight reads clean
 * files itself (`analytics.s3Manifests`): who writes their manifest, and who reads by it; elsewhere nobody.
 */
export type KeyUser =
  | RoleUse
  | 'manifest-writer'
  | 'manifest-reader'
  | 'administrators'
  | 'stewards'
  | 'readers'
  | 'cloudformation';

/** Who may use a key, besides the services that its policy names. */
export interface KeyUsers {
  readonly decrypt: readonly KeyUser[];
  readonly encrypt: readonly KeyUser[];
}

/** The matrix of who may use which key. IAM policies alone give nobody the use of one. */
export const keyUsers: Readonly<Record<KeyUse, KeyUsers>> = {
  /** Uploaded files as they came. Who uploads decrypts too: S3 asks that of whoever finishes a multipart upload. */
  raw: { decrypt: ['upload', 'clean', 'crawler', 'data', 'erase', 'stewards'], encrypt: ['upload', 'data', 'erase'] },
  /** Processed and final. Readers of final come through Lake Formation, whose role decrypts for them. */
  lake: {
    decrypt: [
      'clean',
      'transform',
      'run-step',
      'crawler',
      'lake-formation',
      'manifest-reader',
      'data',
      'drift',
      'verify',
      'erase',
      'stewards',
      'smoke',
    ],
    encrypt: ['clean', 'transform', 'manifest-writer', 'data', 'erase', 'stewards'],
  },
  /** Raw records that failed. The clean function decrypts for the same reason; `smoke` sees those of its own test file alone. */
  quarantine: { decrypt: ['clean', 'stewards', 'smoke'], encrypt: ['clean'] },
  /** Answers of Athena. */
  results: { decrypt: ['readers', 'quicksight'], encrypt: ['readers', 'quicksight'] },
  /** The key of tokens. Secrets Manager makes the secret as whoever deploys, and checks that it could read it. */
  token: { decrypt: ['clean', 'cloudformation'], encrypt: ['cloudformation'] },
  /** The topic of notices, and logs. */
  watching: { decrypt: ['state-machine'], encrypt: ['state-machine'] },
};
