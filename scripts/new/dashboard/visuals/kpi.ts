import type { KPIOptions, Visual } from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import { numericFormat } from '../roles/number-format.ts';
import { dateField, measureField } from './fields.ts';
import { titles } from './looks.ts';

/** A figure: with a trend its latest period beside the one before, and its course. */
export function kpi(plan: Extract<VisualPlan, { kind: 'kpi' }>, id: string, dataSet: string): Visual {
  const { measure, trend } = plan;
  const groups = trend === undefined ? [] : [dateField(`${id}.${trend.period}`, dataSet, trend)];
  return {
    KPIVisual: {
      VisualId: id,
      ...titles(plan),
      ChartConfiguration: {
        FieldWells: { Values: [measureField(`${id}.value`, dataSet, measure)], TargetValues: [], TrendGroups: groups },
        SortConfiguration:
          trend === undefined
            ? {}
            : { TrendGroupSort: [{ FieldSort: { FieldId: `${id}.${trend.period}`, Direction: 'ASC' } }] },
        KPIOptions: options(trend !== undefined),
      },
      Actions: [],
      ColumnHierarchies: [],
    },
  };
}

function options(hasTrend: boolean): KPIOptions {
  const shown = hasTrend ? 'VISIBLE' : 'HIDDEN';
  return {
    ProgressBar: { Visibility: 'HIDDEN' },
    TrendArrows: { Visibility: shown },
    SecondaryValue: { Visibility: shown },
    Comparison: {
      ComparisonMethod: 'PERCENT_DIFFERENCE',
      ComparisonFormat: numericFormat({ kind: 'percent', decimals: 1 }),
    },
    PrimaryValueDisplayType: 'ACTUAL',
    PrimaryValueFontConfiguration: { FontSize: { Relative: 'EXTRA_LARGE' } },
    SecondaryValueFontConfiguration: { FontSize: { Relative: 'MEDIUM' } },
    Sparkline: { Visibility: shown, Type: 'AREA', TooltipVisibility: 'VISIBLE' },
    VisualLayoutOptions: { StandardLayout: { Type: 'VERTICAL' } },
  };
}
