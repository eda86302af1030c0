import type { VisualModel } from '../../model.ts';
import { namedColors, type Paint } from '../palette.ts';
import { type Series, shapeSeries } from '../shape/shape-series.ts';
import { axisCaption, valueAxis } from './axes.ts';
import { barChart, tooltipRows } from './bar-chart.ts';
import type { Chart } from './chart-option.ts';
import { hoveredIndex, tooltipContent, tooltipStyle } from './tooltip.ts';

export type ComboVisual = Extract<VisualModel, { kind: 'combo' }>;

/** Bars with lines over the same categories; the lines take the right axis when the definition has one. */
export function comboChart(visual: ComboVisual, paint: Paint): Chart {
  const bars = shapeSeries(visual.result, visual.wells);
  const lines = namedLines(visual);
  const colors = namedColors(
    visual,
    paint,
    [...bars.series, ...lines].map(({ name, field }) => [name, field.id]),
  );
  const base = barChart(
    { ...visual, kind: 'bar', horizontal: false, palette: colors.slice(0, bars.series.length), memberColors: {} },
    paint,
  );
  const lineColors = colors.slice(bars.series.length);
  const second = visual.secondAxis;
  const fields = lines.map(({ field }) => field);
  const rightAxis =
    second === undefined
      ? undefined
      : {
          ...valueAxis(
            lines.flatMap(({ values }) => values),
            fields[0],
            { ...second, gridLines: false },
            paint,
            'always',
          ),
          position: 'right' as const,
        };
  const captionRight = second === undefined ? undefined : axisCaption(second, fields);
  const barSeries = Array.isArray(base.option.series) ? base.option.series : [];
  const leftAxis = Array.isArray(base.option.yAxis) ? base.option.yAxis[0] : base.option.yAxis;
  return {
    caption: axisCaption(
      visual.valueAxis,
      bars.series.map(({ field }) => field),
    ),
    ...(captionRight === undefined ? {} : { captionRight }),
    minimum: base.minimum,
    legend: [
      ...bars.series.map(({ name }, at) => ({ name, color: colors[at] ?? '', mark: 'square' as const })),
      ...lines.map(({ name }, at) => ({ name, color: lineColors[at] ?? '', mark: 'line' as const })),
    ],
    option: {
      ...base.option,
      yAxis: [leftAxis ?? {}, ...(rightAxis === undefined ? [] : [rightAxis])],
      tooltip: {
        ...tooltipStyle(paint),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: paint.hairline, opacity: 0.4 } },
        formatter: (parameters: unknown) => {
          const at = hoveredIndex(parameters) ?? 0;
          return tooltipContent(bars.labels[at] ?? '', tooltipRows([...bars.series, ...lines], colors, at));
        },
      },
      series: [
        ...barSeries,
        ...lines.map((line, at) => ({
          type: 'line' as const,
          name: line.name,
          yAxisIndex: rightAxis === undefined ? 0 : 1,
          data: [...line.values],
          color: lineColors[at] ?? paint.accent,
          lineStyle: { width: 2 },
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: line.values.length < 24,
          emphasis: { disabled: true },
        })),
      ],
    },
  };
}

/** With a colour field every series is named after its member: bars and lines of one member need telling apart. */
function namedLines(visual: ComboVisual): readonly Series[] {
  const { series } = shapeSeries(visual.result, { ...visual.wells, values: visual.lines });
  if (visual.wells.colors.length === 0 || visual.lines.length > 1) return series;
  return series.map((one) => ({ ...one, name: `${one.name} · ${one.field.label}` }));
}
