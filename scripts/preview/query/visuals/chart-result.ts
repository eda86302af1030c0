import type { MeasureField } from '@aws-sdk/client-quicksight';
import type { ResultModel } from '../../model.ts';
import { compileFields, type VisualFields } from '../fields/visual-fields.ts';
import { countOfRecords, dimensionField, measureField, type WellField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { RunContext } from '../run-context.ts';
import { chartOrder, type DimensionWell } from './chart-order.ts';
import { visualResult } from './visual-result.ts';
import type { VisualSubject } from './visual-subject.ts';

export interface Chart {
  readonly result: ResultModel;
  readonly wells: {
    readonly category: readonly number[];
    readonly values: readonly number[];
    readonly colors: readonly number[];
    readonly multiples: readonly number[];
  };
  readonly fields: VisualFields;
  /** In the order of `result.fields`. */
  readonly wellFields: readonly WellField[];
}

/**
 * Computes a chart: groups by the first field of each well, members in the order and number that the definition asks for.
 * @throws NotDrawable when a field, sort or filter can't be computed
 */
export async function chartResult(
  context: RunContext,
  subject: VisualSubject,
  wells: readonly DimensionWell[],
  values: readonly MeasureField[],
  labels: ReadonlyMap<string, string>,
): Promise<Chart> {
  const used = wells.flatMap((well) => {
    const [first, ...others] = (well.fields ?? []).map(dimensionField);
    if (others.length > 0)
      subject.skip('ChartConfiguration.FieldWells', 'drill-down', `only the first field of ${well.name} is drawn`);
    return first === undefined ? [] : [{ well, field: first }];
  });
  if (used.length + values.length === 0) throw new NotDrawable('it has no fields');
  const measures = values.length === 0 ? [countOfRecords] : values.map(measureField);
  const looks = { configurations: context.definition.ColumnConfigurations ?? [], labels };
  const wellFields = [...used.map(({ field }) => field), ...measures];
  const fields = compileFields(
    context.source(subject.dataSet),
    used.map(({ field }) => field),
    measures,
    looks,
  );
  const order = chartOrder(
    used.map(({ well }) => well),
    fields,
    subject,
    context.rowLimit,
  );
  const { result } = await visualResult(context, subject, fields, { ...order, totals: [], grouped: true });
  const places = (name: DimensionWell['name']): readonly number[] =>
    used.flatMap(({ well }, index) => (well.name === name ? [index] : []));
  return {
    result,
    fields,
    wellFields,
    wells: {
      category: places('category'),
      colors: places('colors'),
      multiples: places('multiples'),
      values: measures.map((_, index) => used.length + index),
    },
  };
}
