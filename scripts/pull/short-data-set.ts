import type { LogicalTable } from '@aws-sdk/client-quicksight';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnRole } from '../dashboards/dashboard.ts';
import type { AudienceMayRead } from '../publish/request/audience-may-read.ts';
import { contentHash } from '../publish/request/content-hash.ts';
import { type DataSetBody, dataSetRequest, type ShortDataSet } from '../publish/request/data-set-request.ts';
import type { QuickSightPlace } from '../publish/request/place.ts';
import { secureDataSet } from '../publish/request/secure-data-set.ts';

/** A short data set's file. */
export interface ShortFile {
  readonly $schema: string;
  readonly table: string;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  readonly columns?: Readonly<Record<string, { readonly role: ColumnRole }>>;
  readonly calculatedColumns?: readonly { readonly name: string; readonly expression: string }[];
}

const schema = '../../../scripts/dashboards/schema/data-set.schema.json';

/**
 * The short file behind a data set, if publishing it would give this very data set. Rules of rows and columns don't count: they are the
 * schemas' to say.
 * @param tables final tables by name
 * @param may who may read what of a table
 */
export function shortDataSet(
  live: DataSetBody,
  identifier: string,
  {
    place,
    tables,
    may,
  }: {
    readonly place: QuickSightPlace;
    readonly tables: ReadonlyMap<string, Pick<Table, 'columns'>>;
    readonly may: (table: string) => ReadonlyMap<string, AudienceMayRead>;
  },
): ShortFile | undefined {
  const [physical, logical] = [Object.values(live.PhysicalTableMap ?? {}), Object.values(live.LogicalTableMap ?? {})];
  const name = physical[0]?.RelationalTable?.Name ?? '';
  const contract = tables.get(name);
  const { ImportMode: mode } = live;
  if (contract === undefined || physical.length !== 1 || logical.length !== 1 || mode === undefined) return undefined;
  const { roles, calculatedColumns } = readTransforms(logical[0] ?? {});
  const short: ShortDataSet = {
    ...{ identifier, table: name, mode, calculatedColumns },
    columns: contract.columns.map((column) => ({ ...column, role: roles.get(column.name) })),
  };
  const from = {
    dataSourceArn: place.arn('datasource', place.dataSourceId),
    database: place.names.databases.final,
  };
  const { dataSet } = secureDataSet(place, short, may(name), { file: identifier });
  const { RowLevelPermissionDataSet: _, ColumnLevelPermissionRules: __, ...body } = live;
  if (contentHash(dataSetRequest(dataSet, from)) !== contentHash(body)) return undefined;
  return {
    ...{ $schema: schema, table: name, mode },
    ...(roles.size === 0
      ? {}
      : { columns: Object.fromEntries([...roles].map(([column, role]) => [column, { role }])) }),
    ...(calculatedColumns.length === 0
      ? {}
      : {
          calculatedColumns: calculatedColumns.map((column) => ({ name: column.name, expression: column.expression })),
        }),
  };
}

function readTransforms({ DataTransforms = [] }: Partial<LogicalTable>) {
  const roles = new Map<string, ColumnRole>();
  for (const { TagColumnOperation: tag } of DataTransforms) {
    const role = tag?.Tags?.find(
      ({ ColumnGeographicRole }) => ColumnGeographicRole !== undefined,
    )?.ColumnGeographicRole;
    if (tag?.ColumnName !== undefined && role !== undefined) roles.set(tag.ColumnName, role);
  }
  const created = DataTransforms.flatMap(({ CreateColumnsOperation }) => CreateColumnsOperation?.Columns ?? []);
  const calculatedColumns = created.map(({ ColumnName = '', Expression = '' }) => ({
    ...{ name: ColumnName, expression: Expression },
  }));
  return { roles, calculatedColumns };
}
