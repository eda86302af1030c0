import { type ColumnType, engineTypes } from '../../../lambda/schema/column-type.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import { findings, type TableFinding } from '../findings.ts';
import type { SqlColumn } from '../spark-sql/translation.ts';
import { sqlName } from '../sql-text.ts';
import type { Table, TableColumn } from '../table.ts';

/**
 * Holds what a SELECT returns against the contract: the same names in the same order, and types that Spark and DuckDB cast to the
 * contract's alike.
 * @param got the SELECT's columns with Spark's types
 */
export function checkColumns(table: Table, got: readonly SqlColumn[]): TableFinding[] {
  const expected = table.columns.map((column) => column.name);
  const names = got.map((column) => column.name);
  if (expected.join('\n') !== names.join('\n')) {
    return [findings.contractColumns(table.sql.place, expected, names, advice(expected, names))];
  }
  return table.columns.flatMap((column, index) => {
    const type = got[index]?.type ?? 'nothing';
    return castTemplate(type, column.type) === undefined
      ? [findings.contractType(table.sql.place, column.name, engineTypes(column.type).spark, type)]
      : [];
  });
}

function advice(expected: readonly string[], got: readonly string[]): string {
  const missing = expected.filter((name) => !got.includes(name));
  const extra = got.filter((name) => !expected.includes(name));
  const twice = got.filter((name, index) => got.indexOf(name) !== index);
  if (twice.length > 0) return `return ${twice.join(', ')} once`;
  if (missing.length === 0 && extra.length === 0) return 'put the columns into this order';
  const renamed = new Map(extra.map((name) => [name, nearestName(name, missing)]));
  const near = new Set(renamed.values());
  const absent = missing.filter((name) => !near.has(name));
  const strange = extra.filter((name) => renamed.get(name) === undefined);
  const parts = [
    ...[...renamed].flatMap(([name, meant]) => (meant === undefined ? [] : [`did you mean "${meant}" by "${name}"?`])),
    ...(absent.length === 0 ? [] : [`missing: ${absent.join(', ')}`]),
    ...(strange.length === 0 ? [] : [`not in table.json: ${strange.join(', ')}`]),
  ];
  return parts.join('; ');
}

/**
 * The SELECT with the contract's names and types (facts of both engines: a typed contract took the type differences from 41 to 0).
 * @param duckdb a SELECT whose columns checkColumns has passed
 */
export function contractSql(table: Table, duckdb: string, got: readonly SqlColumn[]): string {
  const values = table.columns.map(
    (column, index) => `${castColumn(column, index, got[index]?.type ?? '')} AS ${sqlName(column.name)}`,
  );
  const given = table.columns.map((_, index) => `c${index}`);
  return `SELECT ${values.join(', ')} FROM (${duckdb}) AS t (${given.join(', ')})`;
}

/** One column's cast alone: to find which column's values do not fit. */
export function castColumn(column: TableColumn, index: number, got: string): string {
  return (castTemplate(got, column.type) ?? 'NULL').replaceAll('?', `c${index}`);
}

const integers = ['tinyint', 'smallint', 'int', 'bigint'];

/**
 * SQL with `?` for the value that casts a Spark type as Spark's ANSI CAST does; undefined when it needs a CAST in the transform,
 * whose meaning is then the translator's to say.
 */
function castTemplate(got: string, to: ColumnType): string | undefined {
  const target = engineTypes(to).duckdb;
  const plain = `CAST(? AS ${target})`;
  const from = got.replace(/\(.*$/s, '');
  if (from === 'void') return plain;
  switch (to.kind) {
    case 'integer':
      if (integers.includes(from)) return plain;
      // Spark cuts the fraction off, DuckDB rounds.
      return ['float', 'double', 'decimal'].includes(from) ? 'CAST(trunc(?) AS BIGINT)' : undefined;
    case 'number':
      return [...integers, 'float', 'double', 'decimal'].includes(from) ? plain : undefined;
    case 'decimal':
      if (integers.includes(from) || from === 'decimal') return plain;
      // Spark rounds the shortest decimal text of a double, DuckDB its binary value: 0.285 would become 0.28.
      return ['float', 'double'].includes(from) ? `CAST(CAST(? AS VARCHAR) AS ${target})` : undefined;
    case 'date':
    case 'timestamp':
      return ['date', 'timestamp'].includes(from) ? plain : undefined;
    default:
      return from === engineTypes(to).spark ? plain : undefined;
  }
}
