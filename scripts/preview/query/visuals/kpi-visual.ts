import type { KPIVisual } from '@aws-sdk/client-quicksight';
import type { Cell, VisualModel } from '../../model.ts';
import { compileFields } from '../fields/visual-fields.ts';
import { dimensionField, measureField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { RunContext } from '../run-context.ts';
import { visualResult } from './visual-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

type Kpi = Extract<VisualModel, { kind: 'kpi' }>;
type Method = NonNullable<Kpi['comparison']>['method'];

const methods = { DIFFERENCE: 'difference', PERCENT: 'percent', PERCENT_DIFFERENCE: 'percent-difference' } as const;

/**
 * A figure: with a trend group the value of its last period beside the one before, with a target the value beside it.
 * https://docs.aws.amazon.com/quicksight/latest/user/kpi.html
 */
export async function drawKpi(visual: KPIVisual, context: RunContext, subject: VisualSubject): Promise<Drawn<Kpi>> {
  const chart = visual.ChartConfiguration ?? {};
  const { Values: values = [], TargetValues: targets = [], TrendGroups: trends = [] } = chart.FieldWells ?? {};
  if (values.length === 0) throw new NotDrawable('it has no value');
  if (values.length > 1)
    subject.skip('ChartConfiguration.FieldWells', 'further values', 'only the first value is drawn');
  if (trends.length > 1)
    subject.skip('ChartConfiguration.FieldWells', 'further trend groups', 'only the first trend group is drawn');
  const measures = [...values.slice(0, 1), ...targets.slice(0, 1)].map(measureField);
  const groups = trends.slice(0, 1).map(dimensionField);
  const looks = { configurations: context.definition.ColumnConfigurations ?? [], labels: new Map() };
  const fields = compileFields(context.source(subject.dataSet), groups, measures, looks);
  const order = fields.dimensions.map(({ column }) => ({ sql: column, descending: true }));
  const { result } = await visualResult(context, subject, fields, {
    members: [],
    order,
    limit: context.rowLimit,
    totals: [],
    grouped: true,
  });
  const periods = groups.length === 0 ? result.rows : result.rows.filter((row) => row[0] !== null);
  const [now, before] = periods.map((row) => row.slice(groups.length));
  const method = methods[chart.KPIOptions?.Comparison?.ComparisonMethod ?? 'PERCENT_DIFFERENCE'];
  const period = groups[0]?.granularity?.toLowerCase() ?? 'period';
  const hidden = chart.KPIOptions?.Sparkline?.Visibility === 'HIDDEN' || groups[0]?.granularity === undefined;
  return {
    kind: 'kpi',
    result: {
      fields: result.fields.slice(groups.length),
      rows: now === undefined ? [] : [now],
      total: now === undefined ? 0 : 1,
    },
    value: chart.KPIOptions?.PrimaryValueDisplayType === 'HIDDEN' ? undefined : 0,
    target: targets.length > 0 ? 1 : undefined,
    comparison:
      targets.length > 0
        ? {
            label: `vs ${result.fields[groups.length + 1]?.label ?? 'target'}`,
            method,
            amount: compared(now?.[0], now?.[1], method),
          }
        : groups.length > 0 && before !== undefined
          ? { label: `vs previous ${period}`, method, amount: compared(now?.[0], before[0], method) }
          : undefined,
    sparkline: hidden ? undefined : periods.map((row) => [String(row[0]), number(row[1])] as const).reverse(),
  };
}

function number(cell: Cell | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}

/** Shares are fractions: 0.12 is 12 %. */
function compared(value: Cell | undefined, reference: Cell | undefined, method: Method): number | null {
  const [figure, base] = [number(value), number(reference)];
  if (figure === null || base === null) return null;
  if (method === 'difference') return figure - base;
  if (base === 0) return null;
  return method === 'percent' ? figure / base : (figure - base) / base;
}
