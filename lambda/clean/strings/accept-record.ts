import type { RecordTest } from '../../schema/compile-record-test.ts';
import type { DatasetSchema } from '../../schema/dataset-schema.ts';
import { createExactValues } from '../judge/exact-values.ts';
import type { ReadRecord } from '../judge/judge-record.ts';
import { createNesting } from '../judge/nest-record.ts';

/** Canonical texts by index of the schema's columns, null where there is no value; undefined: the record is not clean. */
export type AcceptRecord = (record: ReadRecord) => (string | null)[] | undefined;

/** Makes the judge that only says yes or no: each cell by its type and formats, then the record by its JSON Schema. */
export function createAcceptance(schema: DatasetSchema, test: RecordTest): AcceptRecord {
  const { columns } = schema;
  const keys = schema.primaryKey.map((name) => columns.findIndex((column) => column.name === name));
  const nest = createNesting(schema);
  const exactOf = createExactValues(columns);
  return (record) => {
    if ('unreadable' in record || record.faults.length > 0 || (record.misplaced?.length ?? 0) > 0) return undefined;
    const texts: (string | null)[] = new Array(columns.length).fill(null);
    const values: unknown[] = new Array(columns.length);
    for (const [index, field] of record.fields.entries()) {
      if (field === null) continue;
      if ('fault' in field.cell) return undefined;
      texts[index] = field.cell.text;
      values[index] = field.cell.value;
    }
    for (const key of keys) if (texts[key] === null) return undefined;
    return test(nest(values), exactOf(record.fields)) ? texts : undefined;
  };
}
