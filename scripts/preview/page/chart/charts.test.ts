import { describe, expect, test } from 'vitest';
import type { VisualModel } from '../../model.ts';
import { numberField, textField } from '../../testing/sample-fields.ts';
import { samplePaint } from '../../testing/sample-paint.ts';
import { axis, base, sampleVisuals } from '../../testing/sample-visuals.ts';
import { chartParts, niceMaximum } from '../visual/chart-parts.ts';
import { valueAxis, withUnit } from './axes.ts';
import { type BarVisual, barChart, readableOn } from './bar-chart.ts';
import { lineChart } from './line-chart.ts';
import { mapChart } from './map-chart.ts';
import { pieChart } from './pie-chart.ts';

function sample<Kind extends VisualModel['kind']>(id: string, kind: Kind): Extract<VisualModel, { kind: Kind }> {
  const found = sampleVisuals.find(({ visual }) => visual.id === id)?.visual;
  if (found?.kind !== kind) throw new TypeError(`the sample has no ${kind} "${id}"`);
  return found as Extract<VisualModel, { kind: Kind }>;
}

/** The data of every series, as JSON, because ECharts' types allow much more than what is drawn here. */
function dataOf(option: { series?: unknown }): unknown[] {
  return JSON.parse(JSON.stringify(option.series)).map(({ data }: { data: unknown }) => data);
}

describe('value axes', () => {
  const field = numberField('n');
  test('bars start at zero, however far from it their values are', () => {
    expect(valueAxis([9_000, 9_100], field, axis, samplePaint, 'always')).toMatchObject({ scale: false });
  });
  test('lines start at zero unless it would flatten them', () => {
    expect(valueAxis([10, 100], field, axis, samplePaint, 'near')).toMatchObject({ scale: false });
    expect(valueAxis([95, 100], field, axis, samplePaint, 'near')).toMatchObject({ scale: true });
    expect(valueAxis([-5, 5], field, axis, samplePaint, 'near')).toMatchObject({ scale: false });
    expect(valueAxis([], field, axis, samplePaint, 'near')).toMatchObject({ scale: false });
  });
  test('the definition’s ends are kept, with round steps between', () => {
    const asked = valueAxis([3, 90], field, { ...axis, minimum: 0, maximum: 100 }, samplePaint, 'near');
    expect(asked).toMatchObject({ min: 0, max: 100, interval: 25 });
  });
  test('labels say the unit once', () => {
    const money = {
      ...numberField('r', 'Revenue'),
      format: { ...field.format, kind: 'currency' as const, currency: 'EUR' },
    };
    expect(withUnit(money)).toBe('Revenue (EUR)');
    expect(withUnit({ ...money, label: 'Revenue in EUR' })).toBe('Revenue in EUR');
  });
});

describe('bars', () => {
  test('lying ones list the first category at the top', () => {
    expect(barChart(sample('bar-horizontal', 'bar'), samplePaint).option.yAxis).toMatchObject({
      inverse: true,
      type: 'category',
    });
  });
  test('stacked to 100 %: the shares of each category add up to one', () => {
    const { option } = barChart(sample('bar-percent', 'bar'), samplePaint);
    const series = dataOf(option) as number[][];
    for (let at = 0; at < 4; at += 1) {
      expect(series.reduce((sum, values) => sum + (values[at] ?? 0), 0)).toBeCloseTo(1, 10);
    }
  });
  test('many categories get room instead of lying on each other', () => {
    const bar: BarVisual = sample('bar-horizontal', 'bar');
    const rows = Array.from({ length: 200 }, (_, at) => [`Category ${at}`, at]);
    const many = { ...bar, result: { ...bar.result, rows, total: 200 } };
    expect(barChart(many, samplePaint).minimum.height).toBeGreaterThan(3000);
  });
  test('labels on a colour are black or white, whichever contrasts', () => {
    expect(readableOn('#ffffff')).toBe('#000000');
    expect(readableOn('#102040')).toBe('#ffffff');
  });
});

describe('lines', () => {
  test('dates stand on a time axis in UTC, in order of time', () => {
    const line = sample('line-days', 'line');
    const reversed = { ...line, result: { ...line.result, rows: line.result.rows.toReversed() } };
    const { option } = lineChart(reversed, samplePaint);
    expect(option.xAxis).toMatchObject({ type: 'time' });
    expect(option).toMatchObject({ useUTC: true });
    const times = (dataOf(option)[0] as [number, number][]).map(([x]) => x);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBe(Date.UTC(2026, 0, 1));
  });
  test('numbers stand in proportion: a gap of ten years is ten years wide', () => {
    const line = sample('line-days', 'line');
    const fields = [numberField('year'), numberField('movies')];
    const rows = [
      [1950, 2],
      [1930, 1],
      [1931, 3],
    ];
    const years = { ...line, wells: { ...line.wells, colors: [] }, result: { fields, rows, total: 3 } };
    const { option } = lineChart(years, samplePaint);
    expect(option.xAxis).toMatchObject({ type: 'value', min: 'dataMin', minInterval: 1 });
    expect(dataOf(option)[0]).toEqual([
      [1930, 1],
      [1931, 3],
      [1950, 2],
    ]);
  });
});

test('a pie leaves out what has no area, and its legend gives value and share', () => {
  const pie = sample('pie', 'pie');
  const rows = [
    ['a', 75],
    ['b', 25],
    ['c', 0],
    ['d', -5],
  ];
  const { legend } = pieChart({ ...pie, result: { ...pie.result, rows, total: 4 } }, samplePaint);
  expect(legend.map(({ name, details }) => [name, ...(details ?? [])])).toEqual([
    ['a', '$75', '75.0%'],
    ['b', '$25', '25.0%'],
  ]);
});

test('a point’s area is in proportion to its value, and places that are none are left out', () => {
  const map = sample('map', 'map');
  const rows = [
    ['big', 10, 20, 400],
    ['small', 11, 21, 100],
    ['nowhere', null, 3, 9],
    ['off the globe', 95, 3, 9],
  ];
  const { option } = mapChart({ ...map, result: { ...map.result, rows, total: 4 } }, samplePaint);
  const [points] = dataOf(option) as { name: string; symbolSize: number }[][];
  expect(points?.map(({ name }) => name)).toEqual(['big', 'small']);
  expect((points?.[0]?.symbolSize ?? 0) / (points?.[1]?.symbolSize ?? 1)).toBeCloseTo(2, 10);
});

test('small multiples share one scale, and a series has one colour in all of them', () => {
  const bar: BarVisual = {
    ...sample('bar-stacked', 'bar'),
    ...base(
      'm',
      'Multiples',
      [textField('x'), numberField('n'), textField('color'), textField('part')],
      [
        ['a', 3, 'red', 'one'],
        ['a', 70, 'blue', 'two'],
        ['a', 20, 'red', 'two'],
      ],
    ),
    wells: { category: [0], values: [1], colors: [2], multiples: [3] },
  };
  const parts = chartParts(bar, samplePaint).map(({ label, visual }) => ({
    label,
    chart: barChart(visual as BarVisual, samplePaint),
  }));
  expect(parts.map(({ label }) => label)).toEqual(['one', 'two']);
  const maxima = parts.map(({ chart }) => JSON.parse(JSON.stringify(chart.option.yAxis)).max);
  expect(maxima).toEqual([100, 100]);
  const colors = parts.flatMap(({ chart }) =>
    JSON.parse(JSON.stringify(chart.option.series)).map(
      (one: { name: string; itemStyle: { color: string } }) => `${one.name} ${one.itemStyle.color}`,
    ),
  );
  expect(new Set(colors).size).toBe(2);
});

test.each([
  [0, undefined],
  [3, 3],
  [90, 100],
  [101, 150],
  [0.07, 0.08],
])('the round maximum of %d is %d', (value, maximum) => {
  const found = niceMaximum(value);
  if (maximum === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(maximum, 10);
});
