import { CreateTableCommand, type GlueClient, UpdateTableCommand } from '@aws-sdk/client-glue';
import {
  CreateDataCellsFilterCommand,
  DeleteDataCellsFilterCommand,
  GrantPermissionsCommand,
  type LakeFormationClient,
  type Resource,
  RevokePermissionsCommand,
} from '@aws-sdk/client-lakeformation';
import type { Table } from '../../glue/duckdb/table.ts';
import { icebergPartitions, icebergSchema } from './iceberg-schema.ts';
import type { CatalogAction, CatalogTable, Grant } from './plan-catalog.ts';
import { filterName } from './read-catalog.ts';

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
}

/** Carries one action out. Doing it again after a failure is safe: the next plan starts from what is there. */
export async function applyAction(place: CatalogPlace, action: CatalogAction): Promise<void> {
  if (action.do === 'create-table' || action.do === 'add-columns') {
    const table = place.tables.get(action.table);
    if (table === undefined) return;
    await (action.do === 'create-table' ? createTable(place, table) : addColumns(place, table));
  } else if (action.do === 'grant') await give(place, action.grant);
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

function resourceOf({ account, database }: CatalogPlace, { role, table, columns }: Grant): Resource {
  if (columns === undefined) return { Table: { CatalogId: account, DatabaseName: database, Name: table } };
  const Name = filterName(role);
  return { DataCellsFilter: { TableCatalogId: account, DatabaseName: database, TableName: table, Name } };
}

const permissionsOf = ({ columns }: Grant) =>
  columns === undefined ? (['SELECT', 'DESCRIBE'] as const) : (['SELECT'] as const);

async function give(place: CatalogPlace, grant: Grant): Promise<void> {
  if (grant.columns !== undefined) {
    await place.lakeFormation.send(
      new CreateDataCellsFilterCommand({
        TableData: {
          ...{ TableCatalogId: place.account, DatabaseName: place.database, TableName: grant.table },
          ...{ Name: filterName(grant.role), ColumnNames: [...grant.columns], RowFilter: { AllRowsWildcard: {} } },
        },
      }),
    );
  }
  await place.lakeFormation.send(
    new GrantPermissionsCommand({
      Principal: { DataLakePrincipalIdentifier: grant.role },
      Resource: resourceOf(place, grant),
      Permissions: [...permissionsOf(grant)],
    }),
  );
}

async function takeBack(place: CatalogPlace, grant: Grant): Promise<void> {
  await place.lakeFormation.send(
    new RevokePermissionsCommand({
      Principal: { DataLakePrincipalIdentifier: grant.role },
      Resource: resourceOf(place, grant),
      Permissions: [...permissionsOf(grant)],
    }),
  );
  if (grant.columns === undefined) return;
  await place.lakeFormation.send(
    new DeleteDataCellsFilterCommand({
      ...{ TableCatalogId: place.account, DatabaseName: place.database },
      ...{ TableName: grant.table, Name: filterName(grant.role) },
    }),
  );
}
