import type {
  DimensionField,
  FieldSortOptions,
  ItemsLimitConfiguration,
  MeasureField,
} from '@aws-sdk/client-quicksight';
import type { ResultModel } from '../../model.ts';
import type { Dimension } from '../expression/scope.ts';
import { stages } from '../expression/value.ts';
import { memberKeys } from '../fields/sort-keys.ts';
import { compileFields, type VisualFields } from '../fields/visual-fields.ts';
import { countOfRecords, dimensionField, measureField, type WellField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import { type MemberOrder, orderByMembers, type SortKey } from '../plan/visual-query.ts';
import type { RunContext } from '../run-context.ts';
import { visualResult } from './visual-result.ts';
import type { VisualSubject } from './visual-subject.ts';

/** One well of dimensions with what the definition says of its order and length. */
export interface DimensionWell {
  readonly name: 'category' | 'colors' | 'multiples';
  readonly fields: readonly DimensionField[] | undefined;
  readonly sort: readonly FieldSortOptions[] | undefined;
  readonly limit: ItemsLimitConfiguration | undefined;
  /** Most members when the definition names no limit; undefined: as many as there are. */
  readonly defaultLimit: number | undefined;
}

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
  const members = used.flatMap(({ well }, index) => {
    const dimension = fields.dimensions[index];
    return dimension === undefined ? [] : [memberOrder(well, dimension, fields, subject)];
  });
  const { result } = await visualResult(context, subject, fields, {
    ...orderOf(
      members,
      used.map(({ well }) => well),
      fields,
    ),
    limit: context.rowLimit,
    totals: [],
    grouped: true,
  });
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

/** One dimension without a limit sorts by its groups themselves; several are numbered member by member first. */
function orderOf(members: readonly MemberOrder[], wells: readonly DimensionWell[], fields: VisualFields) {
  const [only] = members;
  if (only !== undefined && members.length === 1 && only.limit === undefined) {
    const order = only.keys.map((key) => ({ sql: keySql(key, only.dimension, fields), descending: key.descending }));
    return { members: [], order: [...order, { sql: only.dimension.column, descending: false }] };
  }
  const rank = { multiples: 0, category: 1, colors: 2 };
  const significance = (order: MemberOrder): number => rank[wells[members.indexOf(order)]?.name ?? 'category'];
  return orderByMembers([...members].sort((first, second) => significance(first) - significance(second)));
}

function keySql(key: SortKey, dimension: Dimension, fields: VisualFields): string {
  return key.measure?.(fields.scope).sql ?? dimension.column;
}

function memberOrder(
  well: DimensionWell,
  dimension: Dimension,
  fields: VisualFields,
  subject: VisualSubject,
): MemberOrder {
  const limit = well.limit?.ItemsLimit ?? well.defaultLimit;
  const keys = memberKeys(well.sort, dimension, fields);
  if (limit === undefined) return { dimension, keys, limit, other: false };
  const levels = fields.scope.rows.between(stages.ranked, stages.grouped).length > 0;
  const asked = well.limit?.OtherCategories !== 'EXCLUDE';
  const other =
    asked &&
    dimension.row.type === 'string' &&
    !levels &&
    fields.measures.every(({ value }) => value.at <= stages.grouped);
  if (asked && !other && well.limit?.ItemsLimit !== undefined) {
    subject.skip(
      'ChartConfiguration.SortConfiguration',
      `"Other" of ${dimension.name}`,
      'members beyond the limit are left out: they can only be summed up for text and plain aggregates',
    );
  }
  return { dimension, keys, limit, other };
}
