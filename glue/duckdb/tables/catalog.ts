import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { SqlColumn, SqlTables } from '../spark-sql/translation.ts';
import type { Table } from '../table.ts';

/** Columns of `_runs` that differ from run to run: a table that read them would never be the same twice. */
const clockColumns: ReadonlySet<string> = new Set(['cleaned_at', 'seconds']);

/** Where a row came from: every dataset has these, after its own columns. */
export const originColumns: readonly SqlColumn[] = [
  { name: '_file', type: 'string' },
  { name: '_row', type: 'bigint' },
];

/** A dataset's columns as SQL sees them: without dropped ones, with `_file` and `_row`. */
export function datasetColumns(schema: {
  readonly columns: readonly Pick<Column, 'name' | 'type' | 'sensitive'>[];
}): readonly SqlColumn[] {
  const own = schema.columns.filter((column) => column.sensitive !== 'drop');
  return [...own.map((column) => ({ name: column.name, type: engineTypes(column.type).spark })), ...originColumns];
}

/** A table's columns as SQL sees them. */
export function tableColumns(table: Pick<Table, 'columns'>): readonly SqlColumn[] {
  return table.columns.map((column) => ({ name: column.name, type: engineTypes(column.type).spark }));
}

/**
 * What SQL may read.
 * @param clock whether `_runs` has its clock columns: for people who ask yes, for tables no
 */
export function sqlCatalog(schemas: readonly DatasetSchema[], tables: readonly Table[], clock: boolean): SqlTables {
  const seen = (schema: DatasetSchema) =>
    datasetColumns(schema).filter((column) => clock || schema.name !== '_runs' || !clockColumns.has(column.name));
  return new Map([
    ...schemas.map((schema) => [schema.name, seen(schema)] as const),
    ...tables.map((table) => [table.name, tableColumns(table)] as const),
  ]);
}
