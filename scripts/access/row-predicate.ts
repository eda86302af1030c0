import type { RowCondition } from '../../lambda/schema/dataset-schema.ts';

/** A name and a text as standard SQL quotes them: only the quote itself needs care. PartiQL, Trino and DuckDB know no other escape in '…'. */
const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/**
 * Row conditions as a predicate of standard SQL, for Lake Formation's row filters and for DuckDB: `"region" IN ('DE-BE', 'FR-IDF')`. Equal
 * conditions give equal text, whatever their order. A null meets no condition.
 * https://docs.aws.amazon.com/lake-formation/latest/dg/partiql-support.html
 */
export function rowPredicate(rows: readonly RowCondition[]): string {
  const conditions = rows.map(({ column, values }) => {
    const literals = [...new Set(values.map(literal))].sort();
    const [only = 'NULL', ...more] = literals;
    return more.length === 0 ? `${quotedName(column)} = ${only}` : `${quotedName(column)} IN (${literals.join(', ')})`;
  });
  const [only, ...more] = conditions.sort();
  if (only === undefined || more.length === 0) return only ?? 'true';
  return conditions.map((condition) => `(${condition})`).join(' AND ');
}
