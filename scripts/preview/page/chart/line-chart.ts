import type { Cell, VisualModel } from '../../model.ts';
import { parseDate } from '../format/format-date.ts';
import { formatLabel } from '../format/format-value.ts';
import { namedColors, type Paint } from '../palette.ts';
import { shapeSeries } from '../shape/shape-series.ts';
import { axisCaption, categoryAxis, grid, isTime, numberAxis, timeAxis, valueAxis } from './axes.ts';
import { tooltipRows } from './bar-chart.ts';
import type { Chart } from './chart-option.ts';
import { stackedTotals } from './stack.ts';
import { hoveredIndex, tooltipContent, tooltipStyle } from './tooltip.ts';

export type LineVisual = Extract<VisualModel, { kind: 'line' }>;

function isNumber(cell: Cell): boolean {
  return typeof cell === 'number';
}

/** Lines over time (a true time axis, in UTC), over numbers in proportion, or over named categories; areas start at zero. */
export function lineChart(visual: LineVisual, paint: Paint): Chart {
  const shaped = shapeSeries(visual.result, visual.wells);
  const first = visual.result.fields[visual.wells.category[0] ?? -1];
  const time = visual.wells.category.length === 1 && isTime(first, shaped.categories);
  const linear = first?.type === 'number' && shaped.categories.length > 1 && shaped.categories.every(isNumber);
  const order = shaped.categories.map((cell, at) => ({
    at,
    x: typeof cell === 'string' ? parseDate(cell) : Number(cell),
  }));
  if (time || linear) order.sort((left, right) => left.x - right.x);
  const labels = order.map(({ at }) => shaped.labels[at] ?? '');
  const series = shaped.series.map((one) => ({ ...one, values: order.map(({ at }) => one.values[at] ?? null) }));
  const colors = namedColors(
    visual,
    paint,
    series.map(({ name, field }) => [name, field.id]),
  );
  const stacked = visual.shape === 'stacked-area';
  const extent = stacked ? stackedTotals(series, labels.length) : series.flatMap(({ values }) => values);
  const fields = series.map(({ field }) => field);
  return {
    legend:
      series.length < 2 ? [] : series.map(({ name }, index) => ({ name, color: colors[index] ?? '', mark: 'line' })),
    caption: axisCaption(visual.valueAxis, fields),
    minimum: {},
    option: {
      animation: paint.animate,
      useUTC: true,
      grid,
      xAxis: time
        ? timeAxis(first, visual.categoryAxis, paint)
        : linear
          ? numberAxis(first, visual.categoryAxis, paint, shaped.categories.every(Number.isInteger))
          : { ...categoryAxis(labels, visual.categoryAxis, paint, 'plain'), boundaryGap: false },
      yAxis: valueAxis(extent, fields[0], visual.valueAxis, paint, visual.shape === 'line' ? 'near' : 'always'),
      tooltip: {
        ...tooltipStyle(paint),
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: paint.muted, width: 1, type: 'solid' } },
        formatter: (parameters: unknown) => {
          const at = hoveredIndex(parameters) ?? 0;
          return tooltipContent(labels[at] ?? '', tooltipRows(series, colors, at));
        },
      },
      series: series.map((one, index) => ({
        type: 'line',
        name: one.name,
        data: one.values.map((value, at) => (time || linear ? [order[at]?.x ?? 0, value] : value)),
        ...(stacked ? { stack: 'all' } : {}),
        ...(visual.shape === 'line' ? {} : { areaStyle: { opacity: stacked ? 0.55 : 0.14 } }),
        color: colors[index] ?? paint.accent,
        lineStyle: { width: 2 },
        symbol: 'circle',
        symbolSize: 6,
        showSymbol: visual.markers || one.values.length < 3,
        emphasis: { disabled: true },
        label: {
          show: visual.dataLabels,
          position: 'top',
          color: paint.text,
          fontFamily: paint.font,
          fontSize: 11,
          formatter: ({ dataIndex }: { dataIndex: number }) => formatLabel(one.values[dataIndex] ?? null, one.field),
        },
        labelLayout: { hideOverlap: true },
      })),
    },
  };
}
