import type { DashboardVersionDefinition, Filter, FilterGroup } from '@aws-sdk/client-quicksight';
import type { DataSetRelation } from '../relation.ts';
import type { FilterGroupInScope } from './applied-filter.ts';

/** The visual that filters are looked up for. */
export interface FilterTarget {
  readonly sheet: string;
  readonly visual: string;
  readonly dataSet: string;
  readonly relation: DataSetRelation;
}

/**
 * The filter groups that a visual's data passes through, in order: by scope, and by data set. A group over ALL_DATASETS also filters
 * other data sets that have a column or calculated field of the same name.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FilterGroup.html
 */
export function filtersInScope(
  definition: DashboardVersionDefinition,
  target: FilterTarget,
): readonly FilterGroupInScope[] {
  return (definition.FilterGroups ?? [])
    .filter((group) => group.Status !== 'DISABLED' && reaches(group, target))
    .map((group) => ({
      id: group.FilterGroupId ?? '',
      filters: (group.Filters ?? []).filter((filter) => fits(filter, group, definition, target)),
    }))
    .filter((group) => group.filters.length > 0);
}

function reaches(group: FilterGroup, { sheet, visual }: FilterTarget): boolean {
  const { AllSheets, SelectedSheets } = group.ScopeConfiguration ?? {};
  if (AllSheets !== undefined) return true;
  return (SelectedSheets?.SheetVisualScopingConfigurations ?? []).some(
    (scope) => scope.SheetId === sheet && (scope.Scope === 'ALL_VISUALS' || (scope.VisualIds ?? []).includes(visual)),
  );
}

function fits(
  filter: Filter,
  group: FilterGroup,
  definition: DashboardVersionDefinition,
  target: FilterTarget,
): boolean {
  const [body] = Object.values(filter).filter((each) => each !== undefined);
  const column = body !== undefined && typeof body === 'object' && 'Column' in body ? body.Column : undefined;
  if (column?.DataSetIdentifier === target.dataSet) return true;
  if (group.CrossDataset !== 'ALL_DATASETS') return false;
  const name = column?.ColumnName;
  const calculated = (definition.CalculatedFields ?? []).some(
    (field) => field.Name === name && field.DataSetIdentifier === target.dataSet,
  );
  return calculated || target.relation.columns.some((each) => each.name === name);
}
