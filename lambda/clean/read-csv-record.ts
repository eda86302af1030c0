import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { ReadCell } from './cells/cell.ts';
import * as faults from './faults.ts';
import type { Fault } from './findings.ts';
import type { ReadField, ReadRecord } from './judge/judge-record.ts';
import { mask } from './protect-value.ts';
import type { Header } from './read-header.ts';

/** Reads the fields of one CSV record by their columns. @param fields as written, one for each name of the header */
export type ReadCsvRecord = (fields: readonly string[]) => ReadRecord;

/**
 * Makes the reader of a file's records.
 * @param cells by index of the schema's columns
 */
export function createCsvRecordReader(
  schema: DatasetSchema,
  header: Header,
  cells: readonly ReadCell[],
): ReadCsvRecord {
  const nulls = schema.columns.map(({ nullTokens }) => new Set(['', ...nullTokens]));
  const strange = [...(schema.unknownColumns === 'quarantine' ? header.unknown : []), ...header.vacant];
  return (texts) => {
    if (texts.length !== header.width) {
      const fault = texts.length < header.width ? faults.tooFewFields : faults.tooManyFields;
      return { unreadable: fault(header.width, texts.length) };
    }
    const fields = header.fieldOf.map((field, index): ReadField | null => {
      const raw = texts[field]?.trim() ?? '';
      const read = cells[index];
      if (read === undefined || nulls[index]?.has(raw) !== false) return null;
      const isMask = header.returned && raw === mask && schema.columns[index]?.sensitive !== undefined;
      return { raw, cell: isMask ? { fault: faults.maskedValue } : read(raw) };
    });
    const whole: Fault[] = [];
    for (const { field, name } of strange) {
      if ((texts[field] ?? '').trim() !== '')
        whole.push(name === '' ? faults.unnamedFieldHasValue(field + 1) : faults.unknownColumnHasValue(name));
    }
    return { fields, faults: whole };
  };
}
