import { join, relative } from 'node:path';
import type { Table } from '../../glue/duckdb/table.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Dashboard } from '../dashboards/dashboard.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';

/** A tree's schemas and output contracts; what can't be read is left out: whoever judges it says why. */
export interface Side {
  readonly project: Project;
  readonly datasets: ReadonlyMap<string, DatasetSchema>;
  /** Each after those it reads. */
  readonly tables: ReadonlyMap<string, Table>;
}

/** Reads one side of a comparison. */
export async function readSide(project: Project): Promise<Side> {
  const [{ listDatasets }, { readDatasets }, { loadTables }, { sparkSql }] = await Promise.all([
    import('../lake/list-datasets.ts'),
    import('../lake/read-datasets.ts'),
    import('../../glue/duckdb/tables/load-tables.ts'),
    import('../../glue/duckdb/spark-sql/spark-sql.ts'),
  ]);
  const { folders } = await listDatasets(project.datasets);
  const datasets = await readDatasets(project.root, folders);
  const schemas = datasets.flatMap(({ schema }) => schema ?? []);
  const shown = relative(project.root, project.tables).replaceAll('\\', '/');
  const { tables } = await loadTables({ room: project.tables, shown, schemas, sql: sparkSql });
  return {
    project,
    datasets: new Map(schemas.map((schema) => [schema.name, schema])),
    tables: new Map(tables.map((table) => [table.name, table])),
  };
}

/** The dashboards of a side that can be read. */
export async function readDashboardsOf({ project, tables }: Pick<Side, 'project' | 'tables'>): Promise<Dashboard[]> {
  const { readDashboard } = await import('../dashboards/read-dashboard.ts');
  const names = await foldersOf(project.dashboards);
  const room = relative(project.root, project.dashboards);
  const read = await Promise.all(names.map((name) => readDashboard(join(room, name), tables, project.root)));
  return read.flatMap((one) => ('dashboard' in one ? [one.dashboard] : []));
}
