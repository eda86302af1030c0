import type { DataSet, PhysicalTable } from '@aws-sdk/client-quicksight';
import type { DataSetBody } from './data-set-request.ts';
import { placeholder, placeholderDatabase, placeholderDataSource, type QuickSightPlace } from './place.ts';
import { renameSqlDatabase } from './rename-sql-database.ts';

/** Members of a data set that a request takes. What a description holds besides (Arn, times, sizes, OutputColumns) is the server's. */
const taken = [
  ...['Name', 'ImportMode', 'PhysicalTableMap', 'LogicalTableMap', 'ColumnGroups', 'FieldFolders'],
  ...['RowLevelPermissionDataSet', 'RowLevelPermissionTagConfiguration', 'ColumnLevelPermissionRules'],
  ...['DataSetUsageConfiguration', 'DatasetParameters', 'PerformanceConfiguration', 'UseAs'],
  ...['DataPrepConfiguration', 'SemanticModelConfiguration'],
] as const satisfies readonly (keyof DataSetBody)[];

/** The request within a data set as QuickSight describes or exports it. */
export function requestOf(described: Readonly<Partial<Record<keyof DataSetBody, unknown>>>): DataSetBody {
  const entries = taken.flatMap((key) => (described[key] === undefined ? [] : [[key, described[key]]]));
  return Object.fromEntries(entries) as unknown as DataSetBody;
}

/** A final database of any of the lake's environments, or as files call it. */
const isFinal = (database: string | undefined): boolean =>
  database === placeholderDatabase || /^sluice_[a-z][a-z0-9]{0,11}_final$/.test(database ?? '');

interface Rename {
  readonly source: (arn: string) => string;
  readonly database: (name: string) => string;
  /** What SQL is to call the final database. */
  readonly finalDatabase: string;
}

function renameTable(table: PhysicalTable, { source, database, finalDatabase }: Rename): PhysicalTable {
  const { RelationalTable: relation, CustomSql: sql, S3Source: s3 } = table;
  const renamed = <T extends { readonly DataSourceArn: string | undefined }>(one: T): T => ({
    ...one,
    DataSourceArn: source(one.DataSourceArn ?? ''),
  });
  if (relation !== undefined) {
    const { Schema } = relation;
    const schema = Schema === undefined ? {} : { Schema: isFinal(Schema) ? database(Schema) : Schema };
    return { ...table, RelationalTable: { ...renamed(relation), ...schema } } as PhysicalTable;
  }
  if (sql !== undefined) {
    const SqlQuery = renameSqlDatabase(sql.SqlQuery ?? '', finalDatabase);
    return { ...table, CustomSql: { ...renamed(sql), SqlQuery } } as PhysicalTable;
  }
  return s3 === undefined ? table : ({ ...table, S3Source: renamed(s3) } as PhysicalTable);
}

const renameTables = (body: DataSetBody, rename: Rename): DataSetBody => ({
  ...body,
  PhysicalTableMap: Object.fromEntries(
    Object.entries(body.PhysicalTableMap ?? {}).map(([key, table]) => [key, renameTable(table, rename)]),
  ),
});

/**
 * The request behind a full CreateDataSet file: whatever account it was exported from, it asks this environment's data source, and its final
 * database. Rules of rows and columns are publish's own, by the schemas; those in the file name principals of another account.
 */
export function fullDataSetRequest(file: DataSet, identifier: string, place: QuickSightPlace): DataSetBody {
  const { RowLevelPermissionDataSet: _, ColumnLevelPermissionRules: __, ...body } = requestOf(file);
  // A file may leave out what a request needs: its name is the identifier, and a copy is kept unless it says otherwise.
  return renameTables(
    { ...body, Name: body.Name ?? identifier, ImportMode: body.ImportMode ?? 'SPICE' },
    {
      source: () => place.arn('datasource', place.dataSourceId),
      database: () => place.names.databases.final,
      finalDatabase: place.names.databases.final,
    },
  );
}

/** A data set as a file holds it: logical names for what belongs to one environment, and none of publish's own rules. */
export function fullDataSetFile(live: DataSetBody, place: QuickSightPlace): DataSetBody {
  const own = place.arn('datasource', place.dataSourceId);
  const { RowLevelPermissionDataSet: _, ColumnLevelPermissionRules: __, ...body } = live;
  const renamed = renameTables(body, {
    finalDatabase: placeholderDatabase,
    source: (arn) => (arn === own ? placeholderDataSource : arn),
    database: (name) => (name === place.names.databases.final ? placeholderDatabase : name),
  });
  return withoutAccounts(renamed) as DataSetBody;
}

/** ARNs of QuickSight's things, however deep, with the placeholder's account and region: another data source, a data set below this one. */
function withoutAccounts(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^arn:aws[\w-]*:quicksight:[\w-]*:\d{12}:(?=\w+\/)/, placeholder);
  if (Array.isArray(value)) return value.map(withoutAccounts);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withoutAccounts(inside)]));
}
