import type { FieldSortOptions, PivotTableTotalOptions, PivotTableVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import { memberKeys } from '../fields/sort-keys.ts';
import { compileFields } from '../fields/visual-fields.ts';
import { dimensionField, measureField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import { orderByMembers } from '../plan/visual-query.ts';
import type { RunContext } from '../run-context.ts';
import { rankable } from './chart-order.ts';
import { visualResult } from './visual-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_PivotTableConfiguration.html */
export async function drawPivot(
  visual: PivotTableVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'pivot' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const { Rows = [], Columns = [], Values = [] } = chart.FieldWells?.PivotTableAggregatedFieldWells ?? {};
  const dimensions = [...Rows, ...Columns].map(dimensionField);
  const measures = Values.map(measureField);
  if (dimensions.length + measures.length === 0) throw new NotDrawable('it has no fields');
  skipTotals(chart.TotalOptions, subject);
  const options = chart.FieldOptions?.SelectedFieldOptions ?? [];
  const labels = new Map(
    options.flatMap((each) =>
      each.FieldId !== undefined && each.CustomLabel !== undefined ? [[each.FieldId, each.CustomLabel] as const] : [],
    ),
  );
  const looks = { configurations: context.definition.ColumnConfigurations ?? [], labels };
  const fields = compileFields(context.source(subject.dataSet), dimensions, measures, looks);
  const members = fields.dimensions.map((dimension) => {
    const sort = chart.SortConfiguration?.FieldSortOptions?.find((each) => each.FieldId === dimension.fieldId)?.SortBy;
    if (sort?.DataPath !== undefined)
      subject.skip(
        'ChartConfiguration.SortConfiguration',
        'sort by one column of values',
        `${dimension.name} is in its own order`,
      );
    const asked: FieldSortOptions[] = [{ FieldSort: sort?.Field, ColumnSort: sort?.Column }].filter(
      (each) => each.FieldSort !== undefined || each.ColumnSort !== undefined,
    );
    const keys =
      asked.length === 0
        ? [{ measure: undefined, dimension, descending: false }]
        : rankable(memberKeys(asked, dimension, fields), dimension, fields, subject);
    return { dimension, keys, limit: undefined, other: false };
  });
  const { result } = await visualResult(context, subject, fields, {
    ...orderByMembers(members),
    limit: context.rowLimit,
    totals: [],
    grouped: true,
  });
  return {
    kind: 'pivot',
    result,
    rowFields: Rows.map((_, index) => index),
    columnFields: Columns.map((_, index) => Rows.length + index),
    values: measures.map((_, index) => dimensions.length + index),
  };
}

function skipTotals(totals: PivotTableTotalOptions | undefined, subject: VisualSubject): void {
  const asked = [
    ['row totals', totals?.RowTotalOptions?.TotalsVisibility],
    ['column totals', totals?.ColumnTotalOptions?.TotalsVisibility],
    ['row subtotals', totals?.RowSubtotalOptions?.TotalsVisibility],
    ['column subtotals', totals?.ColumnSubtotalOptions?.TotalsVisibility],
  ] as const;
  const names = asked.filter(([, visibility]) => visibility === 'VISIBLE').map(([name]) => name);
  if (names.length > 0)
    subject.skip('ChartConfiguration.TotalOptions', names.join(' and '), 'a pivot table shows its groups only');
}
