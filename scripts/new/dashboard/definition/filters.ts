import type { FilterControl, FilterGroup } from '@aws-sdk/client-quicksight';
import type { FilterPlan } from '../plan/plan.ts';
import { columnOf } from '../visuals/fields.ts';

interface Where {
  readonly dataSet: string;
  readonly sheet: string;
  /** Ids of visuals; undefined: all of the sheet. */
  readonly visuals?: readonly string[];
}

const titleOptions = {
  TitleOptions: { Visibility: 'VISIBLE', FontConfiguration: { FontSize: { Relative: 'MEDIUM' } } },
} as const;

/** A filter of a sheet, and its control. @param id of the group; the filter and the control are called after it */
export function filterWithControl(
  plan: FilterPlan,
  id: string,
  where: Where,
): { group: FilterGroup; control: FilterControl } {
  const [filterId, controlId] = [`${id}-filter`, `${id}-control`];
  const column = columnOf(where.dataSet, plan.column);
  const common = { FilterControlId: controlId, Title: plan.title, SourceFilterId: filterId };
  if (plan.kind === 'dates') {
    return {
      group: groupOf(id, where, {
        TimeRangeFilter: {
          FilterId: filterId,
          Column: column,
          IncludeMinimum: true,
          IncludeMaximum: true,
          // The SDK's type says Date; a definition in a file holds ISO 8601.
          RangeMinimumValue: { StaticValue: plan.from as unknown as Date },
          RangeMaximumValue: { StaticValue: plan.to as unknown as Date },
          NullOption: plan.nullable ? 'ALL_VALUES' : 'NON_NULLS_ONLY',
          TimeGranularity: 'DAY',
        },
      }),
      control: {
        DateTimePicker: {
          ...common,
          Type: 'DATE_RANGE',
          DisplayOptions: { ...titleOptions, DateTimeFormat: 'YYYY-MM-DD' },
        },
      },
    };
  }
  return {
    group: groupOf(id, where, {
      CategoryFilter: {
        FilterId: filterId,
        Column: column,
        Configuration: {
          FilterListConfiguration: {
            MatchOperator: 'CONTAINS',
            SelectAllOptions: 'FILTER_ALL_VALUES',
            NullOption: 'ALL_VALUES',
          },
        },
      },
    }),
    control: {
      Dropdown: {
        ...common,
        DisplayOptions: { SelectAllOptions: { Visibility: 'VISIBLE' }, ...titleOptions },
        Type: 'MULTI_SELECT',
      },
    },
  };
}

/** Leaves rows without a value out of a visual of categories. */
export function namedFilter(id: string, where: Where & { readonly column: string }): FilterGroup {
  return groupOf(id, where, {
    CategoryFilter: {
      FilterId: `${id}-filter`,
      Column: columnOf(where.dataSet, where.column),
      Configuration: {
        CustomFilterConfiguration: { MatchOperator: 'DOES_NOT_EQUAL', CategoryValue: '', NullOption: 'NON_NULLS_ONLY' },
      },
    },
  });
}

/** Leaves rows without a number out of a histogram. */
export function presentFilter(
  id: string,
  where: Where & { readonly column: string; readonly from: number },
): FilterGroup {
  return groupOf(id, where, {
    NumericRangeFilter: {
      FilterId: `${id}-filter`,
      Column: columnOf(where.dataSet, where.column),
      IncludeMinimum: true,
      IncludeMaximum: true,
      RangeMinimum: { StaticValue: where.from },
      NullOption: 'NON_NULLS_ONLY',
    },
  });
}

function groupOf(
  id: string,
  { sheet, visuals }: Where,
  filter: NonNullable<FilterGroup['Filters']>[number],
): FilterGroup {
  return {
    FilterGroupId: id,
    Filters: [filter],
    ScopeConfiguration: {
      SelectedSheets: {
        SheetVisualScopingConfigurations: [
          visuals === undefined
            ? { SheetId: sheet, Scope: 'ALL_VISUALS' }
            : { SheetId: sheet, Scope: 'SELECTED_VISUALS', VisualIds: [...visuals] },
        ],
      },
    },
    Status: 'ENABLED',
    CrossDataset: 'SINGLE_DATASET',
  };
}
