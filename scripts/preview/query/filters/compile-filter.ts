import type { AggregationFunction, ColumnIdentifier, Filter, TopBottomFilter } from '@aws-sdk/client-quicksight';
import { datePart, truncated } from '../expression/date-part.ts';
import { isAggregate, type Value } from '../expression/value.ts';
import { columnMeasure } from '../fields/measure.ts';
import { aggregationOf } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import { isUnset } from '../parameters/parameter-value.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import type { CompiledFilter, FilterOverrides } from './applied-filter.ts';
import { compileCategoryFilter } from './category-filter.ts';
import { compileNumericEquality, compileNumericRange } from './numeric-filter.ts';
import { compileRelativeDates, compileTimeEquality, compileTimeRange } from './time-filter.ts';

/** The member of a Filter union that is set; a NestedFilter is not computed. */
export function filterBody(filter: Filter) {
  const body =
    filter.CategoryFilter ??
    filter.NumericEqualityFilter ??
    filter.NumericRangeFilter ??
    filter.TimeRangeFilter ??
    filter.TimeEqualityFilter ??
    filter.RelativeDatesFilter ??
    filter.TopBottomFilter;
  if (body === undefined) throw new NotDrawable(`a filter of kind ${Object.keys(filter)[0] ?? 'unknown'}`);
  return body;
}

/**
 * Compiles one filter against the rows or groups of a visual's query.
 * @throws NotDrawable when it can't be computed
 */
export function compileFilter(filter: Filter, scope: QueryScope, overrides: FilterOverrides): CompiledFilter {
  const body = filterBody(filter);
  const chosen = overrides.get(body.FilterId ?? '');
  const subject = (aggregation?: AggregationFunction): Value => filtered(body.Column, aggregation, scope);
  if (filter.TopBottomFilter !== undefined) return { kind: 'top', top: compileTop(filter.TopBottomFilter, scope) };
  const condition =
    filter.CategoryFilter !== undefined
      ? compileCategoryFilter(filter.CategoryFilter, subject(), scope, chosen)
      : filter.NumericEqualityFilter !== undefined
        ? compileNumericEquality(
            filter.NumericEqualityFilter,
            subject(filter.NumericEqualityFilter.AggregationFunction),
            scope,
            chosen,
          )
        : filter.NumericRangeFilter !== undefined
          ? compileNumericRange(
              filter.NumericRangeFilter,
              subject(filter.NumericRangeFilter.AggregationFunction),
              scope,
              chosen,
            )
          : filter.TimeRangeFilter !== undefined
            ? compileTimeRange(filter.TimeRangeFilter, subject(), scope, chosen)
            : filter.TimeEqualityFilter !== undefined
              ? compileTimeEquality(filter.TimeEqualityFilter, subject(), scope, chosen)
              : filter.RelativeDatesFilter !== undefined
                ? compileRelativeDates(filter.RelativeDatesFilter, subject(), scope, chosen)
                : undefined;
  return condition === undefined ? { kind: 'none' } : { kind: 'condition', condition };
}

function filtered(
  column: ColumnIdentifier | undefined,
  aggregation: AggregationFunction | undefined,
  scope: QueryScope,
): Value {
  const name = column?.ColumnName ?? '';
  const asked = aggregationOf(aggregation);
  return asked === undefined ? scope.field(name) : columnMeasure(name, asked)(scope);
}

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TopBottomFilter.html */
function compileTop(filter: TopBottomFilter, scope: QueryScope): Extract<CompiledFilter, { kind: 'top' }>['top'] {
  const value = scope.field(filter.Column?.ColumnName ?? '');
  if (isAggregate(value)) throw new NotDrawable('a top or bottom filter of an aggregate');
  const part = value.type === 'date' ? datePart(filter.TimeGranularity ?? 'DAY') : undefined;
  const member = part === undefined ? value : { ...value, sql: truncated(value.sql, part, scope.weekStart) };
  const keys = (filter.AggregationSortConfigurations ?? []).map((sort) => ({
    measure: columnMeasure(sort.Column?.ColumnName ?? '', aggregationOf(sort.AggregationFunction)),
    descending: sort.SortDirection !== 'ASC',
  }));
  if (keys.length === 0) throw new NotDrawable('a top or bottom filter without a measure');
  return { member, keys, limit: limitOf(filter, scope) };
}

function limitOf(filter: TopBottomFilter, scope: QueryScope): number {
  if (filter.ParameterName === undefined) return filter.Limit ?? 10;
  const parameter = scope.parameter(filter.ParameterName);
  if (isUnset(parameter) || typeof parameter.literal !== 'number')
    throw new NotDrawable(`parameter "${filter.ParameterName}" has no value`);
  return Math.max(0, Math.trunc(parameter.literal));
}
