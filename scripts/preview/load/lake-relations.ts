import type { Dashboard } from '../../dashboards/dashboard.ts';
import type { DataSetRelation } from '../query/relation.ts';
import type { Lake } from './open-lake.ts';

/** The relation behind each data set of a dashboard that names a table of the lake; the others have none. */
export function lakeRelations(dashboard: Dashboard, lake: Lake): ReadonlyMap<string, DataSetRelation> {
  const relations = new Map<string, DataSetRelation>();
  for (const { identifier, table, columns, calculatedColumns } of dashboard.dataSets.values()) {
    const view = lake.views.get(table);
    if (view === undefined || columns === undefined) continue;
    relations.set(identifier, {
      table,
      sql: `"${table.replaceAll('"', '""')}"`,
      columns: [...columns.values()],
      calculatedColumns,
      stale: view.state !== 'ready',
    });
  }
  return relations;
}
