import type { KPIOptions, Visual } from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import { wordSet, wordsOf } from '../roles/column-words.ts';
import type { Measure } from '../roles/measure.ts';
import { type NumberFormat, numericFormat } from '../roles/number-format.ts';
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
        KPIOptions: options(trend !== undefined, measure),
      },
      Actions: [],
      ColumnHierarchies: [],
    },
  };
}

function options(hasTrend: boolean, measure: Measure): KPIOptions {
  const shown = hasTrend ? 'VISIBLE' : 'HIDDEN';
  return {
    ProgressBar: { Visibility: 'HIDDEN' },
    TrendArrows: { Visibility: shown },
    SecondaryValue: { Visibility: shown },
    Comparison: isOnScale(measure)
      ? { ComparisonMethod: 'DIFFERENCE', ComparisonFormat: numericFormat(differenceFormat(measure.format)) }
      : { ComparisonMethod: 'PERCENT_DIFFERENCE', ComparisonFormat: numericFormat({ kind: 'percent', decimals: 1 }) },
    PrimaryValueDisplayType: 'ACTUAL',
    PrimaryValueFontConfiguration: { FontSize: { Relative: 'EXTRA_LARGE' } },
    SecondaryValueFontConfiguration: { FontSize: { Relative: 'MEDIUM' } },
    Sparkline: { Visibility: shown, Type: 'AREA', TooltipVisibility: 'VISIBLE' },
    VisualLayoutOptions: { StandardLayout: { Type: 'VERTICAL' } },
  };
}

/** QuickSight writes a comparison as a number or in per cent: money says its currency behind it. */
function differenceFormat(format: NumberFormat): NumberFormat {
  if (format.kind !== 'currency') return format;
  const { decimals, scaled, symbol } = format;
  return { kind: 'number', decimals, scaled, suffix: ` ${symbol}` };
}

const scaleWords = wordSet('temperature temp ph latitude longitude altitude elevation bearing heading direction angle');

/** Degrees, shares, points and what may be below nothing differ by degrees and points: per cent of them say nothing. */
const isOnScale = ({ format, negative, column }: Measure): boolean =>
  negative ||
  format.kind === 'percent' ||
  (format.kind === 'number' && /[°%]/.test(format.suffix)) ||
  wordsOf(column).some((word) => scaleWords.has(word));
