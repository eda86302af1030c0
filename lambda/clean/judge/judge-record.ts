import type { RecordValidator } from '../../schema/compile-record-validator.ts';
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
function sensitiveTexts(indexes: readonly number[], fields: ReadableRecord['fields']): string[] {
  return indexes.flatMap((index) => {
    const field = fields[index];
    if (field === null || field === undefined) return [];
    return 'text' in field.cell ? [field.raw, field.cell.text] : [field.raw];
  });
}

const noSecrets: ReadonlySet<string> = new Set();
const pathKey = (path: readonly string[]): string => (path.length === 1 ? (path[0] ?? '') : path.join('\0'));

/** Whether a path leads to one of these, or into it. @param keys of paths */
function leadsInto(path: readonly string[], keys: ReadonlySet<string>): boolean {
  let key = '';
  for (const [depth, name] of path.entries()) {
    key = depth === 0 ? name : `${key}\0${name}`;
    if (keys.has(key)) return true;
  }
  return false;
}

/**
 * Makes the judge of a dataset's records: each cell by its type and formats, then the record by every keyword of its JSON Schema. All
 * reasons are collected; a column whose cell can't be read is not judged by keywords too.
 */
export function createJudge(schema: DatasetSchema, validate: RecordValidator): JudgeRecord {
  const { columns } = schema;
  const places = columns.map(({ name, path }) => ({ key: pathKey(path), isKey: schema.primaryKey.includes(name) }));
  const sensitive = [...columns.keys()].filter((index) => columns[index]?.sensitive !== undefined);
  const nest = createNesting(schema);
  const exactOf = createExactValues(columns);

  return (record) => {
    if ('unreadable' in record) return { texts: [], reasons: [reasonOf(record.unreadable, null)] };
    const { fields, faults: wholeFaults, misplaced = [] } = record;
    const reasons: Reason[] = wholeFaults.map((fault) => reasonOf(fault, null));
    const texts: (string | null)[] = new Array(columns.length).fill(null);
    const values: unknown[] = new Array(columns.length);
    let spoiled: Set<string> | undefined;
    let secrets: ReadonlySet<string> | undefined;

    const give = (fault: Fault, column: Column | undefined, raw: string | undefined): void => {
      secrets ??= sensitive.length === 0 ? noSecrets : secretsOf(sensitiveTexts(sensitive, fields));
      const hidden = column?.sensitive !== undefined || holdsSecret(raw ?? '', secrets);
      const got = raw === undefined ? fault.got : hidden ? masked : quote(raw);
      reasons.push(reasonOf(fault, column?.name ?? null, got));
    };
    const spoil = (key: string): void => {
      spoiled ??= new Set();
      spoiled.add(key);
    };

    for (const { path, column, fault } of misplaced) {
      spoil(pathKey(path));
      reasons.push(reasonOf(fault, column));
    }
    for (const [index, { key, isKey }] of places.entries()) {
      const field = fields[index];
      if (field === null || field === undefined) {
        if (!isKey) continue;
        spoil(key);
        give(faults.missingKey, columns[index], undefined);
      } else if ('fault' in field.cell) {
        spoil(key);
        give(field.cell.fault, columns[index], field.raw);
      } else {
        texts[index] = field.cell.text;
        values[index] = field.cell.value;
      }
    }
    const ignored = spoiled;
    const ignores = ignored && ((path: readonly string[]): boolean => leadsInto(path, ignored));
    for (const problem of validate(nest(values), exactOf(fields), ignores)) {
      if (reasons.length >= mostReasons) break;
      const { column } = problem;
      const raw = column === undefined ? undefined : fields[columns.indexOf(column)]?.raw;
      give(faultOfProblem(problem), column, raw);
    }
    return { texts, reasons };
  };
}
