import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDashboard } from '../dashboards/read-dashboard.ts';
import { dashboardUses } from './dashboard-uses.ts';

const column = (name: string) => ({ DataSetIdentifier: 'sales', ColumnName: name });
const visual = {
  TableVisual: {
    VisualId: 'v',
    Title: { Visibility: 'VISIBLE', FormatText: { RichText: '<visual-title><b>What sold</b></visual-title>' } },
    ChartConfiguration: {
      FieldWells: {
        TableAggregatedFieldWells: {
          GroupBy: [{ CategoricalDimensionField: { FieldId: 'a', Column: column('Margin band') } }],
          Values: [],
        },
      },
    },
    ConditionalFormatting: {
      ConditionalFormattingOptions: [
        {
          Cell: {
            FieldId: 'a',
            TextFormat: { TextColor: { Solid: { Expression: 'sum({tax}) > 3', Color: '#ff0000' } } },
          },
        },
      ],
    },
  },
};
const definition = {
  DataSetIdentifierDeclarations: [{ Identifier: 'sales', DataSetArn: 'arn:aws:quicksight:::dataset/sales' }],
  CalculatedFields: [
    { DataSetIdentifier: 'sales', Name: 'Margin', Expression: '{revenue} - {cost}' },
    { DataSetIdentifier: 'sales', Name: 'Margin band', Expression: "ifelse({Margin} > 10, 'high', 'low')" },
  ],
  FilterGroups: [
    {
      FilterGroupId: 'g',
      CrossDataset: 'SINGLE_DATASET',
      ScopeConfiguration: { AllSheets: {} },
      Filters: [
        {
          CategoryFilter: {
            FilterId: 'by region',
            Column: column('region'),
            Configuration: { FilterListConfiguration: { MatchOperator: 'CONTAINS', CategoryValues: ['x'] } },
          },
        },
      ],
    },
  ],
  Sheets: [{ SheetId: 's', Name: 'S', Visuals: [visual] }],
};

test('visuals, filters, calculated fields, formats and roles, directly and by way of other fields', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sluice-uses-'));
  await mkdir(join(root, 'dashboards/d/data-sets'), { recursive: true });
  const put = (path: string, value: unknown) =>
    writeFile(join(root, 'dashboards/d', path), JSON.stringify(value, undefined, 1));
  await put('dashboard.json', { title: 'D', description: 'd', owner: 'o' });
  await put('definition.json', definition);
  await put('data-sets/sales.json', { table: 'sales', mode: 'SPICE', columns: { region: { role: 'STATE' } } });
  const names = ['revenue', 'cost', 'region', 'tax', 'unread'];
  const columns = names.map(
    (name) =>
      ({
        name,
        type: { kind: name === 'region' ? 'string' : 'number' },
        nullable: true,
        description: '',
        unit: undefined,
      }) as const,
  );
  const read = await readDashboard('dashboards/d', new Map([['sales', { columns }]]), root);
  if (!('dashboard' in read)) throw new Error(JSON.stringify(read.findings));
  const uses = dashboardUses(read.dashboard);
  const told = (name: string) =>
    uses
      .filter((use) => use.column === name)
      .map(({ what, name: called }) => `${what} ${called}`)
      .sort();
  expect(told('cost')).toEqual(['calculated field Margin', 'calculated field Margin band', 'visual What sold']);
  expect(told('revenue')).toEqual(told('cost'));
  expect(told('region')).toEqual(['data set sales', 'filter by region']);
  expect(told('tax')).toEqual(['visual What sold']);
  expect(told('unread')).toEqual([]);
  expect(uses.find(({ column: used, what }) => used === 'tax' && what === 'visual')?.path).toMatch(
    /^Sheets\[0\]\.Visuals\[0\]\.TableVisual\.Conditional/,
  );
  await rm(root, { recursive: true });
});
