import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { ReadCell } from './cells/cell.ts';
import * as faults from './faults.ts';
import type { Fault } from './findings.ts';
import type { ReadField, ReadRecord } from './judge/judge-record.ts';
import { mask } from './protect-value.ts';
import type { Header } from './read-header.ts';

/** Reads the fields of one CSV record by their columns. @param fields as written, one for each name of the header */
export type ReadCsvRecord = (fields: readonly string[]) => ReadRecord;

/** One column's part in reading a record. */
interface Part {
  /** Number of the field that holds it, or -1. */
  readonly field: number;
  readonly read: ReadCell;
  readonly nulls: ReadonlySet<string>;
  readonly longestNull: number;
  /** Its values come masked from `sluice rejects`. */
  readonly isReturned: boolean;
}

function readField({ field, read, nulls, longestNull, isReturned }: Part, texts: readonly string[]): ReadField | null {
  const raw = field < 0 ? '' : (texts[field] ?? '').trim();
  if (raw.length <= longestNull && nulls.has(raw)) return null;
  return { raw, cell: isReturned && raw === mask ? { fault: faults.maskedValue } : read(raw) };
}

const none: readonly never[] = [];

/** Faults of fields that should hold nothing. */
function valuesIn(strange: Header['unknown'], texts: readonly string[]): Fault[] {
  return strange.flatMap(({ field, name }) => {
    if ((texts[field] ?? '').trim() === '') return [];
    return [name === '' ? faults.unnamedFieldHasValue(field + 1) : faults.unknownColumnHasValue(name)];
  });
}

/**
 * Makes the reader of a file's records.
 * @param cells by index of the schema's columns
 */
export function createCsvRecordReader(
  schema: DatasetSchema,
  header: Header,
  cells: readonly ReadCell[],
): ReadCsvRecord {
  const parts = cells.map((read, index): Part => {
    const column = schema.columns[index];
    const nulls = new Set(['', ...(column?.nullTokens ?? [])]);
    return {
      field: header.fieldOf[index] ?? -1,
      read,
      nulls,
      longestNull: Math.max(...[...nulls].map(({ length }) => length)),
      isReturned: header.returned && column?.sensitive !== undefined,
    };
  });
  const strange = [...(schema.unknownColumns === 'quarantine' ? header.unknown : []), ...header.vacant];
  return (texts) => {
    if (texts.length !== header.width) {
      const fault = texts.length < header.width ? faults.tooFewFields : faults.tooManyFields;
      return { unreadable: fault(header.width, texts.length) };
    }
    const fields = parts.map((part) => readField(part, texts));
    return { fields, faults: strange.length === 0 ? none : valuesIn(strange, texts), misplaced: none };
  };
}
