import type {
  ColumnDataType,
  CreateDataSetRequest,
  LogicalTable,
  OutputColumn,
  TransformOperation,
} from '@aws-sdk/client-quicksight';
import { invalid } from '../wire/service-error.ts';

/** A column that a data set gives to dashboards. */
export interface DataSetColumn {
  readonly name: string;
  readonly type: ColumnDataType;
  readonly description?: string | undefined;
  readonly geographicRole?: string | undefined;
  /** Made by an expression, whose type is not worked out. */
  readonly created?: boolean;
}

type Tables = Pick<CreateDataSetRequest, 'PhysicalTableMap' | 'LogicalTableMap' | 'DataPrepConfiguration'>;

/** Types of physical columns, https://docs.aws.amazon.com/quicksight/latest/APIReference/API_InputColumn.html, as data sets name them. */
const columnTypes: Readonly<Record<string, ColumnDataType>> = {
  STRING: 'STRING',
  INTEGER: 'INTEGER',
  DECIMAL: 'DECIMAL',
  DATETIME: 'DATETIME',
  BIT: 'INTEGER',
  BOOLEAN: 'STRING',
  JSON: 'STRING',
  SEMISTRUCT: 'STRING',
};

/**
 * The columns that a data set gives: those of its physical table after the operations of the logical tables.
 * @returns undefined when they are made by the newer data preparation, whose steps are not followed here
 * @throws ServiceError for an operation on a column that is not there, and for tables that are not there
 */
export function outputColumns(tables: Tables): DataSetColumn[] | undefined {
  if (tables.DataPrepConfiguration !== undefined) return undefined;
  const logical = Object.entries(tables.LogicalTableMap ?? {});
  if (logical.length === 0)
    return Object.keys(tables.PhysicalTableMap ?? {}).flatMap((id) => physicalColumns(tables, id));
  const joined = new Set(
    logical.flatMap(([, { Source }]) => [Source?.JoinInstruction?.LeftOperand, Source?.JoinInstruction?.RightOperand]),
  );
  const roots = logical.filter(([id]) => !joined.has(id));
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw invalid(`LogicalTableMap is not valid: expected one table that no other joins, got ${roots.length}.`);
  }
  return logicalColumns(tables, root[0], new Set());
}

/** As DescribeDataSet writes them. */
export const describeColumns = (columns: readonly DataSetColumn[]): OutputColumn[] =>
  columns.map(({ name, type, description }) => ({ Name: name, Type: type, Description: description }));

function logicalColumns(tables: Tables, id: string, above: ReadonlySet<string>): DataSetColumn[] {
  const table = tables.LogicalTableMap?.[id];
  if (table === undefined || above.has(id)) throw invalid(`LogicalTableMap is not valid: ${id} is not found.`);
  const source = sourceColumns(tables, table, new Set([...above, id]));
  return (table.DataTransforms ?? []).reduce(transform, source);
}

function sourceColumns(tables: Tables, { Source }: LogicalTable, above: ReadonlySet<string>): DataSetColumn[] {
  if (Source?.PhysicalTableId !== undefined) return physicalColumns(tables, Source.PhysicalTableId);
  const join = Source?.JoinInstruction;
  if (join === undefined) return [];
  const left = logicalColumns(tables, join.LeftOperand ?? '', above);
  const right = logicalColumns(tables, join.RightOperand ?? '', above);
  const taken = new Set(left.map(({ name }) => name));
  // A name that both sides have: QuickSight calls the right one `name[alias]`.
  return [
    ...left,
    ...right.map((column) =>
      taken.has(column.name)
        ? { ...column, name: `${column.name}[${tables.LogicalTableMap?.[join.RightOperand ?? '']?.Alias}]` }
        : column,
    ),
  ];
}

function physicalColumns(tables: Tables, id: string): DataSetColumn[] {
  const table = tables.PhysicalTableMap?.[id];
  if (table === undefined) throw invalid(`PhysicalTableMap is not valid: ${id} is not found.`);
  const columns = table.RelationalTable?.InputColumns ?? table.CustomSql?.Columns ?? table.S3Source?.InputColumns ?? [];
  return columns.map(({ Name, Type }) => ({ name: Name ?? '', type: columnTypes[Type ?? ''] ?? 'STRING' }));
}

function transform(columns: DataSetColumn[], operation: TransformOperation): DataSetColumn[] {
  if (operation.ProjectOperation !== undefined) {
    return (operation.ProjectOperation.ProjectedColumns ?? []).map((name) => columnNamed(columns, name));
  }
  if (operation.RenameColumnOperation !== undefined) {
    const { ColumnName, NewColumnName } = operation.RenameColumnOperation;
    return replace(columns, ColumnName, (column) => ({ ...column, name: NewColumnName ?? '' }));
  }
  if (operation.CastColumnTypeOperation !== undefined) {
    const { ColumnName, NewColumnType } = operation.CastColumnTypeOperation;
    return replace(columns, ColumnName, (column) => ({
      ...column,
      type: NewColumnType ?? column.type,
      created: false,
    }));
  }
  if (operation.TagColumnOperation !== undefined) {
    const { ColumnName, Tags } = operation.TagColumnOperation;
    const geographicRole = Tags?.find((tag) => tag.ColumnGeographicRole !== undefined)?.ColumnGeographicRole;
    const description = Tags?.find((tag) => tag.ColumnDescription !== undefined)?.ColumnDescription?.Text;
    return replace(columns, ColumnName, (column) => ({
      ...column,
      geographicRole: geographicRole ?? column.geographicRole,
      description: description ?? column.description,
    }));
  }
  const created = operation.CreateColumnsOperation?.Columns ?? [];
  return created.reduce((known, { ColumnName, Expression }) => {
    checkExpression(known, ColumnName ?? '', Expression ?? '');
    // What type an expression has is not worked out here.
    return [
      ...known.filter(({ name }) => name !== ColumnName),
      { name: ColumnName ?? '', type: 'STRING' as const, created: true },
    ];
  }, columns);
}

function replace(
  columns: readonly DataSetColumn[],
  name: string | undefined,
  change: (column: DataSetColumn) => DataSetColumn,
) {
  const column = columnNamed(columns, name ?? '');
  return columns.map((other) => (other === column ? change(column) : other));
}

function columnNamed(columns: readonly DataSetColumn[], name: string): DataSetColumn {
  const column = columns.find((other) => other.name === name);
  if (column === undefined)
    throw invalid(`Column ${name} is not found: [${columns.map((other) => other.name).join(', ')}].`);
  return column;
}

/** A braced name that is neither a column nor a parameter. The text is the service's: see README.md, "Texts". */
function checkExpression(columns: readonly DataSetColumn[], name: string, expression: string): void {
  const withoutText = expression.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  const named = [...withoutText.matchAll(/(?<!\$)\{([^}]+)\}/g)].map(([, inner]) => inner);
  if (named.every((inner) => columns.some((column) => column.name === inner))) return;
  throw invalid(
    `Unable to process your request while preparing the table view from your schema, calculated columns [${name}] are invalid. ErrorType: CONTEXTUAL_UNKNOWN_SYMBOL`,
  );
}
