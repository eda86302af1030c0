import type { CreateDataSetCommandInput, InputColumn, TransformOperation } from '@aws-sdk/client-quicksight';
import { type ColumnType, engineTypes } from '../../../lambda/schema/column-type.ts';
import type { CalculatedColumn, ColumnRole } from '../../dashboards/dashboard.ts';

/** What CreateDataSet and UpdateDataSet both take, but for ids. */
export type DataSetBody = Omit<CreateDataSetCommandInput, 'AwsAccountId' | 'DataSetId' | 'Permissions' | 'Tags'>;

/** A short data set: its file, with the columns of its table. */
export interface ShortDataSet {
  readonly identifier: string;
  readonly table: string;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  /** In the contract's order; those that nobody may see are left out before. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: ColumnType;
    readonly role: ColumnRole | undefined;
  }[];
  readonly calculatedColumns: readonly Pick<CalculatedColumn, 'name' | 'expression'>[];
}

/** Key of the one physical and the one logical table. A constant: changing it would change every calculated column's id. */
export const tableKey = 'table';

/** The catalog that Athena calls its own: https://docs.aws.amazon.com/athena/latest/ug/understanding-tables-databases-and-the-data-catalog.html */
export const catalog = 'AwsDataCatalog';

function inputColumn({ name, type }: ShortDataSet['columns'][number]): InputColumn {
  const { quicksight, quicksightSubType } = engineTypes(type);
  return { Name: name, Type: quicksight, ...(quicksightSubType === undefined ? {} : { SubType: quicksightSubType }) };
}

/** Roles that QuickSight gives to numbers; all others are of text. A column of another type is cast first. */
const numeric: ReadonlySet<ColumnRole> = new Set(['LATITUDE', 'LONGITUDE']);

function castFor({ name, type, role }: ShortDataSet['columns'][number]): TransformOperation[] {
  if (role === undefined) return [];
  const { quicksight } = engineTypes(type);
  const isNumber = quicksight === 'DECIMAL' || quicksight === 'INTEGER';
  if (numeric.has(role) ? isNumber : quicksight === 'STRING') return [];
  const NewColumnType = numeric.has(role) ? 'DECIMAL' : 'STRING';
  return [{ CastColumnTypeOperation: { ColumnName: name, NewColumnType } }];
}

/** Ids of calculated columns are their names, made of the characters that an id may have: the same file gives the same ids. */
const idOf = (name: string): string => `calculated-${Buffer.from(name).toString('base64url').slice(0, 52)}`;

/**
 * The request behind a short data set: one catalog table, casts where a geographic role needs them, calculated columns, roles, and the
 * names that it shows, in this order. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_LogicalTable.html
 * @param from ARN of the data source, and the database of the final tables
 */
export function dataSetRequest(
  { identifier, table, mode, columns, calculatedColumns }: ShortDataSet,
  from: { readonly dataSourceArn: string; readonly database: string },
): DataSetBody {
  const calculated = calculatedColumns.map(({ name, expression }) => ({
    ...{ ColumnName: name, ColumnId: idOf(name), Expression: expression },
  }));
  const roles = columns.flatMap(({ name, role }): TransformOperation[] =>
    role === undefined ? [] : [{ TagColumnOperation: { ColumnName: name, Tags: [{ ColumnGeographicRole: role }] } }],
  );
  const shown = [...columns.map(({ name }) => name), ...calculatedColumns.map(({ name }) => name)];
  return {
    Name: identifier,
    ImportMode: mode,
    PhysicalTableMap: {
      [tableKey]: {
        RelationalTable: {
          DataSourceArn: from.dataSourceArn,
          Catalog: catalog,
          Schema: from.database,
          Name: table,
          InputColumns: columns.map(inputColumn),
        },
      },
    },
    LogicalTableMap: {
      [tableKey]: {
        Alias: table,
        Source: { PhysicalTableId: tableKey },
        DataTransforms: [
          ...columns.flatMap(castFor),
          ...(calculated.length === 0 ? [] : [{ CreateColumnsOperation: { Columns: calculated } }]),
          ...roles,
          { ProjectOperation: { ProjectedColumns: shown } },
        ],
      },
    },
  };
}
