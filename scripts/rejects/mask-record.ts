import { createColumnFinder } from '../../lambda/clean/match-header.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';

/** What stands for a value that may not be shown. */
export const mask = '***';

/**
 * Masks the cells of sensitive columns. In a record that does not fit the header nobody knows which cell is which: then every cell
 * of it is masked.
 * @param header as the file has it
 */
export function maskCells(cells: readonly string[], header: readonly string[], schema: DatasetSchema): string[] {
  const find = createColumnFinder(schema.columns);
  if (!schema.columns.some(({ sensitive }) => sensitive !== undefined)) return [...cells];
  if (cells.length !== header.length) return cells.map(() => mask);
  return cells.map((cell, index) => (find(header[index] ?? '')?.sensitive === undefined ? cell : mask));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function maskAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return mask;
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: maskAt(value[key], rest) };
}

/** Masks the sensitive values of a JSON record; one that is no JSON object is masked as a whole. */
export function maskJson(raw: string, schema: DatasetSchema): string {
  const sensitive = schema.columns.filter((column) => column.sensitive !== undefined);
  if (sensitive.length === 0) return raw;
  try {
    const value: unknown = JSON.parse(raw);
    if (!isObject(value)) return mask;
    return JSON.stringify(sensitive.reduce<unknown>((record, { path }) => maskAt(record, path), value));
  } catch {
    return mask;
  }
}
