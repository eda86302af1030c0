import type { Filter, ParameterDeclaration } from '@aws-sdk/client-quicksight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDashboard } from '../run-dashboard.ts';
import { column, definitionOf, everywhere, idTable, orders, type Parts, sum, text } from '../testing/orders.ts';
import { type TinyLake, tinyLake } from '../testing/tiny-lake.ts';

let lake: TinyLake;
beforeAll(async () => {
  lake = await tinyLake({ orders });
});
afterAll(() => lake.close());

const now = '2026-03-18T12:00:00Z';
const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Ids of the orders that pass, or why the table was not drawn. */
async function passing(parts: Parts): Promise<unknown> {
  const definition = definitionOf({ visuals: [idTable], ...parts });
  const model = await runDashboard(
    lake.connection,
    { id: 'd', title: 'D', definition },
    { relationOf: lake.relationOf, now },
  );
  const element = model.sheets[0]?.elements[0];
  if (element?.kind !== 'visual') return undefined;
  return element.visual.kind === 'not-drawn' ? element.visual.reason : element.visual.result.rows.map(([id]) => id);
}

const category = (name: string, Configuration: object): Filter => ({
  CategoryFilter: { FilterId: 'f', Column: column(name), Configuration },
});
const list = (MatchOperator: string, CategoryValues: readonly string[] | undefined, more: object = {}): object => ({
  FilterListConfiguration: { MatchOperator, CategoryValues, ...more },
});
const custom = (MatchOperator: string, more: object): object => ({
  CustomFilterConfiguration: { MatchOperator, NullOption: 'NON_NULLS_ONLY', ...more },
});

describe('category filters', () => {
  it.each<[string, Filter, readonly number[]]>([
    ['a list', category('region', list('CONTAINS', ['north', 'east'])), [1, 2, 3, 6, 7]],
    ['a list with NULL', category('region', list('CONTAINS', ['east'], { NullOption: 'ALL_VALUES' })), [6, 7, 8, 9]],
    ['an excluding list', category('region', list('DOES_NOT_CONTAIN', ['north'])), [4, 5, 6, 7, 8, 9, 10]],
    [
      'an excluding list without NULL',
      category('region', list('DOES_NOT_CONTAIN', ['north'], { NullOption: 'NON_NULLS_ONLY' })),
      [4, 5, 6, 7, 10],
    ],
    ['select all', category('region', list('CONTAINS', undefined, { SelectAllOptions: 'FILTER_ALL_VALUES' })), all],
    [
      'select all but NULL',
      category(
        'region',
        list('CONTAINS', undefined, { SelectAllOptions: 'FILTER_ALL_VALUES', NullOption: 'NON_NULLS_ONLY' }),
      ),
      [1, 2, 3, 4, 5, 6, 7, 10],
    ],
    ['an empty list', category('region', list('CONTAINS', [])), []],
    ['NULL only', category('region', list('CONTAINS', ['north'], { NullOption: 'NULLS_ONLY' })), [8, 9]],
    ['equals', category('region', custom('EQUALS', { CategoryValue: 'south' })), [4, 5]],
    [
      'does not equal',
      category('region', custom('DOES_NOT_EQUAL', { CategoryValue: 'south', NullOption: 'ALL_VALUES' })),
      [1, 2, 3, 6, 7, 8, 9, 10],
    ],
    ['contains, in any case', category('region', custom('CONTAINS', { CategoryValue: 'OUT' })), [4, 5]],
    ['starts with', category('product', custom('STARTS_WITH', { CategoryValue: 'p' })), [3, 5, 6, 7, 10]],
    ['ends with', category('region', custom('ENDS_WITH', { CategoryValue: 'st' })), [6, 7, 10]],
    ['a quote in a value', category('region', list('CONTAINS', ["nor'th"])), []],
    ['a calculated field', category('Size', list('CONTAINS', ['large'])), [4, 5]],
    ['a number as text', category('id', list('CONTAINS', ['3', '4'])), [3, 4]],
  ])('%s', async (_, filter, ids) => {
    expect(
      await passing({ groups: everywhere(filter), calculations: { Size: "ifelse({amount} >= 40, 'large', 'small')" } }),
    ).toEqual(ids);
  });
});

describe('numeric filters', () => {
  const range = (more: object): Filter => ({
    NumericRangeFilter: { FilterId: 'f', Column: column('amount'), NullOption: 'NON_NULLS_ONLY', ...more },
  });
  const equals = (more: object): Filter => ({
    NumericEqualityFilter: {
      FilterId: 'f',
      Column: column('amount'),
      NullOption: 'NON_NULLS_ONLY',
      MatchOperator: 'EQUALS',
      ...more,
    },
  });
  it.each<[string, Filter, readonly number[]]>([
    [
      'a range with its ends',
      range({
        RangeMinimum: { StaticValue: 20 },
        RangeMaximum: { StaticValue: 40 },
        IncludeMinimum: true,
        IncludeMaximum: true,
      }),
      [2, 3, 4, 8, 9],
    ],
    [
      'a range without its ends',
      range({ RangeMinimum: { StaticValue: 20 }, RangeMaximum: { StaticValue: 40 } }),
      [3, 8, 9],
    ],
    ['a range from a parameter', range({ RangeMinimum: { Parameter: 'Least' }, IncludeMinimum: true }), [4, 5]],
    ['a range with NULL', range({ RangeMinimum: { StaticValue: 45 }, NullOption: 'ALL_VALUES' }), [5, 10]],
    ['equal', equals({ Value: 20 }), [2]],
    ['unequal', equals({ Value: 20, MatchOperator: 'DOES_NOT_EQUAL' }), [1, 3, 4, 5, 6, 7, 8, 9]],
    ['equal to a parameter', equals({ ParameterName: 'Least' }), [4]],
    ['every value', equals({ Value: 1, SelectAllOptions: 'FILTER_ALL_VALUES', NullOption: 'ALL_VALUES' }), all],
  ])('%s', async (_, filter, ids) => {
    const parameters: ParameterDeclaration[] = [
      {
        IntegerParameterDeclaration: {
          Name: 'Least',
          ParameterValueType: 'SINGLE_VALUED',
          DefaultValues: { StaticValues: [40] },
        },
      },
    ];
    expect(await passing({ groups: everywhere(filter), parameters })).toEqual(ids);
  });
});

/** Definitions come from JSON, where dates are text although the SDK's type says Date. */
const fromJson = (value: object): Filter => JSON.parse(JSON.stringify(value));

describe('date filters', () => {
  const range = (more: object): Filter =>
    fromJson({ TimeRangeFilter: { FilterId: 'f', Column: column('day'), NullOption: 'NON_NULLS_ONLY', ...more } });
  const relative = (RelativeDateType: string, TimeGranularity: string, more: object = {}): Filter =>
    fromJson({
      RelativeDatesFilter: {
        FilterId: 'f',
        Column: column('day'),
        NullOption: 'NON_NULLS_ONLY',
        AnchorDateConfiguration: { AnchorOption: 'NOW' },
        RelativeDateType,
        TimeGranularity,
        ...more,
      },
    });
  it.each<[string, Filter, readonly number[]]>([
    [
      'a range with its ends',
      range({
        RangeMinimumValue: { StaticValue: '2026-01-15T00:00:00Z' },
        RangeMaximumValue: { StaticValue: '2026/2/10' },
        IncludeMinimum: true,
        IncludeMaximum: true,
      }),
      [2, 3, 4],
    ],
    [
      'a range without its ends',
      range({ RangeMinimumValue: { StaticValue: '2026-01-15' }, RangeMaximumValue: { StaticValue: '2026-02-10' } }),
      [3],
    ],
    [
      'whole months',
      range({
        RangeMinimumValue: { StaticValue: '2026-02-20' },
        IncludeMinimum: true,
        TimeGranularity: 'MONTH',
        NullOption: 'ALL_VALUES',
      }),
      [3, 4, 5, 6, 7, 8, 9, 10],
    ],
    [
      'a rolling start',
      range({
        RangeMinimumValue: { RollingDate: { Expression: "addDateTime(-1, 'MM', truncDate('MM', now()))" } },
        IncludeMinimum: true,
      }),
      [3, 4, 5, 6, 7, 8, 9],
    ],
    [
      'seconds since 1970, as the API answers',
      range({ RangeMinimumValue: { StaticValue: 1775001600 }, IncludeMinimum: true }),
      [8, 9],
    ],
    ['the month before', relative('PREVIOUS', 'MONTH'), [3, 4]],
    ['this quarter', relative('THIS', 'QUARTER'), [1, 2, 3, 4, 5, 6, 7]],
    ['the month up to now', relative('NOW', 'MONTH'), [5, 6]],
    ['this month and the one before', relative('LAST', 'MONTH', { RelativeDateValue: 2 }), [3, 4, 5, 6, 7]],
    ['the next month', relative('NEXT', 'MONTH', { RelativeDateValue: 1 }), [8, 9]],
    [
      'the month before, a month ago',
      relative('PREVIOUS', 'MONTH', { ExcludePeriodConfiguration: { Amount: 1, Granularity: 'MONTH' } }),
      [1, 2],
    ],
    ['one day', fromJson({ TimeEqualityFilter: { FilterId: 'f', Column: column('day'), Value: '2026-03-02' } }), [6]],
    [
      'one month',
      fromJson({
        TimeEqualityFilter: { FilterId: 'f', Column: column('day'), Value: '2026-03-20', TimeGranularity: 'MONTH' },
      }),
      [5, 6, 7],
    ],
  ])('%s', async (_, filter, ids) => {
    expect(await passing({ groups: everywhere(filter) })).toEqual(ids);
  });
});

describe('top and bottom filters', () => {
  const top = (more: object): Filter =>
    fromJson({
      TopBottomFilter: {
        FilterId: 'f',
        Column: column('region'),
        Limit: 2,
        AggregationSortConfigurations: [
          {
            Column: column('amount'),
            SortDirection: 'DESC',
            AggregationFunction: { NumericalAggregationFunction: { SimpleNumericalAggregation: 'SUM' } },
          },
        ],
        ...more,
      },
    });

  it('keeps the rows of the regions with most', async () => {
    expect(await passing({ groups: everywhere(top({})) })).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps the rows of the regions with least', async () => {
    const least = top({
      AggregationSortConfigurations: [
        {
          Column: column('amount'),
          SortDirection: 'ASC',
          AggregationFunction: { NumericalAggregationFunction: { SimpleNumericalAggregation: 'SUM' } },
        },
      ],
    });
    expect(await passing({ groups: everywhere(least) })).toEqual([1, 2, 3, 6, 7]);
  });

  it('counts after the other filters', async () => {
    // without north: south 90, east 20
    const filters = [top({}), category('region', list('DOES_NOT_CONTAIN', ['north', 'south']))];
    expect(await passing({ groups: everywhere(...filters) })).toEqual([6, 7, 10]);
  });
});

describe('groups and scopes', () => {
  const north = category('region', list('CONTAINS', ['north']));
  const plum = category('product', list('CONTAINS', ['plum']));

  it('joins filters of different groups by AND', async () => {
    const pear = category('product', list('CONTAINS', ['pear']));
    expect(await passing({ groups: everywhere(north, pear) })).toEqual([3]);
  });

  it('joins filters of one group by OR', async () => {
    const [group] = everywhere(north);
    expect(
      await passing({
        groups: [
          {
            ...group,
            FilterGroupId: 'g',
            CrossDataset: 'SINGLE_DATASET',
            ScopeConfiguration: { AllSheets: {} },
            Filters: [north, plum],
          },
        ],
      }),
    ).toEqual([1, 2, 3, 5, 7, 10]);
  });

  it.each<[string, object, object, readonly number[]]>([
    ['its sheet', { SheetId: 'sheet', Scope: 'ALL_VISUALS' }, {}, [1, 2, 3]],
    ['its visual', { SheetId: 'sheet', Scope: 'SELECTED_VISUALS', VisualIds: ['ids'] }, {}, [1, 2, 3]],
    ['another visual', { SheetId: 'sheet', Scope: 'SELECTED_VISUALS', VisualIds: ['other'] }, {}, all],
    ['another sheet', { SheetId: 'other', Scope: 'ALL_VISUALS' }, {}, all],
    ['its sheet, disabled', { SheetId: 'sheet', Scope: 'ALL_VISUALS' }, { Status: 'DISABLED' }, all],
  ])('reaches %s', async (_, scope, more, ids) => {
    const group = {
      FilterGroupId: 'g',
      CrossDataset: 'SINGLE_DATASET',
      ScopeConfiguration: { SelectedSheets: { SheetVisualScopingConfigurations: [scope] } },
      Filters: [north],
      ...more,
    };
    expect(await passing({ groups: [JSON.parse(JSON.stringify(group))] })).toEqual(ids);
  });

  it('reaches another data set with a column of that name only when asked to', async () => {
    const foreign = {
      CategoryFilter: {
        FilterId: 'f',
        Column: { DataSetIdentifier: 'other', ColumnName: 'region' },
        Configuration: list('CONTAINS', ['east']),
      },
    };
    const [group] = everywhere(foreign);
    expect(await passing({ groups: everywhere(foreign) })).toEqual(all);
    const crossing = {
      FilterGroupId: 'g',
      ScopeConfiguration: { AllSheets: {} },
      Filters: group?.Filters ?? [],
      CrossDataset: 'ALL_DATASETS' as const,
    };
    expect(await passing({ groups: [crossing] })).toEqual([6, 7]);
  });

  it('names the filter that can not be computed', async () => {
    const nested = fromJson({
      NestedFilter: { FilterId: 'f', Column: column('region'), IncludeInnerSet: true, InnerFilter: {} },
    });
    expect(await passing({ groups: everywhere(nested) })).toBe('a filter of kind NestedFilter');
    expect(await passing({ groups: everywhere(category('nothing', list('CONTAINS', ['x']))) })).toBe(
      'there is no column or calculated field "nothing" in table orders',
    );
  });
});

describe('filters on groups', () => {
  it('compares each group of the visual, and leaves row filters to rows', async () => {
    const bar = {
      BarChartVisual: {
        VisualId: 'bar',
        ChartConfiguration: {
          FieldWells: { BarChartAggregatedFieldWells: { Category: [text('region')], Values: [sum('amount')] } },
        },
      },
    };
    const filter = fromJson({
      NumericRangeFilter: {
        FilterId: 'f',
        Column: column('amount'),
        NullOption: 'NON_NULLS_ONLY',
        RangeMinimum: { StaticValue: 20 },
        AggregationFunction: { NumericalAggregationFunction: { SimpleNumericalAggregation: 'SUM' } },
      },
    });
    const definition = definitionOf({ visuals: [bar], groups: everywhere(filter) });
    const model = await runDashboard(
      lake.connection,
      { id: 'd', title: 'D', definition },
      { relationOf: lake.relationOf, now },
    );
    const element = model.sheets[0]?.elements[0];
    expect(element?.kind === 'visual' && element.visual.result.rows).toEqual([
      ['south', 90],
      ['north', 60],
      [null, 60],
    ]);
  });
});
