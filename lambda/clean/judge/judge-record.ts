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
function sensitiveTexts(indexes: readonly number[], fields: ReadableRecord['fields']): string[] {
  return indexes.flatMap((index) => {
    const field = fields[index];
    if (field === null || field === undefined) return [];
    return 'text' in field.cell ? [field.raw, field.cell.text] : [field.raw];
  });
}

const noReasons: readonly Reason[] = [];
const noSecrets: ReadonlySet<string> = new Set();

/** Whether a path leads to one of these, or into it. @param keys of paths */
function leadsInto(path: readonly string[], keys: ReadonlySet<string>): boolean {
  let key = '';
  for (const [depth, name] of path.entries()) {
    key = depth === 0 ? name : `${key}\0${name}`;
    if (keys.has(key)) return true;
  }
  return false;
}

const faultOf = (field: ReadField | null | undefined): Fault | undefined =>
  field !== null && field !== undefined && 'fault' in field.cell ? field.cell.fault : undefined;

/** Makes the function that words all that is wrong with a record. */
function createWording(
  schema: DatasetSchema,
): (record: ReadableRecord, problems: readonly RecordProblem[]) => Reason[] {
  const { columns, primaryKey } = schema;
  const sensitive = [...columns.keys()].filter((index) => columns[index]?.sensitive !== undefined);
  return ({ fields, faults: wholeFaults, misplaced = [] }, problems) => {
    const reasons = wholeFaults.map((fault) => reasonOf(fault, null));
    for (const { column, fault } of misplaced) reasons.push(reasonOf(fault, column));
    const secrets = sensitive.length === 0 ? noSecrets : secretsOf(sensitiveTexts(sensitive, fields));
    const give = (fault: Fault, column: Column | undefined, raw: string | undefined): void => {
      const hidden = column?.sensitive !== undefined || holdsSecret(raw ?? '', secrets);
      const got = raw === undefined ? fault.got : hidden ? masked : quote(raw);
      reasons.push(reasonOf(fault, column?.name ?? null, got));
    };
    for (const [index, column] of columns.entries()) {
      const field = fields[index];
      const fault = faultOf(field);
      if (fault !== undefined) give(fault, column, field?.raw);
      else if ((field ?? null) === null && primaryKey.includes(column.name)) give(faults.missingKey, column, undefined);
    }
    for (const problem of problems) {
      if (reasons.length >= mostReasons) break;
      const { column } = problem;
      const raw = column === undefined ? undefined : fields[columns.indexOf(column)]?.raw;
      give(faultOfProblem(problem), column, raw);
    }
    return reasons;
  };
}

/**
 * Makes the judge of a dataset's records: each cell by its type and formats, then the record by every keyword of its JSON Schema. All
 * reasons are collected; a column whose cell can't be read is not judged by keywords too.
 */
export function createJudge(schema: DatasetSchema, validate: RecordValidator): JudgeRecord {
  const { columns } = schema;
  const isKey = columns.map(({ name }) => schema.primaryKey.includes(name));
  const keyOf = columns.map(({ path }) => path.join('\0'));
  const nest = createNesting(schema);
  const exactOf = createExactValues(columns);
  const word = createWording(schema);

  /** Keys of the paths at which something is wrong already. */
  function spoiledOf({ fields, misplaced = [] }: ReadableRecord): Set<string> {
    const spoiled = new Set(misplaced.map(({ path }) => path.join('\0')));
    for (const [index, key] of keyOf.entries()) {
      const field = fields[index] ?? null;
      if (field === null ? isKey[index] : 'fault' in field.cell) spoiled.add(key);
    }
    return spoiled;
  }

  return (record) => {
    if ('unreadable' in record) return { texts: [], reasons: [reasonOf(record.unreadable, null)] };
    const { fields, faults: wholeFaults, misplaced } = record;
    const texts: (string | null)[] = new Array(columns.length).fill(null);
    const values: unknown[] = new Array(columns.length);
    let isSound = wholeFaults.length === 0 && (misplaced === undefined || misplaced.length === 0);
    for (let index = 0; index < texts.length; index++) {
      const field = fields[index] ?? null;
      if (field === null) isSound &&= isKey[index] !== true;
      else if ('fault' in field.cell) isSound = false;
      else {
        texts[index] = field.cell.text;
        values[index] = field.cell.value;
      }
    }
    const spoiled = isSound ? undefined : spoiledOf(record);
    const ignores = spoiled && ((path: readonly string[]): boolean => leadsInto(path, spoiled));
    const problems = validate(nest(values), exactOf(fields), ignores);
    return { texts, reasons: isSound && problems.length === 0 ? noReasons : word(record, problems) };
  };
}
