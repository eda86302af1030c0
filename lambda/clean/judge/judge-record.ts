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
  readonly misplaced: readonly {
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

/** What judging has to know of a column. */
interface Part {
  readonly name: string;
  /** Of its path. */
  readonly key: string;
  readonly isPrimary: boolean;
  readonly isSensitive: boolean;
}

const partOf = (schema: DatasetSchema, { name, path, sensitive }: Column): Part => ({
  name,
  key: path.join('\0'),
  isPrimary: schema.primaryKey.includes(name),
  isSensitive: sensitive !== undefined,
});

/** Texts of the record's sensitive cells, as written and canonical: no message may hold them, wherever they stand. */
function sensitiveTexts(parts: readonly Part[], fields: ReadableRecord['fields']): string[] {
  return parts.flatMap(({ isSensitive }, index) => {
    const field = fields[index];
    if (!isSensitive || field === null || field === undefined) return [];
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

/** Makes the function that words all that is wrong with a record. */
function createWording(
  { columns }: DatasetSchema,
  parts: readonly Part[],
): (record: ReadableRecord, problems: readonly RecordProblem[]) => Reason[] {
  const indexOf = new Map(columns.map((column, index) => [column, index]));
  const hasSecrets = parts.some(({ isSensitive }) => isSensitive);
  return ({ fields, faults: wholeFaults, misplaced }, problems) => {
    const reasons: Reason[] = [];
    for (const fault of wholeFaults) reasons.push(reasonOf(fault, null));
    for (const { column, fault } of misplaced) reasons.push(reasonOf(fault, column));
    const secrets = hasSecrets ? secretsOf(sensitiveTexts(parts, fields)) : noSecrets;
    const give = (fault: Fault, part: Part | undefined, raw: string | undefined): void => {
      const hidden = part?.isSensitive === true || holdsSecret(raw ?? '', secrets);
      const got = raw === undefined ? fault.got : hidden ? masked : quote(raw);
      reasons.push(reasonOf(fault, part?.name ?? null, got));
    };
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      const field = fields[index] ?? null;
      if (field === null) {
        if (part?.isPrimary === true) give(faults.missingKey, part, undefined);
      } else if ('fault' in field.cell) give(field.cell.fault, part, field.raw);
    }
    for (const problem of problems) {
      if (reasons.length >= mostReasons) break;
      const { column } = problem;
      const index = column === undefined ? -1 : (indexOf.get(column) ?? -1);
      if (index < 0) give(faultOfProblem(problem), undefined, undefined);
      else give(faultOfProblem(problem), parts[index], fields[index]?.raw);
    }
    return reasons;
  };
}

/** Keys of the paths at which something is wrong already. */
function spoiledOf(parts: readonly Part[], { fields, misplaced }: ReadableRecord): Set<string> {
  const spoiled = new Set<string>();
  for (const { path } of misplaced) spoiled.add(path.join('\0'));
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    const field = fields[index] ?? null;
    if (part !== undefined && (field === null ? part.isPrimary : 'fault' in field.cell)) spoiled.add(part.key);
  }
  return spoiled;
}

/**
 * Makes the judge of a dataset's records: each cell by its type and formats, then the record by every keyword of its JSON Schema. All
 * reasons are collected; a column whose cell can't be read is not judged by keywords too.
 */
export function createJudge(schema: DatasetSchema, validate: RecordValidator): JudgeRecord {
  const parts = schema.columns.map((column) => partOf(schema, column));
  const nest = createNesting(schema);
  const exactOf = createExactValues(schema.columns);
  const word = createWording(schema, parts);

  return (record) => {
    if ('unreadable' in record) return { texts: [], reasons: [reasonOf(record.unreadable, null)] };
    const { fields, faults: wholeFaults, misplaced } = record;
    const texts: (string | null)[] = new Array(parts.length).fill(null);
    const values: unknown[] = new Array(parts.length);
    let isSound = wholeFaults.length === 0 && misplaced.length === 0;
    for (let index = 0; index < texts.length; index++) {
      const field = fields[index] ?? null;
      if (field === null) isSound &&= parts[index]?.isPrimary !== true;
      else if ('fault' in field.cell) isSound = false;
      else {
        texts[index] = field.cell.text;
        values[index] = field.cell.value;
      }
    }
    const spoiled = isSound ? undefined : spoiledOf(parts, record);
    const ignores = spoiled && ((path: readonly string[]): boolean => leadsInto(path, spoiled));
    const problems = validate(nest(values), exactOf(fields), ignores);
    return { texts, reasons: isSound && problems.length === 0 ? noReasons : word(record, problems) };
  };
}
