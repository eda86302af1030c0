import type { BarChartConfiguration, DimensionField, MeasureField, Visual } from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import { isAdditive, type Measure } from '../roles/measure.ts';
import { categoryField, measureField, numberField } from './fields.ts';
import { basicTooltip, gridOnly, lineOnly, noLabel, titles, valueLabel } from './looks.ts';

/** Bars: of text lying and by length, of numbers (months, hours) standing and in their order. */
export function bar(plan: Extract<VisualPlan, { kind: 'bar' }>, id: string, dataSet: string): Visual {
  const { measure, category, most } = plan;
  const [by, value] = [`${id}.${category.id}`, `${id}.value`];
  const isScale = category.kind === 'number';
  const isCrowd = (category.distinct ?? 0) > 30;
  return barVisual(plan, id, {
    ...looks(value, dataSet, measure),
    FieldWells: wells(categoryField(by, dataSet, category), measureField(value, dataSet, measure)),
    SortConfiguration: {
      CategorySort: [{ FieldSort: { FieldId: isScale ? by : value, Direction: isScale ? 'ASC' : 'DESC' } }],
      CategoryItemsLimit: {
        ...(most === undefined ? {} : { ItemsLimit: most }),
        OtherCategories: isCrowd || !isAdditive(measure) ? 'EXCLUDE' : 'INCLUDE',
      },
    },
    Orientation: isScale ? 'VERTICAL' : 'HORIZONTAL',
  });
}

/** How a number is spread: a standing bar a step. The page draws no HistogramVisual, so the data set computes the steps. */
export function histogram(plan: Extract<VisualPlan, { kind: 'histogram' }>, id: string, dataSet: string): Visual {
  const { measure, bins } = plan;
  const [step, value] = [`${id}.step`, `${id}.value`];
  return barVisual(plan, id, {
    ...looks(value, dataSet, measure),
    FieldWells: wells(numberField(step, dataSet, bins.name, bins.format), measureField(value, dataSet, measure)),
    SortConfiguration: {
      CategorySort: [{ FieldSort: { FieldId: step, Direction: 'ASC' } }],
      CategoryItemsLimit: { OtherCategories: 'INCLUDE' },
    },
    Orientation: 'VERTICAL',
    DataLabels: { Visibility: 'HIDDEN' },
  });
}

const wells = (category: DimensionField, value: MeasureField): NonNullable<BarChartConfiguration['FieldWells']> => ({
  BarChartAggregatedFieldWells: { Category: [category], Values: [value], Colors: [] },
});

function looks(value: string, dataSet: string, measure: Measure): BarChartConfiguration {
  return {
    BarsArrangement: 'CLUSTERED',
    CategoryAxis: lineOnly,
    CategoryLabelOptions: noLabel,
    ValueAxis: gridOnly,
    ValueLabelOptions: valueLabel(value, dataSet, measure),
    Legend: { Visibility: 'HIDDEN' },
    DataLabels: { Visibility: 'VISIBLE', Overlap: 'DISABLE_OVERLAP', Position: 'OUTSIDE' },
    Tooltip: basicTooltip,
  };
}

const barVisual = (plan: Pick<VisualPlan, 'title' | 'subtitle'>, id: string, chart: BarChartConfiguration): Visual => ({
  BarChartVisual: { VisualId: id, ...titles(plan), ChartConfiguration: chart, Actions: [], ColumnHierarchies: [] },
});
