import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { ColumnPlan } from './bytes/plan-columns.ts';
import type { ReadCell } from './cells/cell.ts';
import { compileSchema } from './compiled-schema.ts';
import type { FileLog } from './decode/file-log.ts';
import * as faults from './faults.ts';
import type { DialectReport } from './file-report.ts';
import type { Fault } from './findings.ts';
import type { RawRecord } from './frame/frame-records.ts';
import type { TextFeed } from './frame/text-feed.ts';
import type { JudgeRecord } from './judge/judge-record.ts';
import type { Limits } from './limits.ts';
import { createColumnFinder, type FindColumn } from './match-header.ts';
import type { Tier } from './tier.ts';

/** What one format's reader works with, and what it tells the report. */
export interface FileReading {
  readonly schema: DatasetSchema;
  readonly limits: Limits;
  readonly log: FileLog;
  readonly feed: TextFeed;
  readonly cells: readonly ReadCell[];
  /** How columns can be judged one by one; undefined where they can't. */
  readonly plans: () => readonly ColumnPlan[] | undefined;
  readonly find: FindColumn;
  readonly judge: JudgeRecord;
  readonly fastest: Tier;
  /** Bytes that are no UTF-8 are a fault of their record. */
  readonly strict: boolean;
  dialect: DialectReport | null;
  /** The header's text for a column, by its index in the schema. */
  sourceOf: (index: number) => string | null;
  unknownColumns: readonly string[];
  readonly assumed: string[];
}

export function createFileReading(
  schema: DatasetSchema,
  limits: Limits,
  log: FileLog,
  feed: TextFeed,
  strict: boolean,
  fastest: Tier,
): FileReading {
  const { cells, judge, plans } = compileSchema(schema, limits.jsonDepth);
  return {
    schema,
    limits,
    log,
    feed,
    cells,
    plans,
    find: createColumnFinder(schema.columns),
    judge,
    fastest,
    strict,
    dialect: null,
    sourceOf: () => null,
    unknownColumns: [],
    assumed: [],
  };
}

/** Why a record's text can't be looked into at all. */
export function faultOfText({ raw, fault, broken }: RawRecord, strict: boolean): Fault | undefined {
  if (fault !== undefined) return fault;
  if (broken && strict) return faults.invalidUtf8;
  if (raw.includes('\0')) return faults.nulByte;
  return raw.isWellFormed() ? undefined : faults.loneSurrogate;
}
