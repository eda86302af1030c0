import type { CategoryFilter, CategoryFilterMatchOperator } from '@aws-sdk/client-quicksight';
import type { ControlValue } from '../../model.ts';
import type { Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import { isUnset } from '../parameters/parameter-value.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import { sqlString } from '../sql-text.ts';
import { withNulls } from './conditions.ts';

/**
 * A filter by text: a list of values, or one value with an operator, which may be a parameter's.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CategoryFilterConfiguration.html
 * @param chosen what a control says instead; an empty list lets all through
 */
export function compileCategoryFilter(
  filter: CategoryFilter,
  subject: Value,
  scope: QueryScope,
  chosen: ControlValue | undefined,
): Value | undefined {
  const {
    FilterListConfiguration: list,
    CustomFilterListConfiguration: custom,
    CustomFilterConfiguration: one,
  } = filter.Configuration ?? {};
  const text = subject.type === 'string' ? subject.sql : `CAST(${subject.sql} AS VARCHAR)`;
  if (one !== undefined) {
    const values = chosen === undefined ? customValues(one.ParameterName, one.CategoryValue, scope) : valuesOf(chosen);
    const all = values.length === 0 || (chosen === undefined && one.SelectAllOptions === 'FILTER_ALL_VALUES');
    return withNulls(
      subject,
      all ? undefined : matches(text, one.MatchOperator, values),
      all && one.ParameterName !== undefined ? undefined : one.NullOption,
    );
  }
  const listed = list ?? custom;
  if (listed === undefined) throw new NotDrawable('a category filter without a configuration');
  const values = chosen === undefined ? (listed.CategoryValues ?? []) : valuesOf(chosen);
  const all =
    values.length === 0
      ? chosen !== undefined || listed.SelectAllOptions === 'FILTER_ALL_VALUES' || excludes(listed.MatchOperator)
      : false;
  const sql = all ? undefined : membership(text, listed.MatchOperator, values);
  return withNulls(subject, sql, listed.NullOption ?? (excludes(listed.MatchOperator) ? 'ALL_VALUES' : undefined));
}

function valuesOf(chosen: ControlValue): readonly string[] {
  return chosen.kind === 'list' ? chosen.values : [];
}

function customValues(parameter: string | undefined, value: string | undefined, scope: QueryScope): readonly string[] {
  if (parameter === undefined) return value === undefined ? [] : [value];
  const bound = scope.parameter(parameter);
  if (isUnset(bound)) return [];
  return (bound.list ?? [bound]).map((each) => String(each.literal ?? ''));
}

function excludes(operator: CategoryFilterMatchOperator | undefined): boolean {
  return operator === 'DOES_NOT_CONTAIN' || operator === 'DOES_NOT_EQUAL';
}

/** Lists compare whole values: CONTAINS is "the list contains the value". */
function membership(
  text: string,
  operator: CategoryFilterMatchOperator | undefined,
  values: readonly string[],
): string {
  if (operator === 'STARTS_WITH' || operator === 'ENDS_WITH') return matches(text, operator, values);
  if (values.length === 0) return 'FALSE';
  return `${text} ${excludes(operator) ? 'NOT IN' : 'IN'} (${values.map(sqlString).join(', ')})`;
}

const tests: Readonly<Record<CategoryFilterMatchOperator, (text: string, value: string) => string>> = {
  EQUALS: (text, value) => `${text} = ${value}`,
  DOES_NOT_EQUAL: (text, value) => `${text} <> ${value}`,
  CONTAINS: (text, value) => `contains(lower(${text}), lower(${value}))`,
  DOES_NOT_CONTAIN: (text, value) => `NOT contains(lower(${text}), lower(${value}))`,
  STARTS_WITH: (text, value) => `starts_with(lower(${text}), lower(${value}))`,
  ENDS_WITH: (text, value) => `suffix(lower(${text}), lower(${value}))`,
};

function matches(text: string, operator: CategoryFilterMatchOperator | undefined, values: readonly string[]): string {
  if (operator === undefined) throw new NotDrawable('a category filter without an operator');
  const joined = values
    .map((value) => tests[operator](text, sqlString(value)))
    .join(excludes(operator) ? ' AND ' : ' OR ');
  return `(${joined})`;
}
