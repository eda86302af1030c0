import type { Finding } from '../../lambda/schema/finding.ts';

/** One raw file after a build. Counts are of the file's present version: rowsIn = rowsClean + rowsQuarantined. */
export interface FileResult {
  /** Raw key. */
  readonly file: string;
  readonly status: 'clean' | 'failed';
  /** What readers get is an older version. */
  readonly stale: boolean;
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** Milliseconds that cleaning took; undefined: nothing had changed. */
  readonly milliseconds: number | undefined;
}

/** One final table after a build. */
export interface TableResult {
  readonly table: string;
  /** `stale`: it could not be built, and yesterday's rows stay; `missing`: there are none. */
  readonly status: 'built' | 'unchanged' | 'stale' | 'missing';
  /** Readers get rows that are not those of today's files: also where the table was built, of a file's last good version. */
  readonly stale: boolean;
  readonly rows: number | undefined;
  readonly milliseconds: number | undefined;
}

/** What a build of the lake did. */
export interface BuildResult {
  readonly files: readonly FileResult[];
  readonly removed: readonly string[];
  readonly tables: readonly TableResult[];
  readonly findings: readonly Finding[];
  /** Milliseconds by step. */
  readonly steps: readonly { readonly step: string; readonly milliseconds: number }[];
}

/** Whether the build is to end with exit code 1: an error among its findings. Quarantined rows within tolerance are none. */
export function hasFailed(result: BuildResult): boolean {
  return result.findings.some((finding) => finding.severity === 'error');
}
