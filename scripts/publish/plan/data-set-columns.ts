import type { DataSet, LogicalTable } from '@aws-sdk/client-quicksight';
import { contentHash } from '../request/content-hash.ts';
import type { DataSetBody } from '../request/data-set-request.ts';
import type { Part } from './describe-definition.ts';
import { partDifferences } from './difference.ts';

type Content = Pick<DataSet, 'PhysicalTableMap' | 'LogicalTableMap' | 'ImportMode'> &
  Partial<Pick<DataSetBody, 'RowLevelPermissionDataSet' | 'ColumnLevelPermissionRules' | 'DataPrepConfiguration'>>;

/** What a data set shows: the columns that its last tables project, or all that come in and are computed. */
export function dataSetColumns({ PhysicalTableMap = {}, LogicalTableMap = {} }: Content): string[] {
  const logical = Object.values(LogicalTableMap);
  const projected = logical.flatMap(projectedBy);
  if (projected.length > 0) return [...new Set(projected)];
  const incoming = Object.values(PhysicalTableMap).flatMap((table) => {
    const columns = table.RelationalTable?.InputColumns ?? table.CustomSql?.Columns ?? table.S3Source?.InputColumns;
    return (columns ?? []).flatMap(({ Name }) => Name ?? []);
  });
  return [...new Set([...incoming, ...logical.flatMap((table) => computedBy(table).map(([name]) => name))])];
}

const projectedBy = ({ DataTransforms = [] }: LogicalTable): string[] =>
  DataTransforms.findLast(({ ProjectOperation }) => ProjectOperation !== undefined)?.ProjectOperation
    ?.ProjectedColumns ?? [];

const computedBy = ({ DataTransforms = [] }: LogicalTable): [string, string][] =>
  DataTransforms.flatMap(({ CreateColumnsOperation }) =>
    (CreateColumnsOperation?.Columns ?? []).map(({ ColumnName = '', Expression = '' }): [string, string] => [
      ColumnName,
      Expression,
    ]),
  );

/** What a change of a data set would do, a line each. */
export function dataSetDifferences(live: Content, wanted: Content): string[] {
  const tables = [
    ...partDifferences('column', columnParts(live), columnParts(wanted)),
    ...changed(asked, sqlOf(live), sqlOf(wanted)),
  ];
  const isWhole = tables.length > 0 || (isPlain(live) && isPlain(wanted));
  return [
    ...tables,
    ...(isWhole ? [] : changed(steps, stepsOf(live), stepsOf(wanted))),
    ...(live.ImportMode === wanted.ImportMode ? [] : [`~ mode ${wanted.ImportMode}: was ${live.ImportMode}`]),
    ...changed('rules of rows', live.RowLevelPermissionDataSet?.Arn, wanted.RowLevelPermissionDataSet?.Arn),
    ...changed('rules of columns', live.ColumnLevelPermissionRules, wanted.ColumnLevelPermissionRules),
  ];
}

const [asked, steps] = ['what is asked of Athena', 'tables and steps'] as const;

/** Whether a line of `dataSetDifferences` says that what is there already becomes another thing: a column, the table behind it, a step. */
export const isAnother = (line: string): boolean =>
  line.startsWith('~ column ') || line === `~ ${asked}` || line === `~ ${steps}`;

/** The same for two data sets that show the same, whatever QuickSight filled in besides: all that differences are told by. */
export const shapeHash = (content: Content): string =>
  contentHash([
    ...[[...columnParts(content)].map(([name, { hash }]) => [name, hash]).sort(), sqlOf(content)],
    ...[content.ImportMode, content.RowLevelPermissionDataSet?.Arn ?? '', content.ColumnLevelPermissionRules ?? ''],
  ]);

const changed = (what: string, before: unknown, after: unknown): string[] =>
  contentHash([before ?? null]) === contentHash([after ?? null]) ? [] : [`~ ${what}`];

const sqlOf = ({ PhysicalTableMap = {} }: Content) =>
  Object.values(PhysicalTableMap).map(({ CustomSql, RelationalTable }) => [
    CustomSql?.SqlQuery,
    RelationalTable?.Schema,
    RelationalTable?.Name,
    (CustomSql ?? RelationalTable)?.DataSourceArn,
  ]);

const stepsOf = ({ PhysicalTableMap, LogicalTableMap, DataPrepConfiguration }: Content) => [
  ...[PhysicalTableMap, LogicalTableMap, DataPrepConfiguration],
];

/** Steps of which all that they do is said of single columns. */
const ofColumns = ['CastColumnTypeOperation', 'CreateColumnsOperation', 'TagColumnOperation', 'ProjectOperation'];

/** One table without joins, filters or renames: its columns say all of it. */
function isPlain({ PhysicalTableMap = {}, LogicalTableMap = {}, DataPrepConfiguration }: Content): boolean {
  const logical = Object.values(LogicalTableMap);
  const transforms = logical.flatMap(({ DataTransforms = [] }) => DataTransforms);
  return (
    DataPrepConfiguration === undefined &&
    Math.max(Object.keys(PhysicalTableMap).length, logical.length) <= 1 &&
    transforms.every((step) => Object.keys(step).every((kind) => ofColumns.includes(kind)))
  );
}

/** Columns by name; all that is said of one, in its hash. */
function columnParts(content: Content): ReadonlyMap<string, Part> {
  const logical = Object.values(content.LogicalTableMap ?? {});
  const said = new Map<string, unknown[]>(dataSetColumns(content).map((name) => [name, []]));
  for (const table of Object.values(content.PhysicalTableMap ?? {})) {
    for (const column of table.RelationalTable?.InputColumns ?? table.CustomSql?.Columns ?? [])
      said.get(column.Name ?? '')?.push(column.Type, column.SubType);
  }
  for (const [name, expression] of logical.flatMap(computedBy)) said.get(name)?.push(expression);
  for (const { CastColumnTypeOperation: cast, TagColumnOperation: tag } of logical.flatMap(
    ({ DataTransforms = [] }) => DataTransforms,
  )) {
    if (cast?.ColumnName !== undefined) said.get(cast.ColumnName)?.push(cast.NewColumnType);
    if (tag?.ColumnName !== undefined) said.get(tag.ColumnName)?.push(tag.Tags);
  }
  return new Map([...said].map(([name, facts]) => [name, { title: name, hash: contentHash(facts), fields: [] }]));
}
