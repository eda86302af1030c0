import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { controlDefault, controlType, scopeEmpty } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** Kinds of control that take one kind of filter only. The others fit several. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  FilterDateTimePickerControl: ['TimeRangeFilter', 'TimeEqualityFilter'],
  FilterRelativeDateTimeControl: ['RelativeDatesFilter'],
  FilterSliderControl: ['NumericRangeFilter', 'NumericEqualityFilter'],
  DefaultDateTimePickerControlOptions: ['TimeRangeFilter', 'TimeEqualityFilter'],
  DefaultRelativeDateTimeControlOptions: ['RelativeDatesFilter'],
  DefaultSliderControlOptions: ['NumericRangeFilter', 'NumericEqualityFilter'],
};

interface KnownFilter {
  readonly type: string;
  readonly hasDefault: boolean;
}

/** Filters apply to something, and their controls fit them. */
export function checkFilterUse(dashboard: Dashboard): DashboardFinding[] {
  const { index, placeOf } = dashboard;
  const filters = new Map<string, KnownFilter>();
  for (const { type, value } of index.all()) {
    const id = value['FilterId'];
    if (typeof id === 'string') filters.set(id, { type, hasDefault: 'DefaultFilterControlConfiguration' in value });
  }
  const findings: DashboardFinding[] = [];
  for (const { type, value, path } of index.all()) {
    const wanted = Object.hasOwn(fitting, type) ? fitting[type] : undefined;
    const source = value['SourceFilterId'];
    const filter = typeof source === 'string' ? filters.get(source) : undefined;
    const own = type.startsWith('Default') ? filterAround(dashboard, path) : filter?.type;
    if (wanted !== undefined && own !== undefined && !wanted.includes(own)) {
      findings.push(controlType(placeOf(path), formatJsonPath(path), type, own, wanted));
    }
    if (type === 'FilterCrossSheetControl' && filter !== undefined && !filter.hasDefault) {
      const at = [...path, 'SourceFilterId'];
      findings.push(controlDefault(placeOf(at), formatJsonPath(at), String(source)));
    }
  }
  for (const { value, path } of index.of('SheetVisualScopingConfiguration')) {
    if (value.Scope !== 'SELECTED_VISUALS' || (value.VisualIds ?? []).length > 0) continue;
    findings.push(scopeEmpty(placeOf(path), formatJsonPath(path)));
  }
  return findings;
}

/** The kind of the filter that a default control stands in: `FilterGroups[0].Filters[1].TimeRangeFilter…`. */
function filterAround({ definition }: Dashboard, path: JsonPath): string | undefined {
  const [root, group, , position, kind] = path;
  if (root !== 'FilterGroups' || typeof group !== 'number' || typeof position !== 'number') return undefined;
  const filter = definition.FilterGroups?.[group]?.Filters?.[position] ?? {};
  return typeof kind === 'string' && kind in filter ? kind : undefined;
}
