import type { Finding } from '../../../lambda/schema/finding.ts';
import type { RuleResult } from '../quality/judge-rules.ts';

/** A Parquet file of a table. */
export interface TablePart {
  /** Relative to the final bucket, with `/`: `<table>/<id>/year=2026/month=1/day=2/data.parquet`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * What there is of a final table: written last and atomically, at `_tables/<table>.json` in final. A reader counts only the parts
 * that it names. It holds no clock value.
 */
export interface TableManifest {
  readonly format: 1;
  readonly table: string;
  /** Of the rows in `parts`; null: the table was never built. */
  readonly inputHash: string | null;
  /** Of the last build that was tried: equal to `inputHash` unless it failed. */
  readonly triedHash: string | null;
  /** Readers get rows that are not those of today's input. */
  readonly stale: boolean;
  /** Why: errors of the last try, a table that it reads being stale, or files of which readers get older rows. */
  readonly staleBecause: readonly Finding[];
  /** Quality rules that the rows in `parts` break without being held back. */
  readonly warnings: readonly Finding[];
  /** Types are Spark's. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  readonly rows: number;
  /** In the order of their partition values. */
  readonly parts: readonly TablePart[];
  readonly quality: readonly RuleResult[];
  readonly reads: readonly string[];
}

/** Whether a parsed JSON value is a manifest that this version wrote. */
export function isTableManifest(value: unknown): value is TableManifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'parts' in value &&
    Array.isArray(value.parts) &&
    'columns' in value &&
    Array.isArray(value.columns) &&
    'staleBecause' in value &&
    Array.isArray(value.staleBecause)
  );
}
