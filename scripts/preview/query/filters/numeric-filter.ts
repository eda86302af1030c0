import type { NumericEqualityFilter, NumericRangeFilter, NumericRangeFilterValue } from '@aws-sdk/client-quicksight';
import type { ControlValue } from '../../model.ts';
import { requireType } from '../expression/functions/row-function.ts';
import type { Value } from '../expression/value.ts';
import { isUnset } from '../parameters/parameter-value.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import { withNulls } from './conditions.ts';

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_NumericEqualityFilter.html */
export function compileNumericEquality(
  filter: NumericEqualityFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  requireType(subject, 'number', 'numeric filter');
  const values = chosen === undefined ? equalTo(filter, scope) : chosenNumbers(chosen);
  if (values.length === 0 || (chosen === undefined && filter.SelectAllOptions === 'FILTER_ALL_VALUES')) {
    return withNulls(
      subject,
      undefined,
      chosen === undefined && filter.ParameterName === undefined ? filter.NullOption : undefined,
    );
  }
  const operator = filter.MatchOperator === 'DOES_NOT_EQUAL' ? 'NOT IN' : 'IN';
  return withNulls(subject, `${subject.sql} ${operator} (${values.join(', ')})`, filter.NullOption);
}

function equalTo(filter: NumericEqualityFilter, scope: QueryScope): readonly string[] {
  if (filter.ParameterName !== undefined) {
    const bound = scope.parameter(filter.ParameterName);
    return isUnset(bound) ? [] : (bound.list ?? [bound]).map((value) => value.sql);
  }
  return filter.Value === undefined ? [] : [numberText(filter.Value)];
}

function chosenNumbers(chosen: ControlValue): readonly string[] {
  const texts = chosen.kind === 'list' ? chosen.values : [];
  return texts.map(Number).filter(Number.isFinite).map(numberText);
}

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_NumericRangeFilter.html */
export function compileNumericRange(
  filter: NumericRangeFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  requireType(subject, 'number', 'numeric filter');
  const from = chosen === undefined ? bound(filter.RangeMinimum, scope) : chosenBound(chosen, 'from');
  const to = chosen === undefined ? bound(filter.RangeMaximum, scope) : chosenBound(chosen, 'to');
  const inclusive = chosen !== undefined;
  const sides = [
    from === undefined ? [] : [`${subject.sql} ${inclusive || filter.IncludeMinimum === true ? '>=' : '>'} ${from}`],
    to === undefined ? [] : [`${subject.sql} ${inclusive || filter.IncludeMaximum === true ? '<=' : '<'} ${to}`],
  ].flat();
  const all = sides.length === 0 || (chosen === undefined && filter.SelectAllOptions === 'FILTER_ALL_VALUES');
  return withNulls(subject, all ? undefined : `(${sides.join(' AND ')})`, filter.NullOption);
}

function bound(value: NumericRangeFilterValue | undefined, scope: QueryScope): string | undefined {
  if (value?.Parameter === undefined)
    return value?.StaticValue === undefined ? undefined : numberText(value.StaticValue);
  const parameter = scope.parameter(value.Parameter);
  return isUnset(parameter) ? undefined : (parameter.list?.[0] ?? parameter).sql;
}

function chosenBound(chosen: ControlValue, side: 'from' | 'to'): string | undefined {
  const text = chosen.kind === 'range' ? chosen[side] : undefined;
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? numberText(number) : undefined;
}

function numberText(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
