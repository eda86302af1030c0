import type { RecordProblem, RecordValidator } from '../../schema/compile-record-validator.ts';
import type { Column, DatasetSchema } from '../../schema/dataset-schema.ts';
import { quote } from '../../schema/finding.ts';
import type { Cell } from '../cells/cell.ts';
import type { Reason } from '../clean-input.ts';
import * as faults from '../faults.ts';
import { type Fault, masked, reasonOf } from '../findings.ts';
import { createExactValues } from './exact-values.ts';
import { createNesting } from './nest-record.ts';
import { faultOfProblem } from './reason-of-problem.ts';
import { holdsSecret, secretsOf } from './secrets.ts';

/** One field of a record by column: what it holds, as read; `raw` is its text for messages. */
export interface ReadField {
  readonly raw: string;
  readonly cell: Cell;
}

/** A record of which nothing could be read, and why. */
export interface UnreadableRecord {
  readonly unreadable: Fault;
}

/** A record with its fields read, by index of the schema's columns; null: no value. */
export interface ReadableRecord {
  readonly fields: readonly (ReadField | null)[];
  /** Faults of the record as a whole, found while reading it. */
  readonly faults: readonly Fault[];
  /** What stands, in JSON, in place of an object that should hold columns; by path. */
  readonly misplaced?: readonly {
    readonly path: readonly string[];
    readonly column: string | null;
    readonly fault: Fault;
  }[];
}

export type ReadRecord = ReadableRecord | UnreadableRecord;

/** A record's verdict. */
export interface Verdict {
  /** Canonical text by index of the schema's columns; null where there is no value or it is at fault. */
  readonly texts: readonly (string | null)[];
  /** All reasons against it; none: it is clean. */
  readonly reasons: readonly Reason[];
}

export type JudgeRecord = (record: ReadRecord) => Verdict;

/** Most reasons that one record is given: a list of 200,000 wrong items would have as many, sixty times as long as the record. */
const mostReasons = 100;

/** Texts of the record's sensitive cells, as written and canonical: no message may hold them, wherever they stand. */
function sensitiveTexts(columns: readonly Column[], fields: ReadableRecord['fields']): string[] {
  return columns.flatMap(({ sensitive }, index) => {
    const field = fields[index];
    if (sensitive === undefined || field === null || field === undefined) return [];
    return 'text' in field.cell ? [field.raw, field.cell.text] : [field.raw];
  });
}

/**
 * Makes the judge of a dataset's records: each cell by its type and formats, then the record by every keyword of its JSON Schema. All
 * reasons are collected; a column whose cell can't be read is not judged by keywords too.
 */
export function createJudge(schema: DatasetSchema, validate: RecordValidator): JudgeRecord {
  const { columns } = schema;
  const keys = new Set(schema.primaryKey);
  const nest = createNesting(schema);
  const exactOf = createExactValues(columns);

  return (record) => {
    if ('unreadable' in record) return { texts: [], reasons: [reasonOf(record.unreadable, null)] };
    const { fields, faults: wholeFaults, misplaced = [] } = record;
    const reasons: Reason[] = wholeFaults.map((fault) => reasonOf(fault, null));
    const texts: (string | null)[] = new Array(columns.length).fill(null);
    const values: unknown[] = new Array(columns.length);
    const spoiled = new Set<string>();
    let secrets: ReadonlySet<string> | undefined;

    const give = (fault: Fault, column: Column | undefined, raw: string | undefined): void => {
      secrets ??= secretsOf(sensitiveTexts(columns, fields));
      const hidden = column?.sensitive !== undefined || holdsSecret(raw ?? '', secrets);
      const got = raw === undefined ? fault.got : hidden ? masked : quote(raw);
      reasons.push(reasonOf(fault, column?.name ?? null, got));
    };

    for (const { path, column, fault } of misplaced) {
      spoiled.add(path.join('\0'));
      reasons.push(reasonOf(fault, column));
    }
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      const field = fields[index];
      if (column === undefined) continue;
      if (field === null || field === undefined) {
        if (keys.has(column.name)) {
          spoiled.add(column.path.join('\0'));
          give(faults.missingKey, column, undefined);
        }
      } else if ('fault' in field.cell) {
        spoiled.add(column.path.join('\0'));
        give(field.cell.fault, column, field.raw);
      } else {
        texts[index] = field.cell.text;
        values[index] = field.cell.value;
      }
    }
    const isSpoiled = (problem: RecordProblem): boolean =>
      spoiled.size > 0 && problem.path.some((_, length) => spoiled.has(problem.path.slice(0, length + 1).join('\0')));
    for (const problem of validate(nest(values), exactOf(fields))) {
      if (reasons.length >= mostReasons) break;
      if (isSpoiled(problem)) continue;
      const { column } = problem;
      const raw = column === undefined ? undefined : fields[columns.indexOf(column)]?.raw;
      give(faultOfProblem(problem), column, raw);
    }
    return { texts, reasons };
  };
}
