import type { Filter } from '@aws-sdk/client-quicksight';
import { isAggregated } from '../../formula/formula-level.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { filterMixed } from '../findings/data-set-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { type DataSetFormulas, judgeDashboardFormulas } from './formula-fields.ts';

/** Top and bottom filters, nested and hierarchy filters aggregate to choose rows: no page says which of the two they are. */
const kinds = [
  'CategoryFilter',
  'NumericRangeFilter',
  'NumericEqualityFilter',
  'TimeEqualityFilter',
  'TimeRangeFilter',
  'RelativeDatesFilter',
] as const satisfies readonly (keyof Filter)[];

/**
 * "Filter groups can't contain both aggregated and nonaggregated fields." Level-aware aggregates are let pass, and fields that are unknown.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 */
export function checkFilterGroups(dashboard: Dashboard): DashboardFinding[] {
  const formulas = judgeDashboardFormulas(dashboard);
  return dashboard.index.of('FilterGroup').flatMap(({ value: { Filters: filters = [] }, path }) => {
    const judged = filters.flatMap((filter) => filteredField(filter, formulas));
    const aggregated = judged.find((field) => field.aggregated);
    const rows = judged.find((field) => !field.aggregated);
    if (aggregated === undefined || rows === undefined) return [];
    const at = [...path, 'Filters'];
    return [filterMixed(dashboard.placeOf(at), formatJsonPath(at), aggregated.name, rows.name)];
  });
}

function filteredField(
  filter: Filter,
  formulas: ReadonlyMap<string, DataSetFormulas>,
): { readonly name: string; readonly aggregated: boolean }[] {
  const own = kinds.map((kind) => filter[kind]).find((each) => each !== undefined);
  const { ColumnName: name, DataSetIdentifier: identifier } = own?.Column ?? {};
  if (own === undefined || name === undefined || identifier === undefined) return [];
  if ('AggregationFunction' in own && own.AggregationFunction !== undefined) return [{ name, aggregated: true }];
  const level = formulas.get(identifier)?.analysed.levelOf(name);
  if (level === undefined || (level !== 'row' && !isAggregated(level))) return [];
  return [{ name, aggregated: isAggregated(level) }];
}
