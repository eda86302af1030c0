import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Dashboard } from '../../dashboards/dashboard.ts';
import type { DataSetRelation } from '../query/relation.ts';
import type { Lake } from './open-lake.ts';

/** Rows up to which a table is read into memory once, instead of from its files by every visual. */
const inMemory = 250_000;

/** The relation behind each data set of a dashboard that names a table of the lake; the others have none. */
export async function lakeRelations(dashboard: Dashboard, lake: Lake): Promise<ReadonlyMap<string, DataSetRelation>> {
  const relations = new Map<string, DataSetRelation>();
  for (const { identifier, table, columns, calculatedColumns } of dashboard.dataSets.values()) {
    const view = table === undefined ? undefined : lake.views.get(table);
    if (table === undefined || view === undefined || columns === undefined) continue;
    await loadSmallTable(table, lake);
    relations.set(identifier, {
      table,
      sql: sqlName(table),
      columns: [...columns.values()],
      calculatedColumns,
      stale: view.state !== 'ready',
    });
  }
  return relations;
}

/** Puts a table in the place of the view of its name: what has been loaded, every query finds. */
async function loadSmallTable(table: string, { views, loaded, engine }: Lake): Promise<void> {
  const rows = views.get(table)?.manifest?.rows;
  if (rows === undefined || rows > inMemory || loaded.has(table)) return;
  loaded.add(table);
  const name = sqlName(table);
  const draft = sqlName(`${table} under way`);
  await engine.connection.run(`CREATE TABLE ${draft} AS SELECT * FROM ${name}`);
  await engine.connection.run(`DROP VIEW ${name}; ALTER TABLE ${draft} RENAME TO ${name}`);
}
