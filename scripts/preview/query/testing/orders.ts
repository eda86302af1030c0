import type {
  CalculatedField,
  DashboardVersionDefinition,
  Filter,
  FilterGroup,
  ParameterDeclaration,
  SheetDefinition,
  Visual,
} from '@aws-sdk/client-quicksight';
import type { TinyTable } from './tiny-lake.ts';

/** Ten orders that tests reckon with by hand. Amounts: north 10+20+30 = 60, south 40+50 = 90, east 5+15 = 20, none 25+35 = 60, west NULL. */
export const orders: TinyTable = {
  columns: { id: 'bigint', region: 'string', product: 'string', amount: 'bigint', day: 'date' },
  rows: [
    [1, 'north', 'apple', 10, '2026-01-01'],
    [2, 'north', 'apple', 20, '2026-01-15'],
    [3, 'north', 'pear', 30, '2026-02-01'],
    [4, 'south', 'apple', 40, '2026-02-10'],
    [5, 'south', 'plum', 50, '2026-03-01'],
    [6, 'east', 'pear', 5, '2026-03-02'],
    [7, 'east', 'plum', 15, '2026-03-31'],
    [8, null, 'apple', 25, '2026-04-01'],
    [9, null, null, 35, '2026-04-05'],
    [10, 'west', 'plum', null, null],
  ],
};

export const column = (name: string) => ({ DataSetIdentifier: 'orders', ColumnName: name });
export const text = (name: string) => ({ CategoricalDimensionField: { FieldId: name, Column: column(name) } });
export const day = (granularity: 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR') => ({
  DateDimensionField: { FieldId: 'day', Column: column('day'), DateGranularity: granularity },
});
export const sum = (name: string) => ({
  NumericalMeasureField: {
    FieldId: `sum-${name}`,
    Column: column(name),
    AggregationFunction: { SimpleNumericalAggregation: 'SUM' as const },
  },
});
/** A measure that is an aggregate calculated field. */
export const calculated = (name: string) => ({ NumericalMeasureField: { FieldId: name, Column: column(name) } });

/** A table of the orders' ids, which shows what filters let through. */
export const idTable: Visual = {
  TableVisual: {
    VisualId: 'ids',
    ChartConfiguration: {
      FieldWells: { TableUnaggregatedFieldWells: { Values: [{ FieldId: 'id', Column: column('id') }] } },
      SortConfiguration: { RowSort: [{ FieldSort: { FieldId: 'id', Direction: 'ASC' } }] },
    },
  },
};

/** Filters that are applied together: a group each. */
export function everywhere(...filters: readonly Filter[]): FilterGroup[] {
  return filters.map((filter, index) => ({
    FilterGroupId: `group-${index}`,
    CrossDataset: 'SINGLE_DATASET',
    ScopeConfiguration: { AllSheets: {} },
    Filters: [filter],
  }));
}

export interface Parts {
  readonly visuals?: readonly Visual[];
  readonly groups?: readonly FilterGroup[];
  readonly calculations?: Readonly<Record<string, string>>;
  readonly parameters?: readonly ParameterDeclaration[];
  readonly sheet?: Partial<SheetDefinition>;
}

/** A definition of one sheet over the orders. */
export function definitionOf({
  visuals = [],
  groups = [],
  calculations = {},
  parameters = [],
  sheet = {},
}: Parts): DashboardVersionDefinition {
  const fields: CalculatedField[] = Object.entries(calculations).map(([Name, Expression]) => ({
    DataSetIdentifier: 'orders',
    Name,
    Expression,
  }));
  return {
    DataSetIdentifierDeclarations: [
      { Identifier: 'orders', DataSetArn: 'arn:aws:quicksight:us-east-1:000000000000:dataset/orders' },
    ],
    CalculatedFields: fields,
    ParameterDeclarations: [...parameters],
    FilterGroups: [...groups],
    Sheets: [{ SheetId: 'sheet', Name: 'Sheet', Visuals: [...visuals], ...sheet }],
  };
}
