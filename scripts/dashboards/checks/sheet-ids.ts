import type { LayoutElementType } from '@aws-sdk/client-quicksight';
import type { Dashboard } from '../dashboard.ts';

/** The ids on one sheet, by the kind that a layout calls them. */
export type SheetIds = Readonly<Record<LayoutElementType, ReadonlySet<string>>>;

/** The ids on each sheet, by SheetId. */
export function idsOfSheets(dashboard: Dashboard): ReadonlyMap<string, SheetIds> {
  const sheets = dashboard.index.of('SheetDefinition').map(({ value }): [string, SheetIds] => [
    value.SheetId ?? '',
    {
      VISUAL: membersNamed(value.Visuals, 'VisualId'),
      TEXT_BOX: membersNamed(value.TextBoxes, 'SheetTextBoxId'),
      IMAGE: membersNamed(value.Images, 'SheetImageId'),
      FILTER_CONTROL: membersNamed(value.FilterControls, 'FilterControlId'),
      PARAMETER_CONTROL: membersNamed(value.ParameterControls, 'ParameterControlId'),
    },
  ]);
  return new Map(sheets);
}

/** Text members of that name, in the things themselves or, for unions, in their one member. */
function membersNamed(things: readonly object[] | undefined, name: string): ReadonlySet<string> {
  const ids = (things ?? [])
    .flatMap((thing) => [thing, ...Object.values(thing)])
    .map((thing: unknown) =>
      typeof thing === 'object' && thing !== null && name in thing ? Reflect.get(thing, name) : undefined,
    );
  return new Set(ids.filter((id) => typeof id === 'string'));
}
