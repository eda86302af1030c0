import type { BarSeriesOption, LineSeriesOption, PieSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GeoComponentOption, GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** Only the parts of ECharts that the bundle registers (draw-chart.ts). */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | ScatterSeriesOption
  | GeoComponentOption
  | GridComponentOption
  | TooltipComponentOption
>;

/** An entry of the legend, which is HTML beside the chart so that a keyboard reaches it. */
export interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly mark: 'square' | 'line' | 'dot';
  /** Shown at the end of the entry: a slice's value and share. */
  readonly details?: readonly string[];
}

/** A chart ready to draw: the option, the legend and what is written above the value axes. */
export interface Chart {
  readonly option: ChartOption;
  readonly legend: readonly LegendEntry[];
  /** What the left (or only) value axis shows, with its unit; undefined: the axis is hidden or the legend says it. */
  readonly caption: string | undefined;
  /** The same for the right axis of a combo chart. */
  readonly captionRight?: string;
  /** Least size in pixels in which every category has room; the card scrolls when it is smaller. */
  readonly minimum: { readonly width?: number; readonly height?: number };
}
