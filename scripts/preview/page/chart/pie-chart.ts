import type { FieldModel, VisualModel } from '../../model.ts';
import { formatLabel, formatValue } from '../format/format-value.ts';
import { namedColors, type Paint } from '../palette.ts';
import { shapeSeries } from '../shape/shape-series.ts';
import { readableOn } from './bar-chart.ts';
import type { Chart } from './chart-option.ts';
import { hoveredIndex, tooltipContent, tooltipStyle } from './tooltip.ts';

export type PieVisual = Extract<VisualModel, { kind: 'pie' }>;

interface Slice {
  readonly name: string;
  readonly value: number;
  readonly field: FieldModel;
}

/** A pie or donut; value and share of each slice stand in the legend, where they can be read. */
export function pieChart(visual: PieVisual, paint: Paint): Chart {
  const slices = slicesOf(visual);
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  const colors = namedColors(
    visual,
    paint,
    slices.map(({ name, field }) => [name, field.id]),
  );
  const share = (value: number) => (total === 0 ? '' : `${((value / total) * 100).toFixed(1)}%`);
  return {
    caption: undefined,
    minimum: {},
    legend: slices.map(({ name, value, field }, index) => ({
      name,
      color: colors[index] ?? '',
      mark: 'square',
      details: [formatLabel(value, field), share(value)],
    })),
    option: {
      animation: paint.animate,
      tooltip: {
        ...tooltipStyle(paint),
        trigger: 'item',
        formatter: (parameters: unknown) => {
          const at = hoveredIndex(parameters) ?? 0;
          const slice = slices[at];
          if (slice === undefined) return '';
          const value = `${formatValue(slice.value, slice.field)}  ${share(slice.value)}`;
          return tooltipContent(slice.field.label, [{ name: slice.name, value, color: colors[at] ?? '' }]);
        },
      },
      series: [
        {
          type: 'pie',
          radius: [`${Math.round(visual.hole * 92)}%`, '92%'],
          center: ['50%', '50%'],
          startAngle: 90,
          data: slices.map(({ name, value }, index) => ({
            name,
            value,
            itemStyle: { color: colors[index] ?? paint.accent, borderColor: paint.surface, borderWidth: 2 },
            label: { color: readableOn(colors[index] ?? '') },
          })),
          emphasis: { scale: false },
          label: {
            show: visual.dataLabels,
            position: 'inside',
            fontFamily: paint.font,
            fontSize: 11,
            formatter: ({ percent }: { percent?: number }) =>
              (percent ?? 0) < 5 ? '' : `${Math.round(percent ?? 0)}%`,
          },
        },
      ],
    },
  };
}

/** A slice per category member of the first value, or per value when there is no category. Nothing negative fits in a pie. */
function slicesOf(visual: PieVisual): readonly Slice[] {
  const { category, values, colors } = visual.wells;
  const wells = { category: category.length > 0 ? category : colors, values, colors: [] };
  const shaped = shapeSeries(visual.result, wells);
  const bySeries = wells.category.length === 0;
  const slices = bySeries
    ? shaped.series.map(({ name, values: [value], field }) => ({ name, value: value ?? 0, field }))
    : shaped.labels.flatMap((name, at) => {
        const series = shaped.series[0];
        return series === undefined ? [] : [{ name, value: series.values[at] ?? 0, field: series.field }];
      });
  return slices.filter(({ value }) => value > 0);
}
