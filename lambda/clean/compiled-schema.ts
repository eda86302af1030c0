import { compileRecordValidator } from '../schema/compile-record-validator.ts';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import { type ColumnPlan, planColumns } from './bytes/plan-columns.ts';
import type { ReadCell } from './cells/cell.ts';
import { compileCell } from './cells/compile-cell.ts';
import { createJudge, type JudgeRecord } from './judge/judge-record.ts';

/** What a schema asks of a record, whatever the file: pure functions, so that all files of a dataset may share them. */
export interface CompiledSchema {
  /** For the byte tier; undefined where a record can only be judged as a whole. */
  readonly plans: () => readonly ColumnPlan[] | undefined;
  /** By index of the schema's columns. */
  readonly cells: readonly ReadCell[];
  readonly judge: JudgeRecord;
}

interface Remembered extends CompiledSchema {
  readonly jsonDepth: number;
}

const remembered = new WeakMap<DatasetSchema, Remembered>();

/**
 * Compiles a schema; for the same object it does so once, since many files of one dataset come one after the other.
 * @param jsonDepth deepest nesting of JSON text in a cell
 */
export function compileSchema(schema: DatasetSchema, jsonDepth: number): CompiledSchema {
  const known = remembered.get(schema);
  if (known?.jsonDepth === jsonDepth) return known;
  let plans: readonly ColumnPlan[] | undefined | 'not yet' = 'not yet';
  const fresh: Remembered = {
    jsonDepth,
    plans: () => {
      if (plans === 'not yet') plans = planColumns(schema);
      return plans;
    },
    cells: schema.columns.map((column) => compileCell(column, jsonDepth)),
    judge: createJudge(schema, compileRecordValidator(schema)),
  };
  remembered.set(schema, fresh);
  return fresh;
}
