import { sqlName, sqlText } from '../../glue/duckdb/sql-text.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { ExpectedRow } from './plan-smoke.ts';

const literal = ({ kind }: ColumnType, value: string): string => {
  if (kind === 'date') return `DATE ${sqlText(value)}`;
  if (kind === 'timestamp') return `TIMESTAMP ${sqlText(`${value} UTC`)}`;
  return kind === 'string' ? sqlText(value) : value;
};

/**
 * Athena's SQL for one row of a table, by as much of its key as may be read.
 * @param columns what to read of it
 * @returns undefined when no column of the key may be read
 */
export function rowQuery({ table, values }: ExpectedRow, columns: readonly string[]): string | undefined {
  const conditions = table.columns
    .filter(({ name }) => table.key.includes(name) && columns.includes(name))
    .map(({ name, type }) => {
      const value = values.get(name) ?? null;
      return value === null ? `${sqlName(name)} IS NULL` : `${sqlName(name)} = ${literal(type, value)}`;
    });
  if (conditions.length === 0) return undefined;
  return `SELECT ${columns.map(sqlName).join(', ')} FROM ${sqlName(table.name)} WHERE ${conditions.join(' AND ')}`;
}
