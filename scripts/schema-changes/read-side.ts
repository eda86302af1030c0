import { join, relative } from 'node:path';
import type { Table } from '../../glue/duckdb/table.ts';
import type { Contract } from '../../glue/duckdb/tables/parse-contract.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Dashboard } from '../dashboards/dashboard.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';

/** A tree's schemas and output contracts; what can't be read is left out: whoever judges it says why. */
export interface Side {
  readonly project: Project;
  readonly datasets: ReadonlyMap<string, DatasetSchema>;
  /** Of every table whose table.json can be read, whatever its SQL is like. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Those whose SQL can be read too, each after those it reads. */
  readonly tables: ReadonlyMap<string, Table>;
}

/** Reads one side of a comparison. */
export async function readSide(project: Project): Promise<Side> {
  const [{ listDatasets }, { readDatasets }] = await Promise.all([
    import('../lake/list-datasets.ts'),
    import('../lake/read-datasets.ts'),
  ]);
  const { folders } = await listDatasets(project.datasets);
  const schemas = (await readDatasets(project.root, folders)).flatMap(({ schema }) => schema ?? []);
  return { project, datasets: new Map(schemas.map((schema) => [schema.name, schema])), ...(await readTables(project)) };
}

async function readTables({ root, tables: room }: Project): Promise<Pick<Side, 'contracts' | 'tables'>> {
  const [{ readTableFolders }, { parseTable }, { parseContract }, { orderTables }, { sparkSql }] = await Promise.all([
    import('../../glue/duckdb/tables/table-folder.ts'),
    import('../../glue/duckdb/tables/parse-table.ts'),
    import('../../glue/duckdb/tables/parse-contract.ts'),
    import('../../glue/duckdb/tables/order-tables.ts'),
    import('../../glue/duckdb/spark-sql/spark-sql.ts'),
  ]);
  const folders = await readTableFolders(room, relative(root, room).replaceAll('\\', '/'));
  const parsed = await Promise.all(folders.map((folder) => parseTable(folder, sparkSql)));
  const { ordered } = orderTables(parsed.flatMap(({ table }) => table ?? []));
  const contracts = new Map<string, Contract>();
  for (const { name, contract: text, shown } of folders) {
    const read = text === undefined ? undefined : await parseContract(text, `${shown}/table.json`);
    if (read?.contract !== undefined) contracts.set(name, read.contract);
  }
  return { contracts, tables: new Map(ordered.map((table) => [table.name, table])) };
}

/** The dashboards of a side that can be read. */
export async function readDashboardsOf({
  project,
  contracts,
}: Pick<Side, 'project' | 'contracts'>): Promise<Dashboard[]> {
  const { readDashboard } = await import('../dashboards/read-dashboard.ts');
  const names = await foldersOf(project.dashboards);
  const room = relative(project.root, project.dashboards);
  const read = await Promise.all(names.map((name) => readDashboard(join(room, name), contracts, project.root)));
  return read.flatMap((one) => ('dashboard' in one ? [one.dashboard] : []));
}
