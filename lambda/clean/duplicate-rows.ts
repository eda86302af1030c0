import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { Reason } from './clean-input.ts';
import * as faults from './faults.ts';
import { type CleanFinding, duplicateKeyFails, keysNotCompared, reasonOf } from './findings.ts';
import type { Limits } from './limits.ts';
import { createSeenKeys } from './seen-keys.ts';

/** Compares the primary keys of one file's clean rows. */
export interface DuplicateRows {
  /** @returns why the row is a duplicate; undefined when its key is new */
  reasonFor(texts: readonly (string | null)[], line: number, row: number): Reason | undefined;
  /** What the keys say of the whole file. */
  findings(): readonly CleanFinding[];
}

/**
 * Keys are unique within a file: the first clean row with a key stays, later ones are quarantined. With `onDuplicate` `latest`, all
 * stay, because readers settle revisions by the declared column; with `fail`, a duplicate fails the file too.
 */
export function createDuplicateRows(schema: DatasetSchema, limits: Limits, file: string): DuplicateRows {
  const { primaryKey, columns, onDuplicate } = schema;
  const indexes = primaryKey.map((name) => columns.findIndex((column) => column.name === name));
  if (indexes.length === 0 || onDuplicate.rule === 'latest') return { reasonFor: () => undefined, findings: () => [] };
  const seen = createSeenKeys(limits.keyBytes);
  let fullAt: number | undefined;
  let first: number | undefined;
  let rows = 0;
  return {
    reasonFor(texts, line, row) {
      if (seen.isFull) fullAt ??= row;
      const before = seen.lineOf(
        indexes.map((index) => texts[index] ?? ''),
        line,
      );
      if (before === undefined) return undefined;
      first ??= line;
      rows++;
      return reasonOf(
        faults.duplicateKey(primaryKey, before),
        primaryKey.length === 1 ? (primaryKey[0] ?? null) : null,
      );
    },
    findings() {
      const place = (line: number | undefined) => ({ file, line });
      const fails = onDuplicate.rule === 'fail' && first !== undefined;
      return [
        ...(fails ? [duplicateKeyFails(place(first), primaryKey, rows)] : []),
        ...(fullAt === undefined
          ? []
          : [keysNotCompared(place(undefined), fullAt, Math.round(limits.keyBytes / 1024 ** 2))]),
      ];
    },
  };
}
