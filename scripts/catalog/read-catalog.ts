import { type GlueClient, paginateGetTables } from '@aws-sdk/client-glue';
import {
  type LakeFormationClient,
  type PrincipalResourcePermissions,
  paginateListDataCellsFilter,
  paginateListPermissions,
  type RowFilter,
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

/** Data-cell filters of the tables of a database, by `filterKey`; those that no grant uses too. */
export type Filters = ReadonlyMap<string, Pick<Grant, 'columns' | 'rows'>>;

/** A filter's name is one of its table's. */
export const filterKey = (table: string, name: string): string => `${table} ${name}`;

/** The data-cell filters of tables. */
export async function readFilters(
  client: LakeFormationClient,
  database: string,
  tables: readonly string[],
): Promise<Filters> {
  const filters = new Map<string, Pick<Grant, 'columns' | 'rows'>>();
  for (const Name of tables) {
    const Table = { DatabaseName: database, Name };
    for await (const { DataCellsFilters = [] } of paginateListDataCellsFilter({ client }, { Table })) {
      for (const { Name: name = '', ColumnNames = [], RowFilter } of DataCellsFilters)
        filters.set(filterKey(Name, name), { columns: ColumnNames, rows: predicateOf(RowFilter) });
    }
  }
  return filters;
}

/** All rows are a wildcard, or the expression `true`, as the console says it. */
function predicateOf(filter: RowFilter | undefined): string | undefined {
  const { AllRowsWildcard, FilterExpression } = filter ?? {};
  return AllRowsWildcard !== undefined || /^\s*true\s*$/i.test(FilterExpression ?? '') ? undefined : FilterExpression;
}

/** What Lake Formation lets roles of the lake select from the tables of a database. Others' grants are left alone. */
export async function readGrants(
  client: LakeFormationClient,
  database: string,
  tables: readonly string[],
  filters: Filters,
  isOurs: (role: string) => boolean,
): Promise<Grant[]> {
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
  filters: Filters,
): Grant | undefined {
  const role = Principal?.DataLakePrincipalIdentifier ?? '';
  if (!Permissions.includes('SELECT')) return undefined;
  const { Table, DataCellsFilter } = Resource ?? {};
  if (Table?.Name !== undefined && Table.DatabaseName === database)
    return { role, table: Table.Name, filter: undefined, columns: undefined, rows: undefined };
  if (DataCellsFilter?.TableName === undefined || DataCellsFilter.DatabaseName !== database) return undefined;
  const { TableName: table, Name: filter = '' } = DataCellsFilter;
  return { role, table, filter, ...(filters.get(filterKey(table, filter)) ?? { columns: [], rows: undefined }) };
}
