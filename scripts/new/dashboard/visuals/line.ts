import type { Visual } from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import { isAdditive } from '../roles/measure.ts';
import { categoryField, dateField, measureField, numberField } from './fields.ts';
import { basicTooltip, fromZero, gridOnly, lineOnly, noLabel, titles, valueLabel } from './looks.ts';

/** A course along the time: an area where an amount stands alone, else lines. */
export function line(plan: Extract<VisualPlan, { kind: 'line' }>, id: string, dataSet: string): Visual {
  const { measure, axis, colour } = plan;
  const [along, value] = [`${id}.${axis.kind === 'time' ? axis.period : 'year'}`, `${id}.value`];
  const adds = isAdditive(measure) && !measure.negative;
  return {
    LineChartVisual: {
      VisualId: id,
      ...titles(plan),
      ChartConfiguration: {
        FieldWells: {
          LineChartAggregatedFieldWells: {
            Category: [
              axis.kind === 'time'
                ? dateField(along, dataSet, axis)
                : numberField(along, dataSet, axis.column, axis.format),
            ],
            Values: [measureField(value, dataSet, measure)],
            Colors: colour === undefined ? [] : [categoryField(`${id}.${colour.id}`, dataSet, colour)],
          },
        },
        SortConfiguration: {
          CategorySort: [{ FieldSort: { FieldId: along, Direction: 'ASC' } }],
          CategoryItemsLimitConfiguration: { OtherCategories: 'INCLUDE' },
          ColorItemsLimitConfiguration: { OtherCategories: 'INCLUDE' },
        },
        Type: adds && colour === undefined ? 'AREA' : 'LINE',
        XAxisDisplayOptions: lineOnly,
        XAxisLabelOptions: noLabel,
        PrimaryYAxisDisplayOptions: { AxisOptions: adds ? fromZero : gridOnly },
        PrimaryYAxisLabelOptions: valueLabel(value, dataSet, measure),
        DefaultSeriesSettings: {
          AxisBinding: 'PRIMARY_YAXIS',
          LineStyleSettings: {
            LineVisibility: 'VISIBLE',
            LineInterpolation: 'LINEAR',
            LineStyle: 'SOLID',
            LineWidth: '2px',
          },
          MarkerStyleSettings: { MarkerVisibility: 'HIDDEN' },
        },
        Legend:
          colour === undefined
            ? { Visibility: 'HIDDEN' }
            : { Visibility: 'VISIBLE', Position: 'RIGHT', Title: { Visibility: 'HIDDEN' } },
        DataLabels: { Visibility: 'HIDDEN' },
        Tooltip: basicTooltip,
      },
      Actions: [],
      ColumnHierarchies: [],
    },
  };
}
