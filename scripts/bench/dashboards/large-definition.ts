import { seededRandom } from '../../formula/testing/seeded-random.ts';

/** Columns of a table, by what QuickSight takes them as. */
const columns = { text: ['region', 'order_id'], number: ['revenue_usd'], date: ['day'] } as const;

/**
 * A dashboard's definition of 12 sheets with 50 visuals each, about 3 MB, always the same for a seed: bars, lines, tables and
 * figures, each sorted, tooltipped and with an action; 200 calculated fields and a filter for every third visual.
 */
export function largeDefinition(seed: number): unknown {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const column = (name: string) => ({ DataSetIdentifier: 'orders', ColumnName: name });
  const visual = (sheet: number, at: number) => {
    const id = `v-${sheet}-${at}`;
    const dimensions = ['a', 'b', 'c'].map((name) => ({
      CategoricalDimensionField: { FieldId: `${id}.${name}`, Column: column(pick(columns.text)) },
    }));
    const measures = ['x', 'y', 'z'].map((name) => ({
      NumericalMeasureField: {
        FieldId: `${id}.${name}`,
        Column: column(pick([...columns.number, `field ${Math.floor(random() * 200)}`])),
        AggregationFunction: { SimpleNumericalAggregation: pick(['SUM', 'AVERAGE', 'MAX']) },
        FormatConfiguration: { FormatConfiguration: { NumberDisplayFormatConfiguration: { Suffix: ' USD' } } },
      },
    }));
    const fields = [...dimensions, ...measures].flatMap((field) => Object.values(field).map(({ FieldId }) => FieldId));
    const chart = {
      FieldWells: {
        BarChartAggregatedFieldWells: {
          Category: dimensions.slice(0, 1),
          Values: measures,
          Colors: dimensions.slice(1, 2),
        },
      },
      SortConfiguration: { CategorySort: [{ FieldSort: { FieldId: `${id}.x`, Direction: 'DESC' } }] },
      Tooltip: {
        SelectedTooltipType: 'DETAILED',
        FieldBasedTooltip: {
          TooltipFields: fields
            .filter((name) => !name.endsWith('.c'))
            .map((FieldId) => ({ FieldTooltipItem: { FieldId, Label: `Value of ${FieldId}`, Visibility: 'VISIBLE' } })),
        },
      },
    };
    const filter = {
      FilterOperation: {
        SelectedFieldsConfiguration: { SelectedFields: [`${id}.a`] },
        TargetVisualsConfiguration: {
          SameSheetTargetVisualConfiguration: { TargetVisuals: [`v-${sheet}-${(at + 1) % 50}`] },
        },
      },
    };
    const action = { CustomActionId: `${id}-pick`, Name: 'Pick', Status: 'ENABLED', Trigger: 'DATA_POINT_CLICK' };
    return {
      BarChartVisual: {
        VisualId: id,
        Title: { Visibility: 'VISIBLE', FormatText: { PlainText: `Revenue of ${id}` } },
        Actions: [{ ...action, ActionOperations: [filter] }],
        ChartConfiguration: chart,
      },
    };
  };
  const sheet = (number: number) => ({
    SheetId: `sheet-${number}`,
    Name: `Sheet ${number}`,
    Visuals: Array.from({ length: 50 }, (_, at) => visual(number, at)),
    Layouts: [
      { Configuration: { GridLayout: { Elements: Array.from({ length: 50 }, (_, at) => place(number, at)) } } },
    ],
  });
  return {
    DataSetIdentifierDeclarations: [
      { Identifier: 'orders', DataSetArn: 'arn:aws:quicksight:us-east-1:000000000000:dataset/orders' },
    ],
    Sheets: Array.from({ length: 12 }, (_, number) => sheet(number)),
    CalculatedFields: Array.from({ length: 200 }, (_, number) => ({
      DataSetIdentifier: 'orders',
      Name: `field ${number}`,
      Expression: `ifelse({region} = 'North', {revenue_usd} * ${number}, {revenue_usd} + 1)`,
    })),
    FilterGroups: Array.from({ length: 200 }, (_, number) => filterGroup(number, column('day'))),
  };
}

const place = (sheet: number, at: number) => ({
  ElementId: `v-${sheet}-${at}`,
  ElementType: 'VISUAL',
  ColumnIndex: (at % 2) * 18,
  ColumnSpan: 18,
  RowIndex: Math.floor(at / 2) * 12,
  RowSpan: 12,
});

const filterGroup = (number: number, column: object) => ({
  FilterGroupId: `group-${number}`,
  CrossDataset: 'SINGLE_DATASET',
  Status: 'ENABLED',
  Filters: [{ TimeRangeFilter: { FilterId: `filter-${number}`, Column: column, NullOption: 'NON_NULLS_ONLY' } }],
  ScopeConfiguration: {
    SelectedSheets: {
      SheetVisualScopingConfigurations: [
        { SheetId: `sheet-${number % 12}`, Scope: 'SELECTED_VISUALS', VisualIds: [`v-${number % 12}-${number % 50}`] },
      ],
    },
  },
});
