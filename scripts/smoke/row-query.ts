import { sqlName, sqlText } from '../../glue/duckdb/sql-text.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { ExpectedRow } from './expected-row.ts';

const literal = ({ kind }: ColumnType, value: string): string => {
  if (kind === 'date') return `DATE ${sqlText(value)}`;
  if (kind === 'timestamp') return `TIMESTAMP ${sqlText(`${value} UTC`)}`;
  return kind === 'string' ? sqlText(value) : value;
};

/**
 * Athena's SQL for one row of a table: by its key, or, where not all of the key may be read, by all that may be, so that another row is found
 * only if it looks the same. Doubles and tokens are never compared: they may be written in more ways than one.
 * @param columns what to read of it
 * @param tokens columns of another text where the key of tokens is another
 * @returns undefined when there is nothing to tell the row by
 */
export function rowQuery(
  { table, values }: ExpectedRow,
  columns: readonly string[],
  tokens: ReadonlySet<string> = new Set(),
): string | undefined {
  const byKey = table.key.every((name) => columns.includes(name));
  const telling = byKey ? table.key : columns;
  const conditions = table.columns
    .filter(({ name, type }) => telling.includes(name) && type.kind !== 'number' && !tokens.has(name))
    .map(({ name, type }) => {
      const value = values.get(name) ?? null;
      return value === null ? `${sqlName(name)} IS NULL` : `${sqlName(name)} = ${literal(type, value)}`;
    });
  if (conditions.length === 0) return undefined;
  return `SELECT ${columns.map(sqlName).join(', ')} FROM ${sqlName(table.name)} WHERE ${conditions.join(' AND ')}`;
}
