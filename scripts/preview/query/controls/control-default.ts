import type { Filter } from '@aws-sdk/client-quicksight';
import type { ControlValue } from '../../model.ts';
import { compileRange } from '../filters/time-filter.ts';
import { isoDate } from '../parameters/iso-date.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import { type RunContext, runQuery } from '../run-context.ts';

/** The value that a filter's control shows before anyone touches it: the filter's own. */
export async function filterDefault(
  filter: Filter,
  range: boolean,
  context: RunContext,
  scope: QueryScope,
): Promise<ControlValue> {
  const { CategoryFilter: text, NumericEqualityFilter: number, NumericRangeFilter: numbers } = filter;
  const bound = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : parameterTexts(name, scope)[0];
  if (text !== undefined) {
    const {
      FilterListConfiguration: list,
      CustomFilterListConfiguration: custom,
      CustomFilterConfiguration: one,
    } = text.Configuration ?? {};
    if (one?.ParameterName !== undefined) return { kind: 'list', values: parameterTexts(one.ParameterName, scope) };
    if (one !== undefined) return { kind: 'list', values: one.CategoryValue === undefined ? [] : [one.CategoryValue] };
    return { kind: 'list', values: (list ?? custom)?.CategoryValues ?? [] };
  }
  if (number !== undefined) {
    const value = bound(number.ParameterName) ?? (number.Value === undefined ? undefined : String(number.Value));
    return { kind: 'list', values: value === undefined ? [] : [value] };
  }
  if (numbers !== undefined) {
    const [from, to] = [numbers.RangeMinimum, numbers.RangeMaximum].map(
      (side) => bound(side?.Parameter) ?? (side?.StaticValue === undefined ? undefined : String(side.StaticValue)),
    );
    return { kind: 'range', from, to };
  }
  const [from, to] = await dates(filter, context, scope);
  return range ? { kind: 'range', from, to } : { kind: 'list', values: from === undefined ? [] : [from] };
}

/** A parameter's values as text. */
export function parameterTexts(name: string, scope: QueryScope): readonly string[] {
  const value = scope.parameter(name);
  return (value.list ?? [value]).flatMap((each) => (each.literal === undefined ? [] : [String(each.literal)]));
}

async function dates(filter: Filter, context: RunContext, scope: QueryScope): Promise<readonly (string | undefined)[]> {
  const bounds = compileRange(filter, scope);
  const texts = bounds.map((sql) =>
    sql === undefined ? 'NULL' : `strftime(CAST(${sql} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ')`,
  );
  const [row] = await runQuery(
    context.connection,
    `SELECT ${texts.map((text, index) => `${text} AS b${index}`).join(', ')}`,
  );
  return texts.map((_, index) => isoDate(row?.[`b${index}`]));
}
