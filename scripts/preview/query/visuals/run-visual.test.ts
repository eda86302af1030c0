import type { Visual } from '@aws-sdk/client-quicksight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisualModel } from '../../model.ts';
import { runDashboard } from '../run-dashboard.ts';
import { calculated, column, day, definitionOf, orders, type Parts, sum, text } from '../testing/orders.ts';
import { type TinyLake, tinyLake } from '../testing/tiny-lake.ts';

let lake: TinyLake;
beforeAll(async () => {
  const places = {
    columns: { city: 'string', lat: 'double', lon: 'double', people: 'bigint' },
    roles: { lat: 'LATITUDE', lon: 'LONGITUDE' },
    rows: [
      ['Oslo', 59.9, 10.7, 7],
      ['Lima', -12, -77, 9],
      ['Oslo', 59.9, 10.7, 1],
    ],
    stale: true,
  } as const;
  lake = await tinyLake({ orders, places });
});
afterAll(() => lake.close());

async function draw(visual: Visual, parts: Parts = {}): Promise<VisualModel> {
  const definition = definitionOf({ visuals: [visual], ...parts });
  const options = { relationOf: lake.relationOf, now: '2026-03-18T12:00:00Z' };
  const model = await runDashboard(lake.connection, { id: 'd', title: 'D', definition }, options);
  const element = model.sheets[0]?.elements[0];
  if (element?.kind !== 'visual') expect.fail('no visual');
  return element.visual;
}

function drawnAs<Kind extends VisualModel['kind']>(
  kind: Kind,
  visual: VisualModel,
): Extract<VisualModel, { kind: Kind }> {
  if (visual.kind !== kind) expect.fail(`${visual.kind}: ${visual.kind === 'not-drawn' ? visual.reason : ''}`);
  return visual as Extract<VisualModel, { kind: Kind }>;
}

/** What is left of a number when it is written. */
const digits = (value: number): number => Number(value.toPrecision(15));

const bar = (wells: object, more: object = {}): Visual => ({
  BarChartVisual: {
    VisualId: 'v',
    ChartConfiguration: { FieldWells: { BarChartAggregatedFieldWells: wells }, ...more },
  },
});

describe('bars', () => {
  it('come with the greatest first, NULL among them', async () => {
    const { result } = await draw(bar({ Category: [text('region')], Values: [sum('amount')] }));
    expect(result.rows).toEqual([
      ['south', 90],
      ['north', 60],
      [null, 60],
      ['east', 20],
      ['west', null],
    ]);
    expect(result.fields.map((field) => field.label)).toEqual(['region', 'Sum of amount']);
  });

  it('sum what is beyond the limit up as Other, at the end', async () => {
    const limit = { CategoryItemsLimit: { ItemsLimit: 2 } };
    const { result } = await draw(
      bar({ Category: [text('region')], Values: [sum('amount')] }, { SortConfiguration: limit }),
    );
    expect(result.rows).toEqual([
      ['south', 90],
      ['north', 60],
      ['Other', 80],
    ]);
  });

  it('count the distinct members of Other anew instead of adding counts up', async () => {
    const products = {
      CategoricalMeasureField: { FieldId: 'p', Column: column('product'), AggregationFunction: 'DISTINCT_COUNT' },
    };
    const sort = {
      CategorySort: [{ FieldSort: { FieldId: 'region', Direction: 'ASC' } }],
      CategoryItemsLimit: { ItemsLimit: 1 },
    };
    const { result } = await draw(bar({ Category: [text('region')], Values: [products] }, { SortConfiguration: sort }));
    // beyond east: apple, pear, plum
    expect(result.rows).toEqual([
      ['east', 2],
      ['Other', 3],
    ]);
  });

  it('leave what is beyond the limit out when asked to', async () => {
    const sort = {
      CategorySort: [{ FieldSort: { FieldId: 'sum-amount', Direction: 'ASC' } }],
      CategoryItemsLimit: { ItemsLimit: 2, OtherCategories: 'EXCLUDE' },
    };
    const { result } = await draw(
      bar({ Category: [text('region')], Values: [sum('amount')] }, { SortConfiguration: sort }),
    );
    expect(result.rows).toEqual([
      ['east', 20],
      ['north', 60],
    ]);
  });

  it('sort by a column that is not drawn', async () => {
    const sort = {
      CategorySort: [
        {
          ColumnSort: {
            SortBy: column('id'),
            Direction: 'DESC',
            AggregationFunction: { NumericalAggregationFunction: { SimpleNumericalAggregation: 'MIN' } },
          },
        },
      ],
    };
    const { result } = await draw(
      bar({ Category: [text('region')], Values: [sum('amount')] }, { SortConfiguration: sort }),
    );
    expect(result.rows.map(([region]) => region)).toEqual(['west', null, 'east', 'south', 'north']);
  });

  it('order a category by its whole, whatever its colours', async () => {
    const { result, ...visual } = drawnAs(
      'bar',
      await draw(
        bar(
          { Category: [text('region')], Colors: [text('product')], Values: [sum('amount')] },
          { BarsArrangement: 'STACKED', Orientation: 'HORIZONTAL' },
        ),
      ),
    );
    expect(result.rows.map(([region]) => region)).toEqual([
      'south',
      'south',
      'north',
      'north',
      null,
      null,
      'east',
      'east',
      'west',
    ]);
    // products by their whole: apple 95, plum 65, NULL 35, pear 35
    expect(result.rows.filter(([region]) => region === 'south')).toEqual([
      ['south', 'apple', 40],
      ['south', 'plum', 50],
    ]);
    expect(visual).toMatchObject({
      horizontal: true,
      arrangement: 'stacked',
      wells: { category: [0], colors: [1], values: [2] },
    });
  });

  it('count records when there is no value', async () => {
    const { result } = await draw(bar({ Category: [text('product')] }));
    expect(result.rows).toEqual([
      ['apple', 4],
      ['plum', 3],
      ['pear', 2],
      [null, 1],
    ]);
    expect(result.fields[1]?.label).toBe('Count of records');
  });

  it('take labels, formats and axes from the definition', async () => {
    const format = {
      FormatConfiguration: {
        CurrencyDisplayFormatConfiguration: {
          Symbol: 'EUR',
          DecimalPlacesConfiguration: { DecimalPlaces: 0 },
          NumberScale: 'THOUSANDS',
        },
      },
    };
    const value = { NumericalMeasureField: { FieldId: 'a', Column: column('amount'), FormatConfiguration: format } };
    const visual = drawnAs(
      'bar',
      await draw(
        bar(
          { Category: [text('region')], Values: [value] },
          {
            CategoryLabelOptions: {
              AxisLabelOptions: [{ CustomLabel: 'Market', ApplyTo: { FieldId: 'region', Column: column('region') } }],
            },
            ValueLabelOptions: { AxisLabelOptions: [{ CustomLabel: 'ignored' }] },
            ValueAxis: {
              GridLineVisibility: 'HIDDEN',
              DataOptions: { NumericAxisOptions: { Range: { MinMax: { Minimum: 0, Maximum: 100 } } } },
            },
          },
        ),
      ),
    );
    expect(visual.categoryAxis.title).toBe('Market');
    expect(visual.valueAxis).toMatchObject({ title: 'Sum of amount', gridLines: false, minimum: 0, maximum: 100 });
    expect(visual.result.fields[1]?.format).toMatchObject({
      kind: 'currency',
      currency: 'EUR',
      decimals: 0,
      scale: 'K',
    });
  });

  it('say what stands out to those who do not see them', async () => {
    const { alternative } = await draw(bar({ Category: [text('region')], Values: [sum('amount')] }));
    expect(alternative).toBe('Bar chart of Sum of amount by region: 5 points, highest 90 (south), lowest 20 (east).');
  });
});

describe('table calculations in bars', () => {
  const calculations = { Share: 'percentOfTotal(sum({amount}))', Within: 'percentOfTotal(sum({amount}), [{region}])' };
  const total = 230;

  it('share in everything, although a limit hides members', async () => {
    const sort = {
      CategorySort: [{ FieldSort: { FieldId: 'Share', Direction: 'DESC' } }],
      CategoryItemsLimit: { ItemsLimit: 2 },
    };
    const visual = await draw(
      bar({ Category: [text('region')], Values: [calculated('Share')] }, { SortConfiguration: sort }),
      { calculations },
    );
    expect(visual.result.rows).toEqual([
      ['south', digits(90 / total)],
      ['north', digits(60 / total)],
    ]);
    expect(visual.notDrawn).toMatchObject([{ name: 'Bar chart: "Other" of region' }]);
  });

  it('share in everything, although a limit by another measure hides members', async () => {
    const sort = {
      CategorySort: [{ FieldSort: { FieldId: 'sum-amount', Direction: 'ASC' } }],
      CategoryItemsLimit: { ItemsLimit: 1, OtherCategories: 'EXCLUDE' },
    };
    const wells = { Category: [text('region')], Values: [sum('amount'), calculated('Share')] };
    const visual = await draw(bar(wells, { SortConfiguration: sort }), { calculations });
    expect(visual.result.rows).toEqual([['east', 20, digits(20 / total)]]);
  });

  it('with colours leave the members in their own order, and say so', async () => {
    const sort = { CategorySort: [{ FieldSort: { FieldId: 'Within', Direction: 'DESC' } }] };
    const wells = { Category: [text('region')], Colors: [text('product')], Values: [calculated('Within')] };
    const visual = await draw(bar(wells, { SortConfiguration: sort }), { calculations });
    expect(visual.result.rows.slice(0, 2)).toEqual([
      ['east', 'pear', 0.25],
      ['east', 'plum', 0.75],
    ]);
    expect(visual.notDrawn).toMatchObject([{ name: 'Bar chart: order of region' }]);
  });
});

describe('lines', () => {
  const line = (wells: object): Visual => ({
    LineChartVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { LineChartAggregatedFieldWells: wells } } },
  });

  it('run through time by their granularity', async () => {
    const { result } = await draw(line({ Category: [day('MONTH')], Values: [sum('amount')] }));
    expect(result.rows).toEqual([
      ['2026-01-01T00:00:00Z', 30],
      ['2026-02-01T00:00:00Z', 70],
      ['2026-03-01T00:00:00Z', 70],
      ['2026-04-01T00:00:00Z', 60],
      [null, null],
    ]);
    expect(result.fields[0]).toMatchObject({ type: 'date', granularity: 'MONTH' });
  });

  it('start weeks on Sunday, or on the day that the definition asks for', async () => {
    const wells = { Category: [day('WEEK')], Values: [sum('amount')] };
    const sunday = await draw(line(wells));
    expect(sunday.result.rows[0]?.[0]).toBe('2025-12-28T00:00:00Z');
    const definition = { ...definitionOf({ visuals: [line(wells)] }), Options: { WeekStart: 'MONDAY' as const } };
    const model = await runDashboard(
      lake.connection,
      { id: 'd', title: 'D', definition },
      { relationOf: lake.relationOf, now: '2026-03-18T12:00:00Z' },
    );
    const element = model.sheets[0]?.elements[0];
    expect(element?.kind === 'visual' && element.visual.result.rows[0]?.[0]).toBe('2025-12-29T00:00:00Z');
  });

  it('compare with the period before', async () => {
    const calculations = {
      Growth: 'periodOverPeriodDifference(sum({amount}), {day})',
      Total: 'runningSum(sum({amount}), [{day} ASC])',
    };
    const { result } = await draw(
      line({ Category: [day('MONTH')], Values: [calculated('Growth'), calculated('Total')] }),
      { calculations },
    );
    expect(result.rows.slice(0, 4).map((row) => row.slice(1))).toEqual([
      [null, 30],
      [40, 100],
      [0, 170],
      [-10, 230],
    ]);
  });
});

describe('KPIs', () => {
  const kpi = (wells: object, KPIOptions: object = {}): Visual => ({
    KPIVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells, KPIOptions } },
  });

  it('are one figure', async () => {
    const visual = drawnAs('kpi', await draw(kpi({ Values: [sum('amount')] })));
    expect(visual.result.rows).toEqual([[230]]);
    expect(visual.comparison).toBeUndefined();
    expect(visual.alternative).toBe('KPI: Sum of amount is 230.');
  });

  it('with a trend group show the last period beside the one before', async () => {
    const visual = drawnAs('kpi', await draw(kpi({ Values: [sum('amount')], TrendGroups: [day('MONTH')] })));
    expect(visual.result.rows).toEqual([[60]]);
    expect(visual.comparison).toEqual({ label: 'vs previous month', method: 'percent-difference', amount: -10 / 70 });
    expect(visual.sparkline?.map(([, value]) => value)).toEqual([30, 70, 70, 60]);
    expect(visual.alternative).toBe('KPI: Sum of amount is 60, down 14.3% vs previous month.');
  });

  it('with a target compare as the definition asks', async () => {
    const target = { NumericalMeasureField: { FieldId: 't', Column: column('id') } };
    const visual = drawnAs(
      'kpi',
      await draw(
        kpi({ Values: [sum('amount')], TargetValues: [target] }, { Comparison: { ComparisonMethod: 'DIFFERENCE' } }),
      ),
    );
    expect(visual.result.rows).toEqual([[230, 55]]);
    expect(visual.comparison).toEqual({ label: 'vs Sum of id', method: 'difference', amount: 175 });
  });
});

describe('tables', () => {
  const table = (wells: object, more: object = {}): Visual => ({
    TableVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells, ...more } },
  });

  it('group, sort, order and hide columns, and compute totals over all rows', async () => {
    const grouped = {
      TableAggregatedFieldWells: { GroupBy: [text('region')], Values: [sum('amount'), calculated('Average')] },
    };
    const visual = drawnAs(
      'table',
      await draw(
        table(grouped, {
          SortConfiguration: { RowSort: [{ FieldSort: { FieldId: 'sum-amount', Direction: 'DESC' } }] },
          FieldOptions: {
            Order: ['sum-amount', 'region'],
            SelectedFieldOptions: [
              { FieldId: 'Average', Visibility: 'HIDDEN' },
              { FieldId: 'region', CustomLabel: 'Market' },
            ],
          },
          TotalOptions: { TotalsVisibility: 'VISIBLE', CustomLabel: 'All' },
        }),
        { calculations: { Average: 'avg({amount})' } },
      ),
    );
    expect(visual.result.rows.map((row) => row.slice(0, 2))).toEqual([
      ['south', 90],
      ['north', 60],
      [null, 60],
      ['east', 20],
      ['west', null],
    ]);
    expect(visual).toMatchObject({
      columns: [1, 0, 2],
      hidden: [2],
      totals: [null, 230, Number((230 / 9).toPrecision(15))],
      totalsLabel: 'All',
    });
    expect(visual.result.fields[0]?.label).toBe('Market');
  });

  it('show rows as they are, cut at the limit with their number', async () => {
    const rows = {
      TableUnaggregatedFieldWells: {
        Values: [
          { FieldId: 'i', Column: column('id') },
          { FieldId: 'd', Column: column('day') },
        ],
      },
    };
    const definition = definitionOf({
      visuals: [table(rows, { SortConfiguration: { RowSort: [{ FieldSort: { FieldId: 'i', Direction: 'DESC' } }] } })],
    });
    const model = await runDashboard(
      lake.connection,
      { id: 'd', title: 'D', definition },
      { relationOf: lake.relationOf, now: '2026-03-18T12:00:00Z', rowLimit: 2 },
    );
    const element = model.sheets[0]?.elements[0];
    expect(element?.kind === 'visual' && element.visual.result).toMatchObject({
      rows: [
        [10, null],
        [9, '2026-04-05T00:00:00Z'],
      ],
      total: 10,
    });
  });
});

describe('other kinds', () => {
  it('pivots hold a row for each pair of members', async () => {
    const wells = {
      PivotTableAggregatedFieldWells: { Rows: [text('region')], Columns: [text('product')], Values: [sum('amount')] },
    };
    const visual = drawnAs(
      'pivot',
      await draw({
        PivotTableVisual: {
          VisualId: 'v',
          ChartConfiguration: { FieldWells: wells, TotalOptions: { RowTotalOptions: { TotalsVisibility: 'VISIBLE' } } },
        },
      }),
    );
    expect(visual.result.rows.slice(0, 4)).toEqual([
      ['east', 'pear', 5],
      ['east', 'plum', 15],
      ['north', 'apple', 30],
      ['north', 'pear', 30],
    ]);
    expect(visual).toMatchObject({ rowFields: [0], columnFields: [1], values: [2] });
    expect(visual.notDrawn).toMatchObject([{ name: 'Pivot table: row totals' }]);
  });

  it('combos keep bars and lines apart', async () => {
    const wells = {
      ComboChartAggregatedFieldWells: {
        Category: [text('region')],
        BarValues: [sum('amount')],
        LineValues: [sum('id')],
      },
    };
    const visual = drawnAs(
      'combo',
      await draw({ ComboChartVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells } } }),
    );
    expect(visual).toMatchObject({ wells: { values: [1] }, lines: [2], secondAxis: { title: 'Sum of id' } });
    expect(visual.result.rows[0]).toEqual(['south', 90, 9]);
  });

  it('maps find their coordinates by role, and name their stale table', async () => {
    const place = (name: string) => ({
      NumericalDimensionField: { FieldId: name, Column: { DataSetIdentifier: 'places', ColumnName: name } },
    });
    const city = {
      CategoricalDimensionField: { FieldId: 'city', Column: { DataSetIdentifier: 'places', ColumnName: 'city' } },
    };
    const people = {
      NumericalMeasureField: { FieldId: 'p', Column: { DataSetIdentifier: 'places', ColumnName: 'people' } },
    };
    const wells = {
      GeospatialMapAggregatedFieldWells: { Geospatial: [city, place('lon'), place('lat')], Values: [people] },
    };
    const visual = drawnAs(
      'map',
      await draw({ GeospatialMapVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells } } }),
    );
    expect(visual).toMatchObject({ latitude: 2, longitude: 1, labels: [0], values: [3], staleTables: ['places'] });
    expect(visual.result.rows).toEqual([
      ['Lima', -77, -12, 9],
      ['Oslo', 10.7, 59.9, 8],
    ]);
  });

  it('pies are donuts when the definition asks for a hole', async () => {
    const wells = { PieChartAggregatedFieldWells: { Category: [text('product')], Values: [sum('amount')] } };
    const visual = drawnAs(
      'pie',
      await draw({
        PieChartVisual: {
          VisualId: 'v',
          ChartConfiguration: { FieldWells: wells, DonutOptions: { ArcOptions: { ArcThickness: 'SMALL' } } },
        },
      }),
    );
    expect(visual.hole).toBe(0.8);
    expect(visual.result.rows[0]).toEqual(['apple', 95]);
  });

  it('what can not be drawn is named, and the rest is drawn', async () => {
    const sankey: Visual = { SankeyDiagramVisual: { VisualId: 's', Title: { FormatText: { PlainText: 'Flows' } } } };
    const broken = bar({ Category: [text('nothing')] });
    const definition = definitionOf({ visuals: [sankey, broken, bar({ Category: [text('region')] })] });
    const model = await runDashboard(
      lake.connection,
      { id: 'd', title: 'D', definition },
      { relationOf: lake.relationOf, now: '2026-03-18T12:00:00Z' },
    );
    expect(model.sheets[0]?.elements.map((element) => element.kind === 'visual' && element.visual.kind)).toEqual([
      'not-drawn',
      'not-drawn',
      'bar',
    ]);
    expect(model.notDrawn).toEqual([
      {
        path: 'Sheets[0].Visuals[0].SankeyDiagramVisual',
        name: 'Sankey diagram "Flows"',
        reason: 'this kind of visual is not drawn',
      },
      {
        path: 'Sheets[0].Visuals[1].BarChartVisual',
        name: 'Bar chart',
        reason: 'there is no column or calculated field "nothing" in table orders',
      },
    ]);
  });

  it('an empty result says so', async () => {
    const calculations = { Never: "ifelse({id} > 99, 'yes', NULL)" };
    const filter = {
      CategoryFilter: {
        FilterId: 'f',
        Column: column('Never'),
        Configuration: { FilterListConfiguration: { MatchOperator: 'CONTAINS' as const, CategoryValues: ['yes'] } },
      },
    };
    const groups = [
      {
        FilterGroupId: 'g',
        CrossDataset: 'SINGLE_DATASET' as const,
        ScopeConfiguration: { AllSheets: {} },
        Filters: [filter],
      },
    ];
    const visual = await draw(bar({ Category: [text('region')] }), { calculations, groups });
    expect(visual).toMatchObject({ error: 'No rows pass the filters.', alternative: 'Bar chart: no data.' });
  });
});
