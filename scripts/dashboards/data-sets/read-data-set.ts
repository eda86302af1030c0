import path from 'node:path';
import type { Table } from '../../../glue/duckdb/table.ts';
import type { ColumnRole, DataSet, DataSetColumn, Tables } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { readJsonFile } from '../json/read-json-file.ts';
import { fitShape } from '../shape/fit-shape.ts';
import { readSchema } from '../shape/read-schema.ts';
import { shapeFinding } from '../shape/shape-finding.ts';
import { findExportedDataSet, readExportedDataSet } from './read-exported-data-set.ts';

/** data-sets/<identifier>.json as data-set.schema.json describes it. */
interface DataSetFile {
  readonly table: string;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  readonly columns?: Readonly<Record<string, { readonly role?: ColumnRole }>>;
  readonly calculatedColumns?: readonly { readonly name: string; readonly expression: string }[];
}

/**
 * Reads a data set's file: ours, or one as QuickSight exports it. Its identifier is the file's name.
 * @param file as findings show it
 * @param root what a relative file stands in
 * @param others whether a file that is no data set is one with mistakes, or nothing
 * @returns no data set when the file can't be read or names no table
 */
export async function readDataSet(
  file: string,
  tables: Tables,
  root: string,
  others: 'refused' | 'passed over' = 'refused',
): Promise<{ dataSet: DataSet | undefined; findings: readonly DashboardFinding[] }> {
  return dataSetIn(await readJsonFile(file, root), file, tables, others);
}

/** The data set of a file that was read. */
export function dataSetIn(
  read: Awaited<ReturnType<typeof readJsonFile>>,
  file: string,
  tables: Tables,
  others: 'refused' | 'passed over',
): { dataSet: DataSet | undefined; findings: readonly DashboardFinding[] } {
  if ('findings' in read) return { dataSet: undefined, findings: read.findings };
  const identifier = path.basename(file, '.json');
  const exported = findExportedDataSet(read.document.value);
  if (exported !== undefined) return readExportedDataSet(read.document, exported, identifier, tables);
  if (others === 'passed over' && !hasTable(read.document.value)) return { dataSet: undefined, findings: [] };
  const fitted = fitShape(read.document.value, readSchema('data-set'));
  const findings = fitted.problems.map((problem) => shapeFinding(problem, read.document));
  if (fitted.value === undefined) return { dataSet: undefined, findings };
  const given = fitted.value as DataSetFile;
  const roles = new Map<string, ColumnRole>();
  for (const [column, { role }] of Object.entries(given.columns ?? {})) if (role !== undefined) roles.set(column, role);
  return {
    findings,
    dataSet: {
      identifier,
      table: given.table,
      mode: given.mode,
      columns: columnsOf(tables.get(given.table), roles),
      calculatedColumns: (given.calculatedColumns ?? []).map((column, position) => ({
        ...column,
        nameInScope: column.name,
        expressionPath: ['calculatedColumns', position, 'expression'],
        scope: undefined,
        type: undefined,
        role: undefined,
      })),
      conditions: [],
      roles,
      aliases: new Map(),
      placeOf: read.document.placeOf,
      placeInText: read.document.placeInText,
      exported: undefined,
      names: [],
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

/** Whether a value could be one of our short files. */
function hasTable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'table' in value;
}
