import type { VisualModel } from '../../model.ts';
import { formatLabel, formatValue } from '../format/format-value.ts';
import { namedColors, type Paint } from '../palette.ts';
import { type Series, shapeSeries } from '../shape/shape-series.ts';
import { axisCaption, categoryAxis, grid, valueAxis } from './axes.ts';
import type { Chart } from './chart-option.ts';
import { shareOf, stackedTotals } from './stack.ts';
import { hoveredIndex, tooltipContent, tooltipStyle } from './tooltip.ts';

export type BarVisual = Extract<VisualModel, { kind: 'bar' }>;

/** Bars, from zero: clustered, stacked or stacked to 100 %, upright or lying. */
export function barChart(visual: BarVisual, paint: Paint): Chart {
  const { labels, series } = shapeSeries(visual.result, visual.wells);
  const colors = namedColors(
    visual,
    paint,
    series.map(({ name, field }) => [name, field.id]),
  );
  const percent = visual.arrangement === 'stacked-percent';
  const stacked = visual.arrangement !== 'clustered' && series.length > 1;
  const totals = stackedTotals(series, labels.length);
  const extent = stacked ? totals : series.flatMap(({ values }) => values);
  const names = categoryAxis(labels, visual.categoryAxis, paint, visual.horizontal ? 'from-top' : 'plain');
  const values = percent
    ? percentAxis(visual, paint)
    : valueAxis(extent, series[0]?.field, visual.valueAxis, paint, 'always');
  const labelled = visual.dataLabels || (visual.horizontal && series.length === 1 && labels.length > 12);
  const room = stacked || series.length === 0 ? 1 : series.length;
  return {
    legend:
      series.length < 2 ? [] : series.map(({ name }, index) => ({ name, color: colors[index] ?? '', mark: 'square' })),
    caption: captionOf(visual, series),
    minimum: visual.horizontal
      ? { height: labels.length * Math.max(18, room * 10 + 6) + 30 }
      : { width: labels.length > 40 ? labels.length * Math.max(14, room * 7) + 60 : 0 },
    option: {
      animation: paint.animate,
      grid: { ...grid, right: labelled && visual.horizontal ? 52 : grid.right },
      ...(visual.horizontal ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values }),
      tooltip: {
        ...tooltipStyle(paint),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: paint.hairline, opacity: 0.4 } },
        formatter: (parameters: unknown) => {
          const at = hoveredIndex(parameters) ?? 0;
          return tooltipContent(labels[at] ?? '', tooltipRows(series, colors, at, percent ? totals : undefined));
        },
      },
      series: series.map((one, index) => ({
        type: 'bar',
        name: one.name,
        ...(stacked || percent ? { stack: 'all' } : {}),
        data: one.values.map((value, at) => (percent ? shareOf(value, totals[at]) : value)),
        itemStyle: {
          color: colors[index] ?? paint.accent,
          ...(stacked ? { borderColor: paint.surface, borderWidth: 1 } : {}),
          borderRadius: stacked ? 0 : visual.horizontal ? [0, 2, 2, 0] : [2, 2, 0, 0],
        },
        emphasis: { disabled: true },
        barMaxWidth: visual.horizontal ? 22 : 44,
        barCategoryGap: '32%',
        barGap: '8%',
        label: {
          show: labelled,
          position: stacked ? 'inside' : visual.horizontal ? 'right' : 'top',
          color: stacked ? 'inherit' : paint.text,
          fontFamily: paint.font,
          fontSize: 11,
          formatter: ({ dataIndex }: { dataIndex: number }) => formatLabel(one.values[dataIndex] ?? null, one.field),
          ...(stacked ? { color: readableOn(colors[index] ?? '') } : {}),
        },
        labelLayout: stacked ? insideItsBar : { hideOverlap: true },
      })),
    },
  };
}

/** A row per series that has a value at the category; with totals also its share. */
export function tooltipRows(
  series: readonly Series[],
  colors: readonly string[],
  at: number,
  totals?: readonly number[],
) {
  return series.flatMap((one, index) => {
    const value = one.values[at] ?? null;
    if (value === null && series.length > 1) return [];
    const share = totals === undefined ? undefined : shareOf(value, totals[at]);
    const suffix = share === undefined || share === null ? '' : `  ${(share * 100).toFixed(1)}%`;
    return [{ name: one.name, value: `${formatValue(value, one.field)}${suffix}`, color: colors[index] ?? '' }];
  });
}

/** Black or white, whichever reads better on a hex colour (WCAG relative luminance). */
export function readableOn(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

function percentAxis(visual: BarVisual, paint: Paint) {
  const axis = valueAxis([0, 1], undefined, { ...visual.valueAxis, logarithmic: false, maximum: 1 }, paint, 'always');
  return {
    ...axis,
    interval: 0.25,
    axisLabel: { ...axis.axisLabel, formatter: (value: number) => `${Math.round(value * 100)}%` },
  };
}

function captionOf(visual: BarVisual, series: readonly Series[]): string | undefined {
  const fields = series.map(({ field }) => field);
  const caption = axisCaption(visual.valueAxis, fields);
  if (visual.arrangement !== 'stacked-percent' || visual.valueAxis.title !== undefined) return caption;
  const [first] = fields;
  return caption === undefined || first === undefined ? undefined : `Share of ${first.label}`;
}

/** A label that is larger than its part of the bar is left out: moved to where nothing is drawn. */
function insideItsBar({ rect, labelRect }: { rect: Box; labelRect: Box }) {
  const fits = labelRect.width + 4 <= rect.width && labelRect.height <= rect.height;
  return fits ? {} : { x: -9999 };
}

interface Box {
  readonly width: number;
  readonly height: number;
}
