import { type GlueClient, paginateGetTables } from '@aws-sdk/client-glue';
import {
  type LakeFormationClient,
  type PrincipalResourcePermissions,
  paginateListDataCellsFilter,
  paginateListPermissions,
} from '@aws-sdk/client-lakeformation';
import type { CatalogTable, Grant } from './plan-catalog.ts';

/** The tables of a database, as Glue has them. */
export async function readTables(client: GlueClient, DatabaseName: string): Promise<CatalogTable[]> {
  const tables: CatalogTable[] = [];
  for await (const { TableList = [] } of paginateGetTables({ client }, { DatabaseName })) {
    for (const { Name: name = '', StorageDescriptor } of TableList) {
      const columns = (StorageDescriptor?.Columns ?? []).map(
        ({ Name = '', Type: type = '', Parameters }): [string, { type: string; id: number | undefined }] => {
          const id = Parameters?.['iceberg.field.id'];
          return [Name, { type, id: id === undefined ? undefined : Number(id) }];
        },
      );
      tables.push({ name, columns: new Map(columns) });
    }
  }
  return tables;
}

/** The data-cell filter of one role on one table. */
export const filterName = (role: string): string => role.slice(role.lastIndexOf('/') + 1).replaceAll('-', '_');

/** What Lake Formation lets roles of the lake select from the tables of a database. Others' grants are left alone. */
export async function readGrants(
  client: LakeFormationClient,
  database: string,
  tables: readonly string[],
  isOurs: (role: string) => boolean,
): Promise<Grant[]> {
  const filters = new Map<string, readonly string[]>();
  for (const Name of tables) {
    const Table = { DatabaseName: database, Name };
    for await (const { DataCellsFilters = [] } of paginateListDataCellsFilter({ client }, { Table })) {
      for (const filter of DataCellsFilters) filters.set(`${Name} ${filter.Name}`, filter.ColumnNames ?? []);
    }
  }
  const grants: Grant[] = [];
  for await (const page of paginateListPermissions({ client }, {})) {
    for (const given of page.PrincipalResourcePermissions ?? []) {
      const grant = grantOf(given, database, filters);
      if (grant !== undefined && isOurs(grant.role) && tables.includes(grant.table)) grants.push(grant);
    }
  }
  return grants;
}

function grantOf(
  { Principal, Resource, Permissions = [] }: PrincipalResourcePermissions,
  database: string,
  filters: ReadonlyMap<string, readonly string[]>,
): Grant | undefined {
  const role = Principal?.DataLakePrincipalIdentifier ?? '';
  if (!Permissions.includes('SELECT')) return undefined;
  const { Table, DataCellsFilter } = Resource ?? {};
  if (Table?.Name !== undefined && Table.DatabaseName === database)
    return { role, table: Table.Name, columns: undefined };
  if (DataCellsFilter?.TableName === undefined || DataCellsFilter.DatabaseName !== database) return undefined;
  const columns = filters.get(`${DataCellsFilter.TableName} ${DataCellsFilter.Name}`) ?? [];
  return { role, table: DataCellsFilter.TableName, columns };
}
