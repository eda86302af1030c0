import type { Visual } from '@aws-sdk/client-quicksight';

/** Every kind of visual of the API, as a person calls it. */
export const visualKinds = {
  BarChartVisual: 'Bar chart',
  BoxPlotVisual: 'Box plot',
  ComboChartVisual: 'Combo chart',
  CustomContentVisual: 'Custom content',
  EmptyVisual: 'Empty visual',
  FilledMapVisual: 'Filled map',
  FunnelChartVisual: 'Funnel chart',
  GaugeChartVisual: 'Gauge chart',
  GeospatialMapVisual: 'Map of points',
  HeatMapVisual: 'Heat map',
  HistogramVisual: 'Histogram',
  InsightVisual: 'Insight',
  KPIVisual: 'KPI',
  LayerMapVisual: 'Layer map',
  LineChartVisual: 'Line chart',
  PieChartVisual: 'Pie chart',
  PivotTableVisual: 'Pivot table',
  PluginVisual: 'Plugin',
  RadarChartVisual: 'Radar chart',
  SankeyDiagramVisual: 'Sankey diagram',
  ScatterPlotVisual: 'Scatter plot',
  TableVisual: 'Table',
  TreeMapVisual: 'Tree map',
  WaterfallVisual: 'Waterfall chart',
  WordCloudVisual: 'Word cloud',
} as const satisfies Record<Exclude<keyof Visual, '$unknown'>, string>;

export type VisualKind = keyof typeof visualKinds;

/** What all kinds of visuals have, read without knowing the kind. */
export interface VisualBody {
  readonly VisualId?: string | undefined;
  readonly Title?:
    | { readonly Visibility?: string | undefined; readonly FormatText?: FormatText | undefined }
    | undefined;
  readonly Subtitle?:
    | { readonly Visibility?: string | undefined; readonly FormatText?: FormatText | undefined }
    | undefined;
  readonly Actions?: readonly unknown[] | undefined;
  readonly ConditionalFormatting?: object | undefined;
  /** Of an insight or custom content, which have no field wells. */
  readonly DataSetIdentifier?: string | undefined;
  readonly VisualContentAltText?: string | undefined;
  readonly ChartConfiguration?: object | undefined;
}

/** A title's text, of which one form is set. */
export interface FormatText {
  readonly PlainText?: string | undefined;
  readonly RichText?: string | undefined;
}

/** The member of a Visual union that is set. */
export function visualBody(visual: Visual): { readonly kind: VisualKind; readonly body: VisualBody } | undefined {
  for (const kind of Object.keys(visualKinds) as VisualKind[]) {
    const body = visual[kind];
    if (body !== undefined) return { kind, body };
  }
  return undefined;
}
