import path from 'node:path';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnRole, DataSet, DataSetColumn, Tables } from './dashboard.ts';
import type { DashboardFinding } from './findings.ts';
import { readJsonFile } from './read-json-file.ts';
import { fitShape } from './shape/fit-shape.ts';
import { readSchema } from './shape/read-schema.ts';
import { shapeFinding } from './shape/shape-finding.ts';

/** data-sets/<identifier>.json as data-set.schema.json describes it. */
interface DataSetFile {
  readonly table: string;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  readonly columns?: Readonly<Record<string, { readonly role?: ColumnRole }>>;
  readonly calculatedColumns?: readonly { readonly name: string; readonly expression: string }[];
}

/**
 * Reads a data set's file. Its identifier is the file's name.
 * @param file as findings show it
 * @param root what a relative file stands in
 * @returns no data set when the file can't be read or names no table
 */
export async function readDataSet(
  file: string,
  tables: Tables,
  root: string,
): Promise<{ dataSet: DataSet | undefined; findings: readonly DashboardFinding[] }> {
  const read = await readJsonFile(file, root);
  if ('findings' in read) return { dataSet: undefined, findings: read.findings };
  const fitted = fitShape(read.document.value, readSchema('data-set'));
  const findings = fitted.problems.map((problem) => shapeFinding(problem, read.document));
  if (fitted.value === undefined) return { dataSet: undefined, findings };
  const given = fitted.value as DataSetFile;
  const roles = new Map<string, ColumnRole>();
  for (const [column, { role }] of Object.entries(given.columns ?? {})) if (role !== undefined) roles.set(column, role);
  return {
    findings,
    dataSet: {
      identifier: path.basename(file, '.json'),
      table: given.table,
      mode: given.mode,
      columns: columnsOf(tables.get(given.table), roles),
      calculatedColumns: given.calculatedColumns ?? [],
      roles,
      placeOf: read.document.placeOf,
      placeInText: read.document.placeInText,
    },
  };
}

function columnsOf(
  table: Pick<Table, 'columns'> | undefined,
  roles: ReadonlyMap<string, ColumnRole>,
): ReadonlyMap<string, DataSetColumn> | undefined {
  if (table === undefined) return undefined;
  return new Map(table.columns.map(({ name, type }) => [name, { name, type, role: roles.get(name) }]));
}
