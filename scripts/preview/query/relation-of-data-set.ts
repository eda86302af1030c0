import type { DataSet } from '../../dashboards/dashboard.ts';
import type { DataSetRelation } from './relation.ts';
import { sqlName } from './sql-text.ts';

/**
 * The relation of a data set's file: the view that is named like its table.
 * @param stale the table is older than what it is made of
 * @returns undefined when there is no such table
 */
export function relationOfDataSet(dataSet: DataSet, stale: boolean): DataSetRelation | undefined {
  if (dataSet.columns === undefined) return undefined;
  const { table, calculatedColumns } = dataSet;
  const columns = [...dataSet.columns.values()].map(({ name, type, role }) => ({ name, type, role }));
  return { table, sql: sqlName(table), columns, calculatedColumns, stale };
}
