// biome-ignore-all lint/suspicious/noTemplateCurlyInString: QuickSight's parameters are written so
import type {
  FilterControl,
  ParameterControl,
  ParameterDeclaration,
  SheetDefinition,
} from '@aws-sdk/client-quicksight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlValue, DashboardModel } from '../model.ts';
import { runDashboard } from './run-dashboard.ts';
import { column, definitionOf, everywhere, idTable, orders } from './testing/orders.ts';
import { type TinyLake, tinyLake } from './testing/tiny-lake.ts';

let lake: TinyLake;
beforeAll(async () => {
  lake = await tinyLake({ orders });
});
afterAll(() => lake.close());

const parameters: ParameterDeclaration[] = [
  {
    StringParameterDeclaration: {
      Name: 'Regions',
      ParameterValueType: 'MULTI_VALUED',
      DefaultValues: { StaticValues: ['north'] },
    },
  },
  {
    IntegerParameterDeclaration: {
      Name: 'Least',
      ParameterValueType: 'SINGLE_VALUED',
      DefaultValues: { StaticValues: [0] },
    },
  },
  {
    DateTimeParameterDeclaration: {
      Name: 'Since',
      DefaultValues: { RollingDate: { Expression: "truncDate('YYYY', now())" } },
    },
  },
];

const region = {
  CategoryFilter: {
    FilterId: 'by-region',
    Column: column('region'),
    Configuration: {
      CustomFilterConfiguration: {
        MatchOperator: 'EQUALS' as const,
        ParameterName: 'Regions',
        NullOption: 'NON_NULLS_ONLY' as const,
      },
    },
  },
};
const least = {
  NumericRangeFilter: {
    FilterId: 'by-amount',
    Column: column('amount'),
    RangeMinimum: { Parameter: 'Least' },
    IncludeMinimum: true,
    NullOption: 'NON_NULLS_ONLY' as const,
  },
};
const dates = {
  TimeRangeFilter: {
    FilterId: 'by-day',
    Column: column('day'),
    RangeMinimumValue: { Parameter: 'Since' },
    IncludeMinimum: true,
    NullOption: 'NON_NULLS_ONLY' as const,
  },
};
const product = {
  CategoryFilter: {
    FilterId: 'by-product',
    Column: column('product'),
    Configuration: {
      FilterListConfiguration: { MatchOperator: 'CONTAINS' as const, SelectAllOptions: 'FILTER_ALL_VALUES' as const },
    },
    DefaultFilterControlConfiguration: {
      Title: 'Product',
      ControlOptions: { DefaultListOptions: { Type: 'MULTI_SELECT' as const } },
    },
  },
};

const parameterControls: ParameterControl[] = [
  {
    Dropdown: {
      ParameterControlId: 'regions',
      SourceParameterName: 'Regions',
      Title: 'Region',
      Type: 'MULTI_SELECT',
      SelectableValues: { LinkToDataSetColumn: column('region') },
    },
  },
  {
    Slider: {
      ParameterControlId: 'least',
      SourceParameterName: 'Least',
      Title: 'At least',
      MinimumValue: 0,
      MaximumValue: 50,
      StepSize: 5,
    },
  },
  { DateTimePicker: { ParameterControlId: 'since', SourceParameterName: 'Since', Title: 'Since' } },
];
const filterControls: FilterControl[] = [
  { CrossSheet: { FilterControlId: 'products', SourceFilterId: 'by-product' } },
  { DateTimePicker: { FilterControlId: 'days', SourceFilterId: 'by-day', Title: 'Days', Type: 'DATE_RANGE' } },
];

async function run(
  controlValues: Record<string, ControlValue> = {},
  sheet: Partial<SheetDefinition> = {},
): Promise<DashboardModel> {
  const groups = everywhere(region, least, dates, product);
  const definition = definitionOf({
    visuals: [idTable],
    groups,
    parameters,
    sheet: { ParameterControls: parameterControls, FilterControls: filterControls, ...sheet },
  });
  return runDashboard(
    lake.connection,
    { id: 'd', title: 'D', definition },
    { relationOf: lake.relationOf, now: '2026-03-18T12:00:00Z', controlValues },
  );
}

function ids(model: DashboardModel): unknown {
  const element = model.sheets[0]?.elements.find((each) => each.kind === 'visual');
  return element?.kind === 'visual' ? element.visual.result.rows.map(([id]) => id) : undefined;
}

const list = (...values: string[]): ControlValue => ({ kind: 'list', values });

describe('controls', () => {
  it('show the defaults that the numbers were computed with', async () => {
    const model = await run();
    expect(ids(model)).toEqual([1, 2, 3]);
    expect(model.controlValues).toEqual({
      regions: list('north'),
      least: list('0'),
      since: list('2026-01-01T00:00:00Z'),
      products: list(),
      days: { kind: 'range', from: '2026-01-01T00:00:00Z', to: undefined },
    });
  });

  it('stand in the order of the control layout, those without a place last', async () => {
    const element = (ElementId: string, RowIndex: number, ColumnIndex: number) =>
      ({ ElementId, RowIndex, ColumnIndex, ElementType: 'FILTER_CONTROL', ColumnSpan: 2, RowSpan: 1 }) as const;
    const model = await run(
      {},
      {
        SheetControlLayouts: [
          {
            Configuration: {
              GridLayout: { Elements: [element('since', 1, 0), element('days', 0, 4), element('products', 0, 0)] },
            },
          },
        ],
      },
    );
    expect(model.sheets[0]?.controls.map(({ id }) => id)).toEqual(['products', 'days', 'since', 'regions', 'least']);
  });

  it('offer the values of their column, or what the definition lists', async () => {
    const model = await run();
    expect(model.sheets[0]?.controls).toMatchObject([
      {
        id: 'regions',
        title: 'Region',
        kind: 'dropdown',
        multiple: true,
        options: ['east', 'north', 'south', 'west'],
        total: 4,
      },
      { id: 'least', kind: 'slider', multiple: false, minimum: '0', maximum: '50', step: 5 },
      { id: 'since', kind: 'date' },
      { id: 'products', title: 'Product', kind: 'list', multiple: true, options: ['apple', 'pear', 'plum'], total: 3 },
      { id: 'days', kind: 'date-range', minimum: '2026-01-01T00:00:00Z', maximum: '2026-04-05T00:00:00Z' },
    ]);
  });

  it.each<[string, Record<string, ControlValue>, readonly number[]]>([
    ['another parameter value', { regions: list('south', 'east') }, [4, 5, 6, 7]],
    ['no parameter value: all', { regions: list() }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a slider', { least: list('20') }, [2, 3]],
    ['a date', { since: list('2026-01-10') }, [2, 3]],
    ['a filter of its own', { regions: list(), products: list('pear') }, [3, 6]],
    [
      'a range of whole days',
      { regions: list(), days: { kind: 'range', from: '2026-03-01', to: '2026-04-01' } },
      [5, 6, 7, 8],
    ],
    [
      'an open range',
      { regions: list(), days: { kind: 'range', from: undefined, to: undefined } },
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ],
    ['a value that is no number: as unset', { least: list('many') }, [1, 2, 3]],
    ['a value that would break out of its quotes', { regions: list("'); DROP TABLE orders; --") }, []],
  ])('change the numbers: %s', async (_, values, expected) => {
    const model = await run(values);
    expect(ids(model)).toEqual(expected);
    expect(model.controlValues).toMatchObject(values);
  });

  it('put parameters into titles and texts', async () => {
    const content =
      '<text-box><block align="center"><inline font-size="24px"><b>Since <parameter>${Since}</parameter></b></inline></block></text-box>';
    const model = await run({ regions: list('south') }, { TextBoxes: [{ SheetTextBoxId: 't', Content: content }] });
    const box = model.sheets[0]?.elements.find((element) => element.kind === 'text');
    expect(box).toMatchObject({
      paragraphs: [
        {
          style: 'heading-1',
          align: 'center',
          runs: [
            { text: 'Since ', bold: true },
            { text: '2026-01-01', bold: true },
          ],
        },
      ],
    });
  });

  it('that lead nowhere are listed', async () => {
    const model = await run(
      {},
      { FilterControls: [{ Dropdown: { FilterControlId: 'lost', SourceFilterId: 'gone', Title: 'Lost' } }] },
    );
    expect(model.notDrawn).toEqual([
      { path: 'Sheets[0].FilterControls[0]', name: 'Control "Lost"', reason: 'there is no filter "gone"' },
    ]);
  });
});
