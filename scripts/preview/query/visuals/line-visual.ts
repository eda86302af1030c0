import type { LineChartVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import type { RunContext } from '../run-context.ts';
import { axisModel, colours, customLabels, dataLabels, legendModel } from './chart-looks.ts';
import { chartResult } from './chart-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

const shapes = { LINE: 'line', AREA: 'area', STACKED_AREA: 'stacked-area' } as const;

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_LineChartConfiguration.html */
export async function drawLine(
  visual: LineChartVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'line' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const wells = chart.FieldWells?.LineChartAggregatedFieldWells ?? {};
  const sort = chart.SortConfiguration ?? {};
  const labels = customLabels(
    chart.XAxisLabelOptions,
    chart.PrimaryYAxisLabelOptions,
    chart.SecondaryYAxisLabelOptions,
  );
  const drawn = await chartResult(
    context,
    subject,
    [
      {
        name: 'category',
        fields: wells.Category,
        sort: sort.CategorySort,
        limit: sort.CategoryItemsLimitConfiguration,
        defaultLimit: undefined,
      },
      {
        name: 'colors',
        fields: wells.Colors,
        sort: undefined,
        limit: sort.ColorItemsLimitConfiguration,
        defaultLimit: 25,
      },
      {
        name: 'multiples',
        fields: wells.SmallMultiples,
        sort: sort.SmallMultiplesSort,
        limit: sort.SmallMultiplesLimitConfiguration,
        defaultLimit: undefined,
      },
    ],
    wells.Values ?? [],
    labels,
  );
  const of = (indexes: readonly number[]) => indexes.map((index) => drawn.result.fields[index]);
  const series = chart.Series ?? [];
  if (series.some((each) => (each.FieldSeriesItem ?? each.DataFieldSeriesItem)?.AxisBinding === 'SECONDARY_YAXIS')) {
    subject.skip('ChartConfiguration.Series', 'second value axis', 'lines share one value axis');
  }
  const missing = (chart.PrimaryYAxisDisplayOptions?.MissingDataConfigurations ?? []).map(
    (each) => each.TreatmentOption,
  );
  if (missing.includes('SHOW_AS_ZERO')) {
    subject.skip(
      'ChartConfiguration.PrimaryYAxisDisplayOptions',
      'missing data as zero',
      'dates without rows are left out',
    );
  }
  return {
    kind: 'line',
    result: drawn.result,
    wells: drawn.wells,
    shape: shapes[chart.Type ?? 'LINE'],
    markers: chart.DefaultSeriesSettings?.MarkerStyleSettings?.MarkerVisibility === 'VISIBLE',
    categoryAxis: axisModel(chart.XAxisDisplayOptions, chart.XAxisLabelOptions, of(drawn.wells.category)),
    valueAxis: axisModel(
      chart.PrimaryYAxisDisplayOptions?.AxisOptions,
      chart.PrimaryYAxisLabelOptions,
      of(drawn.wells.values),
    ),
    legend: legendModel(chart.Legend, drawn.wells.colors.length > 0 || drawn.wells.values.length > 1),
    dataLabels: dataLabels(chart.DataLabels),
    ...colours(chart.VisualPalette, context.definition.ColumnConfigurations ?? [], drawn.wellFields),
  };
}
