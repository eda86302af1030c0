import type { BarChartVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import type { RunContext } from '../run-context.ts';
import { axisModel, colours, customLabels, dataLabels, legendModel } from './chart-looks.ts';
import { chartResult } from './chart-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

export const arrangements = { CLUSTERED: 'clustered', STACKED: 'stacked', STACKED_PERCENT: 'stacked-percent' } as const;

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_BarChartConfiguration.html */
export async function drawBar(
  visual: BarChartVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'bar' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const wells = chart.FieldWells?.BarChartAggregatedFieldWells ?? {};
  const sort = chart.SortConfiguration ?? {};
  const labels = customLabels(chart.CategoryLabelOptions, chart.ValueLabelOptions, chart.ColorLabelOptions);
  const drawn = await chartResult(
    context,
    subject,
    [
      {
        name: 'category',
        fields: wells.Category,
        sort: sort.CategorySort,
        limit: sort.CategoryItemsLimit,
        defaultLimit: undefined,
      },
      { name: 'colors', fields: wells.Colors, sort: sort.ColorSort, limit: sort.ColorItemsLimit, defaultLimit: 50 },
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
  return {
    kind: 'bar',
    result: drawn.result,
    wells: drawn.wells,
    horizontal: chart.Orientation === 'HORIZONTAL',
    arrangement: arrangements[chart.BarsArrangement ?? 'CLUSTERED'],
    categoryAxis: axisModel(chart.CategoryAxis, chart.CategoryLabelOptions, of(drawn.wells.category)),
    valueAxis: axisModel(chart.ValueAxis, chart.ValueLabelOptions, of(drawn.wells.values)),
    legend: legendModel(chart.Legend, drawn.wells.colors.length > 0 || drawn.wells.values.length > 1),
    dataLabels: dataLabels(chart.DataLabels),
    ...colours(chart.VisualPalette, context.definition.ColumnConfigurations ?? [], drawn.wellFields),
  };
}
