import type { PieChartVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import type { RunContext } from '../run-context.ts';
import { colours, customLabels, dataLabels, legendModel } from './chart-looks.ts';
import { chartResult } from './chart-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

/** Inner radius by thickness; a whole pie has no hole, and QuickSight's default is a donut of medium thickness. */
const holes = { WHOLE: 0, SMALL: 0.8, MEDIUM: 0.65, LARGE: 0.5 } as const;

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_PieChartConfiguration.html */
export async function drawPie(
  visual: PieChartVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'pie' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const wells = chart.FieldWells?.PieChartAggregatedFieldWells ?? {};
  const sort = chart.SortConfiguration ?? {};
  const drawn = await chartResult(
    context,
    subject,
    [
      {
        name: 'category',
        fields: wells.Category,
        sort: sort.CategorySort,
        limit: sort.CategoryItemsLimit,
        defaultLimit: 20,
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
    customLabels(chart.CategoryLabelOptions, chart.ValueLabelOptions),
  );
  return {
    kind: 'pie',
    result: drawn.result,
    wells: drawn.wells,
    hole: chart.DonutOptions === undefined ? 0 : holes[chart.DonutOptions.ArcOptions?.ArcThickness ?? 'MEDIUM'],
    legend: legendModel(chart.Legend, true),
    dataLabels: dataLabels(chart.DataLabels),
    ...colours(chart.VisualPalette, context.definition.ColumnConfigurations ?? [], drawn.wellFields),
  };
}
