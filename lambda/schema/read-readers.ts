import type { Reader, RowCondition } from './dataset-schema.ts';
import { isObject } from './subschemas.ts';

const isValue = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const readRows = (rows: unknown): RowCondition[] =>
  Object.entries(isObject(rows) ? rows : {}).map(([column, values]) => ({
    column,
    values: Array.isArray(values) ? values.filter(isValue) : [],
  }));

/**
 * Reads `readers` of a dataset: names, and names with the rows that they read.
 * @param value as the meta-schema takes it; an entry of another form lets nobody in
 */
export function readReaders(value: unknown): Reader[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown): Reader[] => {
    if (typeof entry === 'string') return [{ audience: entry, rows: undefined }];
    if (!isObject(entry) || typeof entry['audience'] !== 'string') return [];
    return [{ audience: entry['audience'], rows: readRows(entry['rows']) }];
  });
}
