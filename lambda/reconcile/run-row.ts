import { createHash } from 'node:crypto';
import type { Part, Provenance } from '../clean/manifest.ts';
import { writeCsvLine } from './write-csv-line.ts';

/** What one clean of one file was: a row of the lake's dataset `_runs`. */
export interface Run extends Pick<Provenance, 'rawVersion' | 'schemaHash' | 'engineVersion'> {
  readonly dataset: string;
  readonly file: string;
  readonly status: 'clean' | 'failed';
  readonly stale: boolean;
  readonly bytes: number;
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  readonly cleanedAt: Date;
  readonly seconds: number;
}

const header = [
  ...['dataset', 'file', 'raw_version', 'schema_hash', 'engine_version', 'status', 'stale', 'bytes'],
  ...['rows_in', 'rows_clean', 'rows_quarantined', 'cleaned_at', 'seconds', '_row'],
];

function csv(run: Run, clock: readonly (string | null)[]): Uint8Array {
  const facts = [
    ...[run.dataset, run.file, run.rawVersion, run.schemaHash, run.engineVersion, run.status, run.stale, run.bytes],
    ...[run.rowsIn, run.rowsClean, run.rowsQuarantined],
  ];
  return new TextEncoder().encode(writeCsvLine(header) + writeCsvLine([...facts, ...clock, 1]));
}

/**
 * The part of `_runs` that tells of one run, and its entry in the manifest. The entry's bytes and sha256 are those of the row
 * without its clock values: equal runs give equal manifests, and a table that reads `_runs` is not rebuilt for a clock.
 */
export function writeRun(run: Run, key: string): { body: Uint8Array; part: Part } {
  // Processed timestamps are UTC with microseconds; a clock here has milliseconds.
  const cleanedAt = run.cleanedAt.toISOString().replace('Z', '000Z');
  const timeless = csv(run, [null, null]);
  const sha256 = createHash('sha256').update(timeless).digest('hex');
  return {
    body: csv(run, [cleanedAt, run.seconds.toFixed(3)]),
    part: { key, rows: 1, bytes: timeless.length, sha256 },
  };
}
