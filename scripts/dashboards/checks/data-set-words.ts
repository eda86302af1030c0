import type { Dashboard } from '../dashboard.ts';

/** `the data set "sales" (table sales_daily)`. */
export function dataSetWords(dashboard: Dashboard, identifier: string): string {
  const table = dashboard.dataSets.get(identifier)?.table;
  return `the data set "${identifier}"${table === undefined ? '' : ` (table ${table})`}`;
}
