import {
  CreateDashboardCommand,
  CreateDataSetCommand,
  type DashboardVersionDefinition,
  DescribeDashboardCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { account, athena, dataSetArn, dataSetInput, smallDefinition, startLab } from '../testing/lab.ts';

const day = { DataSetIdentifier: 'daily', ColumnName: 'day' };
const region = { DataSetIdentifier: 'daily', ColumnName: 'region' };

/** The small definition with more in it, and the errors that it then has. */
const cases: Readonly<Record<string, readonly [Partial<DashboardVersionDefinition>, readonly string[]]>> = {
  'nothing wrong': [
    {
      CalculatedFields: [
        {
          DataSetIdentifier: 'daily',
          Name: 'double',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: QuickSight's formulas write parameters so
          Expression: '{revenue} * ${factor} + sum({revenue}, [${visualDimensions}])',
        },
      ],
      ParameterDeclarations: [
        {
          DecimalParameterDeclaration: {
            Name: 'factor',
            ParameterValueType: 'SINGLE_VALUED',
            DefaultValues: { StaticValues: [2] },
          },
        },
      ],
    },
    [],
  ],
  'a data set that is not there': [
    { DataSetIdentifierDeclarations: [{ Identifier: 'daily', DataSetArn: dataSetArn('weekly') }] },
    ['DATA_SET_NOT_FOUND '],
  ],
  'an identifier that is not declared': [
    { CalculatedFields: [{ DataSetIdentifier: 'weekly', Name: 'double', Expression: '1' }] },
    ['DATA_SET_NOT_FOUND calculated-field/double'],
  ],
  'a parameter that is not declared': [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: QuickSight's formulas write parameters so
    { CalculatedFields: [{ DataSetIdentifier: 'daily', Name: 'double', Expression: "concat('${text}', ${factor})" }] },
    ['PARAMETER_NOT_FOUND calculated-field/double'],
  ],
  'a single value with two defaults': [
    {
      ParameterDeclarations: [
        {
          StringParameterDeclaration: {
            Name: 'p',
            ParameterValueType: 'SINGLE_VALUED',
            DefaultValues: { StaticValues: ['a', 'b'] },
          },
        },
      ],
    },
    ['PARAMETER_VALUE_INCOMPATIBLE parameter/p'],
  ],
  'a filter over a column of another type, by a parameter that is not there': [
    {
      FilterGroups: [
        {
          FilterGroupId: 'g',
          CrossDataset: 'SINGLE_DATASET',
          ScopeConfiguration: { AllSheets: {} },
          Filters: [
            {
              NumericEqualityFilter: {
                FilterId: 'f',
                Column: day,
                MatchOperator: 'EQUALS',
                NullOption: 'ALL_VALUES',
                ParameterName: 'gone',
              },
            },
          ],
        },
      ],
    },
    ['COLUMN_TYPE_MISMATCH filter-group/g/filter/f', 'FILTER_SOURCE_PARAMETER_NOT_FOUND filter-group/g/filter/f'],
  ],
  'a map over a column without a role': [
    {
      Sheets: [
        {
          SheetId: 's',
          Visuals: [
            {
              GeospatialMapVisual: {
                VisualId: 'map',
                ChartConfiguration: {
                  FieldWells: {
                    GeospatialMapAggregatedFieldWells: {
                      Geospatial: [{ CategoricalDimensionField: { FieldId: 'f', Column: region } }],
                    },
                  },
                },
              },
            },
          ],
        },
      ],
    },
    ['COLUMN_GEOGRAPHIC_ROLE_MISMATCH sheet/s/visual/map'],
  ],
};

it.each(Object.entries(cases))('finds %s', async (_, [more, expected]) => {
  const { client } = await startLab();
  await client.send(athena);
  await client.send(
    new CreateDataSetCommand(dataSetInput('daily', { day: 'DATETIME', region: 'STRING', revenue: 'DECIMAL' })),
  );
  const dashboard = { AwsAccountId: account, DashboardId: 'd' };
  await client.send(
    new CreateDashboardCommand({ ...dashboard, Name: 'D', Definition: { ...smallDefinition(), ...more } }),
  );
  const describe = new DescribeDashboardCommand(dashboard);
  await client.send(describe);
  const version = (await client.send(describe)).Dashboard?.Version;
  expect(version?.Errors?.map(({ Type, ViolatedEntities }) => `${Type} ${ViolatedEntities?.[0]?.Path}`)).toEqual(
    expected,
  );
  expect(version?.Status).toBe(expected.length === 0 ? 'CREATION_SUCCESSFUL' : 'CREATION_FAILED');
});

it('refuses an id that comes twice', async () => {
  const { client } = await startLab();
  const { Sheets = [] } = smallDefinition();
  const Definition = { ...smallDefinition(), Sheets: [...Sheets, ...Sheets] };
  const create = new CreateDashboardCommand({ AwsAccountId: account, DashboardId: 'd', Name: 'D', Definition });
  await expect(client.send(create)).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringContaining('SheetId overview comes more than once'),
  });
});
