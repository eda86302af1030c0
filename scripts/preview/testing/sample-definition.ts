import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';

const region = { DataSetIdentifier: 'sales', ColumnName: 'region' };
const amount = { DataSetIdentifier: 'sales', ColumnName: 'amount' };

/** One bar chart of `amount` by `region` over the data set `sales`, with a dropdown that filters the regions. */
export const sampleDefinition: DashboardVersionDefinition = {
  DataSetIdentifierDeclarations: [
    { Identifier: 'sales', DataSetArn: 'arn:aws:quicksight:us-east-1:000000000000:dataset/sales' },
  ],
  Sheets: [
    {
      SheetId: 'overview',
      Name: 'Overview',
      Visuals: [
        {
          BarChartVisual: {
            VisualId: 'by-region',
            Title: { Visibility: 'VISIBLE', FormatText: { PlainText: 'Amount by region' } },
            ChartConfiguration: {
              Orientation: 'HORIZONTAL',
              FieldWells: {
                BarChartAggregatedFieldWells: {
                  Category: [{ CategoricalDimensionField: { FieldId: 'region', Column: region } }],
                  Values: [
                    {
                      NumericalMeasureField: {
                        FieldId: 'amount',
                        Column: amount,
                        AggregationFunction: { SimpleNumericalAggregation: 'SUM' },
                      },
                    },
                  ],
                },
              },
              SortConfiguration: { CategorySort: [{ FieldSort: { FieldId: 'amount', Direction: 'DESC' } }] },
            },
          },
        },
      ],
      FilterControls: [
        {
          Dropdown: {
            FilterControlId: 'region-control',
            Title: 'Region',
            SourceFilterId: 'region-filter',
            Type: 'MULTI_SELECT',
          },
        },
      ],
      Layouts: [
        {
          Configuration: {
            GridLayout: {
              Elements: [
                {
                  ElementId: 'by-region',
                  ElementType: 'VISUAL',
                  ColumnIndex: 0,
                  ColumnSpan: 18,
                  RowIndex: 0,
                  RowSpan: 12,
                },
              ],
            },
          },
        },
      ],
    },
  ],
  FilterGroups: [
    {
      FilterGroupId: 'regions',
      CrossDataset: 'SINGLE_DATASET',
      Status: 'ENABLED',
      ScopeConfiguration: {
        SelectedSheets: { SheetVisualScopingConfigurations: [{ SheetId: 'overview', Scope: 'ALL_VISUALS' }] },
      },
      Filters: [
        {
          CategoryFilter: {
            FilterId: 'region-filter',
            Column: region,
            Configuration: {
              FilterListConfiguration: { MatchOperator: 'CONTAINS', SelectAllOptions: 'FILTER_ALL_VALUES' },
            },
          },
        },
      ],
    },
  ],
};
