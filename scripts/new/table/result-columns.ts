import type { SqlColumn } from '../../../glue/duckdb/spark-sql/translation.ts';
import { type ColumnType, parseColumnType } from '../../../lambda/schema/column-type.ts';
import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { findings, type NewTableFinding } from './findings.ts';

/** A column that a SELECT returns, with the type that a final table gives it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Types that a wider one of table.json holds; a column of nothing but NULL is text until somebody says what it is. */
const wider: Readonly<Record<string, string>> = {
  tinyint: 'bigint',
  smallint: 'bigint',
  int: 'bigint',
  float: 'double',
  void: 'string',
};

/** Gives each column the type of table.json that holds Spark's. @returns findings for names and types that no table can have */
export function resultColumns(
  columns: readonly SqlColumn[],
  place: Place,
): { readonly columns: readonly ResultColumn[] } | { readonly findings: readonly NewTableFinding[] } {
  const found: NewTableFinding[] = [];
  const typed: ResultColumn[] = [];
  for (const [index, { name, type }] of columns.entries()) {
    const isAgain = columns.findIndex((one) => one.name.toLowerCase() === name.toLowerCase()) < index;
    if (isAgain) found.push(findings.columnName(place, name, 'the name again'));
    else if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) found.push(findings.columnName(place, name, quote(name)));
    const own = parseColumnType(wider[type] ?? type);
    if (own === undefined) found.push(findings.columnType(place, name, type));
    else typed.push({ name, type: own });
  }
  return found.length > 0 ? { findings: found } : { columns: typed };
}
