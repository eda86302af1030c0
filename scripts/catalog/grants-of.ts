import type { Permission, PrincipalResourcePermissions, Resource } from '@aws-sdk/client-lakeformation';
import type { Grant } from './plan-catalog.ts';

/** Data-cell filters of the tables of a database, by `filterKey`; those that no grant uses too. */
export type Filters = ReadonlyMap<string, Pick<Grant, 'columns' | 'rows'>>;

/** A filter's name is one of its table's. */
export const filterKey = (table: string, name: string): string => `${table} ${name}`;

/** The table of a grant on every table of the database. */
export const everyTable = '*';

/** A grant on every table is listed under this name, with or without a wildcard. */
const allTables = 'ALL_TABLES';

/**
 * The grants of SELECT on tables of a database, of ListPermissions' rows. A whole table comes as two: what else may be done on `Table`, and
 * SELECT on `TableWithColumns` with a wildcard that excludes nothing. It is taken back by `Table`, as it was given.
 *
 * https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_TableWithColumnsResource.html
 */
export function grantsOf(
  listed: readonly PrincipalResourcePermissions[],
  database: string,
  filters: Filters,
): readonly Grant[] {
  const whole = new Map<string, PrincipalResourcePermissions>();
  const grants: Grant[] = [];
  for (const row of listed) {
    const { Table, TableWithColumns, DataCellsFilter } = row.Resource ?? {};
    const role = row.Principal?.DataLakePrincipalIdentifier ?? '';
    const isRead = (row.Permissions ?? []).some((one) => one === 'SELECT' || one === 'ALL');
    const of = Table ?? TableWithColumns;
    if (of?.DatabaseName === database && isWhole(row.Resource)) {
      const table = isEvery(row.Resource) ? everyTable : (of.Name ?? '');
      const key = JSON.stringify([role, table]);
      whole.set(key, joined(whole.get(key), { ...row, Resource: tableOf(of, table) }));
    } else if (TableWithColumns?.DatabaseName === database && isRead) {
      const { Name: table = '', ColumnNames: columns } = TableWithColumns;
      const given = { ...heldOf(row), resource: { TableWithColumns }, foreign: true };
      grants.push({ role, table, filter: undefined, columns, rows: undefined, given });
    } else if (DataCellsFilter?.DatabaseName === database && isRead) {
      const { TableName: table = '', Name: filter = '' } = DataCellsFilter;
      grants.push({
        ...{ role, table, filter },
        ...(filters.get(filterKey(table, filter)) ?? { columns: [], rows: undefined }),
      });
    }
  }
  return [...grants, ...[...whole.values()].flatMap(wholeGrant)];
}

const isEvery = ({ Table, TableWithColumns }: Resource = {}): boolean =>
  Table?.TableWildcard !== undefined || (Table ?? TableWithColumns)?.Name === allTables;

const isWhole = ({ Table, TableWithColumns: of }: Resource = {}): boolean =>
  Table !== undefined ||
  (of?.ColumnWildcard !== undefined &&
    (of.ColumnWildcard.ExcludedColumnNames ?? []).length === 0 &&
    (of.ColumnNames ?? []).length === 0);

function tableOf(of: { CatalogId?: string | undefined; DatabaseName?: string | undefined }, table: string): Resource {
  const named = table === everyTable ? { TableWildcard: {} } : { Name: table };
  const catalog = of.CatalogId === undefined ? {} : { CatalogId: of.CatalogId };
  return { Table: { ...catalog, DatabaseName: of.DatabaseName, ...named } };
}

const joined = (
  before: PrincipalResourcePermissions | undefined,
  row: PrincipalResourcePermissions,
): PrincipalResourcePermissions => ({
  ...row,
  Permissions: [...new Set([...(before?.Permissions ?? []), ...(row.Permissions ?? [])])],
  PermissionsWithGrantOption: [
    ...new Set([...(before?.PermissionsWithGrantOption ?? []), ...(row.PermissionsWithGrantOption ?? [])]),
  ],
});

/** What lets read, of what is held: ALL is taken back as a whole. */
function heldOf({ Permissions: held = [], PermissionsWithGrantOption: handed = [] }: PrincipalResourcePermissions) {
  const own: readonly Permission[] = held.includes('ALL') ? ['ALL'] : ['SELECT', 'DESCRIBE'];
  return { permissions: own.filter((one) => held.includes(one)), grantable: own.filter((one) => handed.includes(one)) };
}

function wholeGrant(row: PrincipalResourcePermissions): Grant[] {
  const held = heldOf(row);
  const role = row.Principal?.DataLakePrincipalIdentifier ?? '';
  const resource = row.Resource ?? {};
  const isAll = held.permissions.includes('ALL');
  if (!isAll && !held.permissions.includes('SELECT')) return [];
  const table = resource.Table?.Name ?? everyTable;
  const foreign = isAll || held.grantable.length > 0 || table === everyTable;
  return [
    { role, table, filter: undefined, columns: undefined, rows: undefined, given: { ...held, resource, foreign } },
  ];
}
