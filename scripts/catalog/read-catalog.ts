import { type GlueClient, paginateGetTables } from '@aws-sdk/client-glue';
import {
  type LakeFormationClient,
  type PrincipalResourcePermissions,
  paginateListDataCellsFilter,
  paginateListPermissions,
  type RowFilter,
} from '@aws-sdk/client-lakeformation';
import { everyTable, type Filters, filterKey, grantsOf } from './grants-of.ts';
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
  const listed: PrincipalResourcePermissions[] = [];
  for await (const page of paginateListPermissions({ client }, {}))
    listed.push(...(page.PrincipalResourcePermissions ?? []));
  return grantsOf(listed, database, filters).filter(
    ({ role, table }) => isOurs(role) && (table === everyTable || tables.includes(table)),
  );
}
