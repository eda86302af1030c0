import type { ComboChartVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import type { RunContext } from '../run-context.ts';
import { arrangements } from './bar-visual.ts';
import { axisModel, colours, customLabels, dataLabels, legendModel } from './chart-looks.ts';
import { chartResult } from './chart-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ComboChartConfiguration.html */
export async function drawCombo(
  visual: ComboChartVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'combo' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const {
    Category,
    Colors,
    BarValues: bars = [],
    LineValues: lines = [],
  } = chart.FieldWells?.ComboChartAggregatedFieldWells ?? {};
  const sort = chart.SortConfiguration ?? {};
  const labels = customLabels(
    chart.CategoryLabelOptions,
    chart.PrimaryYAxisLabelOptions,
    chart.SecondaryYAxisLabelOptions,
    chart.ColorLabelOptions,
  );
  const drawn = await chartResult(
    context,
    subject,
    [
      {
        name: 'category',
        fields: Category,
        sort: sort.CategorySort,
        limit: sort.CategoryItemsLimit,
        defaultLimit: undefined,
      },
      { name: 'colors', fields: Colors, sort: sort.ColorSort, limit: sort.ColorItemsLimit, defaultLimit: 50 },
    ],
    [...bars, ...lines],
    labels,
  );
  const of = (indexes: readonly number[]) => indexes.map((index) => drawn.result.fields[index]);
  const barIndexes = drawn.wells.values.slice(0, bars.length);
  const lineIndexes = drawn.wells.values.slice(bars.length);
  const two = chart.SingleAxisOptions === undefined && bars.length > 0 && lines.length > 0;
  return {
    kind: 'combo',
    result: drawn.result,
    wells: { ...drawn.wells, values: barIndexes },
    lines: lineIndexes,
    secondAxis: two
      ? axisModel(chart.SecondaryYAxisDisplayOptions, chart.SecondaryYAxisLabelOptions, of(lineIndexes))
      : undefined,
    arrangement: arrangements[chart.BarsArrangement ?? 'CLUSTERED'],
    categoryAxis: axisModel(chart.CategoryAxis, chart.CategoryLabelOptions, of(drawn.wells.category)),
    valueAxis: axisModel(
      chart.PrimaryYAxisDisplayOptions,
      chart.PrimaryYAxisLabelOptions,
      of(barIndexes.length > 0 ? barIndexes : lineIndexes),
    ),
    legend: legendModel(chart.Legend, drawn.wells.colors.length > 0 || drawn.wells.values.length > 1),
    dataLabels: dataLabels(chart.BarDataLabels) || dataLabels(chart.LineDataLabels),
    ...colours(chart.VisualPalette, context.definition.ColumnConfigurations ?? [], drawn.wellFields),
  };
}
