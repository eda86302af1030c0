import type { AxisModel, Cell, FieldModel, GridPlace, LegendModel, VisualModel } from '../model.ts';
import { dateField, moneyField, numberField, textField } from './sample-fields.ts';

/** What every sample visual shares; a test overrides what it is about. */
export function base(id: string, title: string, fields: readonly FieldModel[], rows: readonly (readonly Cell[])[]) {
  return {
    id,
    title,
    subtitle: undefined,
    titleHidden: false,
    alternative: `${title}: ${rows.length} rows`,
    error: undefined,
    notDrawn: [],
    staleTables: [],
    result: { fields, rows, total: rows.length },
  };
}

export const axis: AxisModel = {
  title: undefined,
  visible: true,
  gridLines: true,
  minimum: undefined,
  maximum: undefined,
  logarithmic: false,
};

export const legend: LegendModel = { visible: true, title: undefined, position: 'auto' };

const looks = { categoryAxis: { ...axis, gridLines: false }, valueAxis: axis, legend, dataLabels: false, palette: [] };
const wells = { category: [0], values: [1], colors: [], multiples: [] };

const genres = ['Drama', 'Comedy', 'Action', 'Adventure', 'Thriller/Suspense', 'Horror', 'Romantic Comedy', 'Musical'];
const regions = ['North', 'South', 'East', 'West'];
const categories = ['Electronics', 'Furniture', 'Office supplies'];

/** Without a random number generator: the same picture every time. */
function wave(at: number, size: number, phase = 0): number {
  return Math.round(size * (1 + 0.35 * Math.sin(at / 5 + phase) + 0.12 * Math.sin(at * 1.7 + phase)) * 100) / 100;
}

function day(at: number): string {
  return new Date(Date.UTC(2026, 0, 1 + at)).toISOString();
}

const days = Array.from({ length: 90 }, (_, at) => at);

/** One visual of each kind and of most of their variants, with its place. */
export const sampleVisuals: readonly { readonly place: GridPlace; readonly visual: VisualModel }[] = [
  {
    place: { column: 0, row: 3, columnSpan: 9, rowSpan: 6 },
    visual: {
      ...base('kpi-plain', 'Revenue', [moneyField('revenue')], [[1234567.8]]),
      kind: 'kpi',
      value: 0,
      target: undefined,
      comparison: { label: 'vs. the month before', method: 'percent-difference', amount: 0.124 },
      sparkline: days.map((at) => [day(at), at === 40 ? null : wave(at, 4000)] as const),
    },
  },
  {
    place: { column: 9, row: 3, columnSpan: 9, rowSpan: 6 },
    visual: {
      ...base('kpi-target', 'Orders', [numberField('orders'), numberField('goal', 'Target')], [[8123, 10000]]),
      kind: 'kpi',
      value: 0,
      target: 1,
      comparison: { label: 'vs. the month before', method: 'difference', amount: -341 },
      sparkline: undefined,
    },
  },
  {
    place: { column: 18, row: 3, columnSpan: 9, rowSpan: 6 },
    visual: {
      ...base('kpi-null', 'Growth', [numberField('growth', 'Growth', { kind: 'percent' })], [[null]]),
      kind: 'kpi',
      value: 0,
      target: undefined,
      comparison: { label: 'vs. the year before', method: 'difference', amount: null },
      sparkline: undefined,
    },
  },
  {
    place: { column: 27, row: 3, columnSpan: 9, rowSpan: 6 },
    visual: {
      ...base('kpi-bare', 'Rows quarantined', [numberField('rows')], [[42]]),
      subtitle: 'Of all files',
      kind: 'kpi',
      value: 0,
      target: undefined,
      comparison: undefined,
      sparkline: undefined,
      staleTables: ['pipeline_files'],
    },
  },
  {
    place: { column: 0, row: 9, columnSpan: 18, rowSpan: 13 },
    visual: {
      ...base(
        'bar-horizontal',
        'Movies per genre',
        [textField('genre', 'Genre'), numberField('movies', 'Number of movies')],
        [...genres.map((genre, at): Cell[] => [genre, 780 - at * 90]), [null, 275]],
      ),
      kind: 'bar',
      ...looks,
      wells,
      horizontal: true,
      arrangement: 'clustered',
    },
  },
  {
    place: { column: 18, row: 9, columnSpan: 18, rowSpan: 13 },
    visual: {
      ...base(
        'line-days',
        'Revenue per day',
        [dateField('day', 'Day', 'DAY'), moneyField('revenue', 'Revenue'), textField('region', 'Region')],
        days.flatMap((at) => regions.map((region, r): Cell[] => [day(at), wave(at, 2000 + r * 700, r), region])),
      ),
      kind: 'line',
      ...looks,
      wells: { ...wells, colors: [2] },
      shape: 'line',
      markers: false,
    },
  },
  {
    place: { column: 0, row: 22, columnSpan: 12, rowSpan: 12 },
    visual: {
      ...base(
        'bar-stacked',
        'Revenue per region and category',
        [textField('region', 'Region'), moneyField('revenue', 'Revenue'), textField('category', 'Category')],
        regions.flatMap((region, r) => categories.map((name, c): Cell[] => [region, wave(r * 3 + c, 90000), name])),
      ),
      kind: 'bar',
      ...looks,
      dataLabels: true,
      wells: { ...wells, colors: [2] },
      horizontal: false,
      arrangement: 'stacked',
    },
  },
  {
    place: { column: 12, row: 22, columnSpan: 12, rowSpan: 12 },
    visual: {
      ...base(
        'bar-percent',
        'Share of categories',
        [textField('region', 'Region'), moneyField('revenue', 'Revenue'), textField('category', 'Category')],
        regions.flatMap((region, r) => categories.map((name, c): Cell[] => [region, wave(r * 3 + c, 90000), name])),
      ),
      kind: 'bar',
      ...looks,
      wells: { ...wells, colors: [2] },
      horizontal: false,
      arrangement: 'stacked-percent',
    },
  },
  {
    place: { column: 24, row: 22, columnSpan: 12, rowSpan: 12 },
    visual: {
      ...base(
        'pie',
        'Revenue by category',
        [textField('category', 'Category'), moneyField('revenue', 'Revenue')],
        ['Electronics', 'Furniture', 'Office supplies', 'Garden', 'Toys'].map((name, at): Cell[] => [
          name,
          52000 / (at + 1),
        ]),
      ),
      kind: 'pie',
      wells,
      hole: 0.6,
      legend,
      dataLabels: true,
      palette: [],
    },
  },
  {
    place: { column: 0, row: 34, columnSpan: 18, rowSpan: 12 },
    visual: {
      ...base(
        'combo',
        'Revenue and orders per month',
        [dateField('month', 'Month', 'MONTH'), moneyField('revenue', 'Revenue'), numberField('orders', 'Orders')],
        Array.from({ length: 9 }, (_, at): Cell[] => [
          new Date(Date.UTC(2026, at, 1)).toISOString(),
          wave(at, 80000),
          Math.round(wave(at, 900, 2)),
        ]),
      ),
      kind: 'combo',
      ...looks,
      wells,
      lines: [2],
      secondAxis: axis,
      arrangement: 'clustered',
    },
  },
  {
    place: { column: 18, row: 34, columnSpan: 18, rowSpan: 12 },
    visual: {
      ...base(
        'area',
        'Temperature, stacked',
        [
          dateField('hour', 'Hour', 'HOUR'),
          numberField('t', 'Temperature (°C)', { decimals: 1 }),
          textField('sensor', 'Sensor'),
        ],
        Array.from({ length: 48 }, (_, at) => at).flatMap((at) =>
          ['S-01', 'S-02'].map((name, s): Cell[] => [
            new Date(Date.UTC(2026, 2, 1, at)).toISOString(),
            wave(at, 20, s),
            name,
          ]),
        ),
      ),
      kind: 'line',
      ...looks,
      wells: { ...wells, colors: [2] },
      shape: 'stacked-area',
      markers: false,
    },
  },
  {
    place: { column: 0, row: 46, columnSpan: 18, rowSpan: 12 },
    visual: {
      ...base(
        'map',
        'Users by location',
        [
          textField('place', 'Location'),
          numberField('latitude'),
          numberField('longitude'),
          numberField('users', 'Users'),
        ],
        [
          ['Berlin', 52.52, 13.4, 812],
          ['Tokyo', 35.68, 139.69, 640],
          ['New York', 40.71, -74, 1204],
          ['São Paulo', -23.55, -46.63, 402],
          ['Nairobi', -1.29, 36.82, 221],
          ['Sydney', -33.87, 151.21, 318],
        ],
      ),
      kind: 'map',
      latitude: 1,
      longitude: 2,
      labels: [0],
      values: [3],
      colors: [],
      palette: [],
    },
  },
  {
    place: { column: 18, row: 46, columnSpan: 18, rowSpan: 12 },
    visual: {
      ...base(
        'table',
        'Latest sales',
        [
          dateField('day', 'Day', 'DAY'),
          textField('item', 'Item'),
          numberField('quantity', 'Quantity'),
          moneyField('revenue', 'Revenue (USD)', { decimals: 2 }),
        ],
        Array.from({ length: 640 }, (_, at): Cell[] => [day(at % 90), `Item ${at % 17}`, (at * 7) % 23, wave(at, 120)]),
      ),
      kind: 'table',
      columns: [0, 1, 2, 3],
      totals: [null, null, 6912, 76543.21],
      totalsLabel: 'Total',
      hidden: [],
    },
  },
  {
    place: { column: 0, row: 58, columnSpan: 18, rowSpan: 10 },
    visual: {
      ...base(
        'pivot',
        'Revenue by region and year',
        [
          textField('region', 'Region'),
          textField('category', 'Category'),
          dateField('year', 'Year', 'YEAR'),
          moneyField('revenue', 'Revenue'),
          numberField('orders', 'Orders'),
        ],
        regions.flatMap((region, r) =>
          categories.flatMap((name, c) =>
            [2024, 2025].map((year): Cell[] => [
              region,
              name,
              `${year}-01-01T00:00:00.000Z`,
              wave(r + c, 9000),
              120 + r * c,
            ]),
          ),
        ),
      ),
      kind: 'pivot',
      rowFields: [0, 1],
      columnFields: [2],
      values: [3, 4],
    },
  },
  {
    place: { column: 18, row: 58, columnSpan: 18, rowSpan: 10 },
    visual: {
      ...base(
        'multiples',
        'Readings per sensor, small multiples',
        [dateField('day', 'Day', 'DAY'), numberField('readings', 'Readings'), textField('sensor', 'Sensor')],
        days
          .slice(0, 20)
          .flatMap((at) =>
            ['S-01', 'S-02', 'S-03'].map((name, s): Cell[] => [day(at), wave(at, 20 + 10 * s, s), name]),
          ),
      ),
      kind: 'line',
      ...looks,
      wells: { ...wells, multiples: [2] },
      shape: 'area',
      markers: false,
    },
  },
  {
    place: { column: 0, row: 68, columnSpan: 12, rowSpan: 8 },
    visual: {
      ...base('failed', 'Margin per item', [], []),
      error: 'The column "margin" is not in the table sales_daily',
      kind: 'bar',
      ...looks,
      wells: { category: [], values: [], colors: [], multiples: [] },
      horizontal: false,
      arrangement: 'clustered',
    },
  },
  {
    place: { column: 12, row: 68, columnSpan: 12, rowSpan: 8 },
    visual: {
      ...base('empty', 'Errors of the last hour', [textField('code'), numberField('errors')], []),
      kind: 'bar',
      ...looks,
      wells,
      horizontal: false,
      arrangement: 'clustered',
    },
  },
  {
    place: { column: 24, row: 68, columnSpan: 12, rowSpan: 8 },
    visual: {
      ...base('sankey', 'Flows', [], []),
      kind: 'not-drawn',
      asked: 'Sankey diagram',
      reason: 'the page has no drawing for flows',
    },
  },
];
