import type {
  AxisDisplayOptions,
  ChartAxisLabelOptions,
  VisualSubtitleLabelOptions,
  VisualTitleLabelOptions,
} from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import type { Measure } from '../roles/measure.ts';
import { columnOf } from './fields.ts';

/** Title and subtitle; without a subtitle QuickSight is told to leave its place out. */
export function titles({ title, subtitle }: Pick<VisualPlan, 'title' | 'subtitle'>): {
  Title: VisualTitleLabelOptions;
  Subtitle: VisualSubtitleLabelOptions;
} {
  return {
    Title: { Visibility: 'VISIBLE', FormatText: { PlainText: title } },
    Subtitle:
      subtitle === undefined
        ? { Visibility: 'HIDDEN' }
        : { Visibility: 'VISIBLE', FormatText: { PlainText: subtitle } },
  };
}

/** What an axis of values says: the measure, with its unit where the numbers don't carry it. */
export function valueLabel(fieldId: string, dataSet: string, measure: Measure): ChartAxisLabelOptions {
  const unit = measure.unit === undefined || carriesUnit(measure) ? '' : ` (${measure.unit})`;
  return {
    Visibility: 'VISIBLE',
    SortIconVisibility: 'HIDDEN',
    AxisLabelOptions: [
      {
        CustomLabel: `${measure.title}${unit}`,
        ApplyTo: { FieldId: fieldId, Column: columnOf(dataSet, measure.column) },
      },
    ],
  };
}

const carriesUnit = ({ format }: Measure) =>
  format.kind === 'currency' || format.kind === 'percent' || (format.kind === 'number' && format.suffix !== '');

export const noLabel: ChartAxisLabelOptions = { Visibility: 'HIDDEN', SortIconVisibility: 'HIDDEN' };

export const lineOnly: AxisDisplayOptions = { AxisLineVisibility: 'VISIBLE', GridLineVisibility: 'HIDDEN' };
export const gridOnly: AxisDisplayOptions = { AxisLineVisibility: 'HIDDEN', GridLineVisibility: 'VISIBLE' };

/** Axes of amounts start at zero, unless there is less than nothing. */
export const fromZero: AxisDisplayOptions = {
  ...gridOnly,
  DataOptions: { NumericAxisOptions: { Range: { MinMax: { Minimum: 0 } } } },
};

export const basicTooltip = { TooltipVisibility: 'VISIBLE', SelectedTooltipType: 'BASIC' } as const;
