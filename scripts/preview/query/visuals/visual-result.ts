import type { Cell, ResultModel } from '../../model.ts';
import type { Value } from '../expression/value.ts';
import type { VisualFields } from '../fields/visual-fields.ts';
import { compileFilter } from '../filters/compile-filter.ts';
import { anyOf } from '../filters/conditions.ts';
import { filtersInScope } from '../filters/filters-in-scope.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import type { Measure, MemberOrder, TopFilter } from '../plan/visual-query.ts';
import { writeQuery } from '../plan/write-query.ts';
import { type RunContext, runQuery } from '../run-context.ts';
import type { VisualSubject } from './visual-subject.ts';

/** How a visual's groups come out. */
export interface ResultOrder {
  readonly members: readonly MemberOrder[];
  readonly order: readonly { readonly sql: string; readonly descending: boolean }[];
  readonly limit: number;
  /** Further conditions on groups. */
  readonly conditions?: readonly Value[];
  /** A total per output, in their order; empty: none. */
  readonly totals: readonly (Measure | undefined)[];
  /** false: rows as they are. */
  readonly grouped: boolean;
}

/** Filters of a visual, compiled for its query. */
export function visualFilters(
  context: RunContext,
  subject: VisualSubject,
  scope: QueryScope,
): { readonly filters: readonly Value[]; readonly tops: readonly TopFilter[] } {
  const filters: Value[] = [];
  const tops: TopFilter[] = [];
  const target = {
    sheet: subject.sheet,
    visual: subject.id,
    dataSet: subject.dataSet,
    relation: scope.source.relation,
  };
  for (const group of filtersInScope(context.definition, target)) {
    const compiled = group.filters.map((filter) => compileFilter(filter, scope, context.overrides));
    if (compiled.some((each) => each.kind === 'none')) continue;
    const conditions = compiled.flatMap((each) => (each.kind === 'condition' ? [each.condition] : []));
    const top = compiled.flatMap((each) => (each.kind === 'top' ? [each.top] : []));
    if (top.length > 0 && compiled.length > 1)
      throw new NotDrawable('a top or bottom filter in a group with other filters');
    tops.push(...top);
    if (conditions.length > 0) filters.push(anyOf(conditions));
  }
  return { filters, tops };
}

/** Runs a visual's one query. @returns the result, and totals when they were asked for and there are rows */
export async function visualResult(
  context: RunContext,
  subject: VisualSubject,
  fields: VisualFields,
  order: ResultOrder,
): Promise<{ readonly result: ResultModel; readonly totals: readonly Cell[] | undefined }> {
  const { filters, tops } = visualFilters(context, subject, fields.scope);
  const outputs = outputsOf(fields, order.grouped);
  const sql = writeQuery({
    scope: fields.scope,
    filters: [...filters, ...(order.conditions ?? [])],
    tops,
    outputs,
    ...order,
  });
  const rows = await runQuery(context.connection, sql);
  const [first] = rows;
  const total = typeof first?.['total'] === 'number' ? first['total'] : 0;
  return {
    result: {
      fields: fields.models,
      rows: rows.map((row) => outputs.map((_, index) => row[`f${index}`] ?? null)),
      total,
    },
    totals:
      first === undefined || order.totals.length === 0
        ? undefined
        : order.totals.map((_, index) => first[`t${index}`] ?? null),
  };
}

function outputsOf(fields: VisualFields, grouped: boolean): readonly Value[] {
  const dimensions = fields.dimensions.map(({ row, column }) => (grouped ? { ...row, sql: column } : row));
  return [...dimensions, ...fields.measures.map((measure) => measure.value)];
}
