import { CreateTableCommand, type GlueClient, UpdateTableCommand } from '@aws-sdk/client-glue';
import {
  CreateDataCellsFilterCommand,
  DeleteDataCellsFilterCommand,
  GrantPermissionsCommand,
  type LakeFormationClient,
  type Resource,
  RevokePermissionsCommand,
  UpdateDataCellsFilterCommand,
} from '@aws-sdk/client-lakeformation';
import type { Table } from '../../glue/duckdb/table.ts';
import { filterKey } from './grants-of.ts';
import { icebergPartitions, icebergSchema } from './iceberg-schema.ts';
import type { CatalogAction, CatalogTable, Grant } from './plan-catalog.ts';

/** Where a plan is carried out. */
export interface CatalogPlace {
  readonly glue: GlueClient;
  readonly lakeFormation: LakeFormationClient;
  readonly account: string;
  readonly database: string;
  /** The bucket of final tables. */
  readonly bucket: string;
  /** Contracts, by name. */
  readonly tables: ReadonlyMap<string, Table>;
  /** What Glue had when the plan was made, by name. */
  readonly there: ReadonlyMap<string, CatalogTable>;
  /** Filters that there are now, by `filterKey`; one may be left of a run that broke off. */
  readonly filters: Set<string>;
}

/** Carries one action out. Doing it again after a failure is safe: the next plan starts from what is there. */
export async function applyAction(place: CatalogPlace, action: CatalogAction): Promise<void> {
  if (action.do === 'create-table' || action.do === 'add-columns') {
    const table = place.tables.get(action.table);
    if (table === undefined) return;
    await (action.do === 'create-table' ? createTable(place, table) : addColumns(place, table));
  } else if (action.do === 'grant') await give(place, action.grant);
  else if (action.do === 'change') await putFilter(place, action.grant);
  else await takeBack(place, action.grant);
}

const locationOf = ({ bucket }: CatalogPlace, table: Table): string => `s3://${bucket}/${table.name}`;

/** Glue writes the first metadata file: https://docs.aws.amazon.com/glue/latest/dg/iceberg-table-operations.html */
async function createTable(place: CatalogPlace, table: Table): Promise<void> {
  const schema = icebergSchema(table.columns);
  const partitioned = table.partitions.length > 0;
  await place.glue.send(
    new CreateTableCommand({
      DatabaseName: place.database,
      Name: table.name,
      TableInput: { Name: table.name, Description: table.description.slice(0, 2048), TableType: 'EXTERNAL_TABLE' },
      OpenTableFormatInput: {
        IcebergInput: {
          MetadataOperation: 'CREATE',
          Version: '2',
          CreateIcebergTableInput: {
            Location: locationOf(place, table),
            Schema: schema,
            ...(partitioned ? { PartitionSpec: icebergPartitions(schema, table.partitions) } : {}),
          },
        },
      },
    }),
  );
}

async function addColumns(place: CatalogPlace, table: Table): Promise<void> {
  const known = [...(place.there.get(table.name)?.columns ?? [])];
  const ids = new Map(known.map(([name, { id }], index) => [name, id ?? index + 1]));
  const Schema = icebergSchema(table.columns, ids);
  await place.glue.send(
    new UpdateTableCommand({
      DatabaseName: place.database,
      Name: table.name,
      UpdateOpenTableFormatInput: {
        UpdateIcebergInput: { UpdateIcebergTableInput: { Updates: [{ Schema, Location: locationOf(place, table) }] } },
      },
    }),
  );
}

function resourceOf({ account, database }: CatalogPlace, { table, filter }: Grant): Resource {
  if (filter === undefined) return { Table: { CatalogId: account, DatabaseName: database, Name: table } };
  return { DataCellsFilter: { TableCatalogId: account, DatabaseName: database, TableName: table, Name: filter } };
}

const permissionsOf = ({ filter }: Grant) =>
  filter === undefined ? (['SELECT', 'DESCRIBE'] as const) : (['SELECT'] as const);

/** Makes the filter, if there is to be one, what a grant says: one that is there is changed at once, so that nobody reads by half of it. */
async function putFilter(place: CatalogPlace, { table, filter: Name, columns, rows }: Grant): Promise<void> {
  if (Name === undefined) return;
  const filter = {
    TableData: {
      ...{ TableCatalogId: place.account, DatabaseName: place.database, TableName: table, Name },
      ColumnNames: [...(columns ?? [])],
      RowFilter: rows === undefined ? { AllRowsWildcard: {} } : { FilterExpression: rows },
    },
  };
  const key = filterKey(table, Name);
  const isThere = place.filters.has(key);
  await (isThere
    ? place.lakeFormation.send(new UpdateDataCellsFilterCommand(filter))
    : place.lakeFormation.send(new CreateDataCellsFilterCommand(filter)));
  place.filters.add(key);
}

async function give(place: CatalogPlace, grant: Grant): Promise<void> {
  await putFilter(place, grant);
  await place.lakeFormation.send(
    new GrantPermissionsCommand({
      Principal: { DataLakePrincipalIdentifier: grant.role },
      Resource: resourceOf(place, grant),
      Permissions: [...permissionsOf(grant)],
    }),
  );
}

/** Only what there is can be taken back: https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_RevokePermissions.html */
async function takeBack(place: CatalogPlace, grant: Grant): Promise<void> {
  const grantable = grant.given?.grantable ?? [];
  await place.lakeFormation.send(
    new RevokePermissionsCommand({
      Principal: { DataLakePrincipalIdentifier: grant.role },
      Resource: grant.given?.resource ?? resourceOf(place, grant),
      Permissions: [...(grant.given?.permissions ?? permissionsOf(grant))],
      ...(grantable.length === 0 ? {} : { PermissionsWithGrantOption: [...grantable] }),
    }),
  );
  if (grant.filter === undefined) return;
  await place.lakeFormation.send(
    new DeleteDataCellsFilterCommand({
      ...{ TableCatalogId: place.account, DatabaseName: place.database },
      ...{ TableName: grant.table, Name: grant.filter },
    }),
  );
  place.filters.delete(filterKey(grant.table, grant.filter));
}
