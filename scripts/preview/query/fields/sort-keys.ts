import type { FieldSortOptions } from '@aws-sdk/client-quicksight';
import type { Dimension } from '../expression/scope.ts';
import { stages } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { SortKey } from '../plan/visual-query.ts';
import { columnMeasure } from './measure.ts';
import type { VisualFields } from './visual-fields.ts';
import { aggregationOf } from './well-field.ts';

/**
 * Sorts that a definition asks for, in order: by a field of the visual, or by a column that need not be in it.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FieldSortOptions.html
 */
export function sortKeys(options: readonly FieldSortOptions[] | undefined, fields: VisualFields): readonly SortKey[] {
  return (options ?? []).map(({ FieldSort: byField, ColumnSort: byColumn }) => {
    if (byField !== undefined) return fieldKey(byField.FieldId ?? '', byField.Direction === 'DESC', fields);
    const name = byColumn?.SortBy?.ColumnName;
    if (name === undefined) throw new NotDrawable('a sort by nothing');
    const aggregation = aggregationOf(byColumn?.AggregationFunction);
    const dimension = aggregation === undefined ? fields.dimensions.find((each) => each.name === name) : undefined;
    const descending = byColumn?.Direction === 'DESC';
    return dimension === undefined
      ? { measure: columnMeasure(name, aggregation ?? textOrder(name, fields)), dimension: undefined, descending }
      : { measure: undefined, dimension, descending };
  });
}

/** A column that is no number sorts by its first value when the sort names no aggregation. */
function textOrder(name: string, fields: VisualFields): { readonly name: string } | undefined {
  return fields.scope.field(name).type === 'number' ? undefined : { name: 'min' };
}

function fieldKey(id: string, descending: boolean, fields: VisualFields): SortKey {
  const dimension = fields.dimensions.find((each) => each.fieldId === id);
  if (dimension !== undefined) return { measure: undefined, dimension, descending };
  const measure = fields.measures.find((each) => each.field.id === id);
  if (measure === undefined) throw new NotDrawable(`a sort by field "${id}", which is not in the visual`);
  return { measure: measure.measure, dimension: undefined, descending };
}

/** Sorts of one dimension's members; without any, dates ascend and others follow the first measure, greatest first. */
export function memberKeys(
  options: readonly FieldSortOptions[] | undefined,
  dimension: Dimension,
  fields: VisualFields,
): readonly SortKey[] {
  const asked = sortKeys(options, fields).filter((key) => key.dimension === undefined || key.dimension === dimension);
  if (asked.length > 0) return asked;
  const [first] = fields.measures;
  const natural =
    dimension.row.type === 'date' ||
    first === undefined ||
    first.value.type !== 'number' ||
    first.value.at > stages.grouped;
  return [
    natural
      ? { measure: undefined, dimension, descending: false }
      : { measure: first.measure, dimension: undefined, descending: true },
  ];
}
