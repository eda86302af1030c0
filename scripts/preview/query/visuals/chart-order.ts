import type { DimensionField, FieldSortOptions, ItemsLimitConfiguration } from '@aws-sdk/client-quicksight';
import type { Dimension } from '../expression/scope.ts';
import { stages } from '../expression/value.ts';
import { memberKeys } from '../fields/sort-keys.ts';
import type { VisualFields } from '../fields/visual-fields.ts';
import { type MemberOrder, orderByMembers, type SortKey } from '../plan/visual-query.ts';
import type { ResultOrder } from './visual-result.ts';
import type { VisualSubject } from './visual-subject.ts';

/** One well of dimensions, with what the definition says of its order and length. */
export interface DimensionWell {
  readonly name: 'category' | 'colors' | 'multiples';
  readonly fields: readonly DimensionField[] | undefined;
  readonly sort: readonly FieldSortOptions[] | undefined;
  readonly limit: ItemsLimitConfiguration | undefined;
  /** Most members when the definition names no limit; undefined: as many as there are. */
  readonly defaultLimit: number | undefined;
}

/** A chart's order and limits, as its query takes them. */
type ChartOrder = Pick<ResultOrder, 'members' | 'order' | 'limit' | 'conditions'>;

const significance = { multiples: 0, category: 1, colors: 2 } as const;

/**
 * Order and number of a chart's members. A table calculation sees every member, so a limit beside one only hides what it cuts, and only a
 * chart of one dimension can be in its order.
 * @param wells the wells that have a field, in the order of the dimensions
 */
export function chartOrder(
  wells: readonly DimensionWell[],
  fields: VisualFields,
  subject: VisualSubject,
  rowLimit: number,
): ChartOrder {
  const parts = wells.flatMap((well, index) => {
    const dimension = fields.dimensions[index];
    return dimension === undefined ? [] : [{ well, dimension, keys: memberKeys(well.sort, dimension, fields) }];
  });
  const [only] = parts;
  const asked = only?.well.limit?.ItemsLimit;
  if (
    only !== undefined &&
    parts.length === 1 &&
    (hasTable(only.keys, fields) || (asked ?? only.well.defaultLimit) === undefined)
  ) {
    if (asked !== undefined && only.well.limit?.OtherCategories !== 'EXCLUDE') skipOther(only.dimension, subject);
    const order = only.keys.map((key) => ({
      sql: key.measure?.(fields.scope).sql ?? only.dimension.column,
      descending: key.descending,
    }));
    const limit = Math.min(rowLimit, asked ?? rowLimit);
    return { members: [], conditions: [], order: [...order, { sql: only.dimension.column, descending: false }], limit };
  }
  const orders = parts
    .map(({ well, dimension, keys }) => ({
      well,
      order: memberOrder(well, dimension, rankable(keys, dimension, fields, subject), fields, subject),
    }))
    .sort((first, second) => significance[first.well.name] - significance[second.well.name])
    .map(({ order }) => order);
  if (!fields.measures.some(({ value }) => value.at > stages.grouped)) {
    return { ...orderByMembers(orders), conditions: [], limit: rowLimit };
  }
  const { members, order } = orderByMembers(orders);
  const conditions = members.flatMap(({ limit }, index) =>
    limit === undefined
      ? []
      : [{ sql: `(_k${index} <= ${limit})`, type: 'boolean' as const, at: Number.MAX_SAFE_INTEGER }],
  );
  return { members: members.map((member) => ({ ...member, limit: undefined })), order, conditions, limit: rowLimit };
}

function hasTable(keys: readonly SortKey[], fields: VisualFields): boolean {
  return keys.some((key) => (key.measure?.(fields.scope).at ?? 0) > stages.grouped);
}

/** Members of one of several dimensions can't be in the order of a table calculation, which has a value for each group of all of them. */
export function rankable(
  keys: readonly SortKey[],
  dimension: Dimension,
  fields: VisualFields,
  subject: VisualSubject,
): readonly SortKey[] {
  if (!hasTable(keys, fields)) return keys;
  subject.skip(
    'ChartConfiguration.SortConfiguration',
    `order of ${dimension.name}`,
    'it follows a table calculation; members are in their own order',
  );
  return [{ measure: undefined, dimension, descending: false }];
}

function memberOrder(
  well: DimensionWell,
  dimension: Dimension,
  keys: readonly SortKey[],
  fields: VisualFields,
  subject: VisualSubject,
): MemberOrder {
  const asked = well.limit?.ItemsLimit;
  const levels = fields.scope.rows.between(stages.ranked, stages.grouped).length > 0;
  const plain = !levels && fields.measures.every(({ value }) => value.at <= stages.grouped);
  const other = well.limit?.OtherCategories !== 'EXCLUDE' && dimension.row.type === 'string' && plain;
  if (asked !== undefined && !other && well.limit?.OtherCategories !== 'EXCLUDE') skipOther(dimension, subject);
  return { dimension, keys, limit: asked ?? (other ? well.defaultLimit : undefined), other };
}

function skipOther(dimension: Dimension, subject: VisualSubject): void {
  const reason = 'members beyond the limit are left out: only text with plain aggregates can be summed up';
  subject.skip('ChartConfiguration.SortConfiguration', `"Other" of ${dimension.name}`, reason);
}
