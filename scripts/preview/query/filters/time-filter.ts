import type {
  ExcludePeriodConfiguration,
  Filter,
  RelativeDatesFilter,
  TimeEqualityFilter,
  TimeRangeFilter,
  TimeRangeFilterValue,
} from '@aws-sdk/client-quicksight';
import { parseExpression } from '../../../formula/parse-expression.ts';
import type { ControlValue } from '../../model.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import { datePart, interval, truncated } from '../expression/date-part.ts';
import { requireType } from '../expression/functions/row-function.ts';
import { stages, type Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import { isoDate } from '../parameters/iso-date.ts';
import { isUnset } from '../parameters/parameter-value.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import { sqlTimestamp } from '../sql-text.ts';
import { withNulls } from './conditions.ts';

/** A rolling date's expression, such as `truncDate('YYYY', now())`. @throws NotDrawable when it is no date */
export function rollingDate(expression: string, scope: QueryScope): string {
  const parsed = parseExpression(expression);
  if ('error' in parsed)
    throw new NotDrawable(`rolling date: expected ${parsed.error.expected}, got ${parsed.error.got}`);
  const value = compileExpression(parsed.ast, scope);
  requireType(value, 'date', 'rolling date');
  if (value.at > stages.constant) throw new NotDrawable('a rolling date that reads a column');
  return value.sql;
}

/** Bounds as SQL, compared at the filter's granularity. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TimeRangeFilter.html */
export function compileTimeRange(
  filter: TimeRangeFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  requireType(subject, 'date', 'date filter');
  if (chosen !== undefined) return chosenRange(subject, chosen, filter.NullOption);
  const part = datePart(filter.TimeGranularity ?? 'DAY');
  const [from, to] = [filter.RangeMinimumValue, filter.RangeMaximumValue].map((value) => bound(value, scope));
  const start = (sql: string): string => truncated(sql, part, scope.weekStart);
  const end = (sql: string): string => `${start(sql)} + ${interval('1', part)}`;
  const last = excluded(to, filter.ExcludePeriodConfiguration);
  const sides = [
    from === undefined ? [] : [`${subject.sql} >= ${filter.IncludeMinimum === true ? start(from) : end(from)}`],
    last === undefined ? [] : [`${subject.sql} < ${filter.IncludeMaximum === true ? end(last) : start(last)}`],
  ].flat();
  return withNulls(subject, sides.length === 0 ? undefined : `(${sides.join(' AND ')})`, filter.NullOption);
}

/** A period at the end that does not count, because its data is not complete yet. */
function excluded(to: string | undefined, exclude: ExcludePeriodConfiguration | undefined): string | undefined {
  if (to === undefined || exclude === undefined || exclude.Status === 'DISABLED') return to;
  return `(${to} - ${interval(String(exclude.Amount ?? 0), datePart(exclude.Granularity ?? 'DAY'))})`;
}

function bound(value: TimeRangeFilterValue | undefined, scope: QueryScope): string | undefined {
  if (value?.RollingDate?.Expression !== undefined) return rollingDate(value.RollingDate.Expression, scope);
  if (value?.Parameter !== undefined) {
    const parameter = scope.parameter(value.Parameter);
    return isUnset(parameter) ? undefined : parameter.sql;
  }
  const iso = isoDate(value?.StaticValue);
  if (value?.StaticValue !== undefined && iso === undefined)
    throw new NotDrawable(`date filter: ${String(value.StaticValue)} is no date`);
  return iso === undefined ? undefined : sqlTimestamp(iso);
}

/** A date picker's days: both count whole; with a time of day, to the second. */
function chosenRange(subject: Value, chosen: ControlValue, nulls: TimeRangeFilter['NullOption']): Value | undefined {
  const [from, to] = chosen.kind === 'range' ? [chosen.from, chosen.to] : [chosen.values[0], chosen.values[0]];
  const [start, end] = [from, to].map(isoDate);
  const whole = to !== undefined && !/\d{2}:\d{2}/.test(to.replace(/T00:00(:00(\.0+)?)?Z?$/, ''));
  const sides = [
    start === undefined ? [] : [`${subject.sql} >= ${sqlTimestamp(start)}`],
    end === undefined ? [] : [`${subject.sql} < ${sqlTimestamp(end)} + INTERVAL ${whole ? '1 DAY' : '1 SECOND'}`],
  ].flat();
  return withNulls(subject, sides.length === 0 ? undefined : `(${sides.join(' AND ')})`, nulls);
}

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TimeEqualityFilter.html */
export function compileTimeEquality(
  filter: TimeEqualityFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  requireType(subject, 'date', 'date filter');
  if (chosen !== undefined) return chosenRange(subject, chosen, undefined);
  const { ParameterName: Parameter, Value: StaticValue, RollingDate } = filter;
  const at = bound({ Parameter, StaticValue, RollingDate }, scope);
  if (at === undefined) return undefined;
  const part = datePart(filter.TimeGranularity ?? 'DAY');
  const same = `${truncated(subject.sql, part, scope.weekStart)} = ${truncated(at, part, scope.weekStart)}`;
  return withNulls(subject, same, 'NON_NULLS_ONLY');
}

/**
 * Dates relative to an anchor. PREVIOUS is the whole period before; THIS the whole period; NOW the period up to the anchor; LAST n this
 * period and the n-1 before it; NEXT n the n after this one.
 * https://docs.aws.amazon.com/quicksight/latest/user/add-a-date-filter2.html
 */
export function compileRelativeDates(
  filter: RelativeDatesFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  requireType(subject, 'date', 'date filter');
  if (chosen !== undefined) return chosenRange(subject, chosen, filter.NullOption);
  const [from, to] = relativeBounds(filter, scope);
  return withNulls(subject, `(${subject.sql} >= ${from} AND ${subject.sql} < ${to})`, filter.NullOption);
}

/** The first moment of a relative filter's dates, and the first one after them. */
export function relativeBounds(filter: RelativeDatesFilter, scope: QueryScope): readonly [string, string] {
  const anchor = excluded(anchorOf(filter, scope), filter.ExcludePeriodConfiguration) ?? '';
  const part = datePart(filter.TimeGranularity ?? 'DAY');
  const start = truncated(anchor, part, scope.weekStart);
  const shifted = (count: string): string => `(${start} + ${interval(count, part)})`;
  const count = countOf(filter, scope);
  switch (filter.RelativeDateType) {
    case 'PREVIOUS':
      return [shifted('-1'), start];
    case 'THIS':
      return [start, shifted('1')];
    case 'NOW':
      return [start, `(${anchor} + INTERVAL 1 MICROSECOND)`];
    case 'LAST':
      return [shifted(`1 - (${count})`), shifted('1')];
    case 'NEXT':
      return [shifted('1'), shifted(`1 + (${count})`)];
    default:
      throw new NotDrawable(`a relative date of type ${String(filter.RelativeDateType)}`);
  }
}

function anchorOf(filter: RelativeDatesFilter, scope: QueryScope): string {
  const name = filter.AnchorDateConfiguration?.ParameterName;
  if (name === undefined) return sqlTimestamp(scope.now);
  const parameter = scope.parameter(name);
  if (isUnset(parameter)) throw new NotDrawable(`parameter "${name}" has no value`);
  return parameter.sql;
}

function countOf(filter: RelativeDatesFilter, scope: QueryScope): string {
  if (filter.ParameterName === undefined) return String(filter.RelativeDateValue ?? 1);
  const parameter = scope.parameter(filter.ParameterName);
  return isUnset(parameter) ? '1' : parameter.sql;
}

/** First and last moment that a date filter lets through, as SQL, for its control. */
export function compileRange(filter: Filter, scope: QueryScope): readonly (string | undefined)[] {
  const { TimeRangeFilter: range, TimeEqualityFilter: one, RelativeDatesFilter: relative } = filter;
  if (range !== undefined) return [bound(range.RangeMinimumValue, scope), bound(range.RangeMaximumValue, scope)];
  if (relative !== undefined) {
    const [from, to] = relativeBounds(relative, scope);
    return [from, `(${to} - INTERVAL 1 SECOND)`];
  }
  const { ParameterName: Parameter, Value: StaticValue, RollingDate } = one ?? {};
  const at = bound({ Parameter, StaticValue, RollingDate }, scope);
  return [at, at];
}
