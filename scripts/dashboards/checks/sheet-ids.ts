import type { LayoutElementType, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { Dashboard } from '../dashboard.ts';

/** The ids on one sheet, by the kind that a layout calls them. */
export type SheetIds = Readonly<Record<LayoutElementType, ReadonlySet<string>>>;

/** The ids on each sheet, by SheetId; where two sheets share one, the first. */
export function idsOfSheets(dashboard: Dashboard): ReadonlyMap<string, SheetIds> {
  const sheets = dashboard.index.of('SheetDefinition');
  return new Map(sheets.toReversed().map(({ value }) => [value.SheetId ?? '', idsOfSheet(value)]));
}

/** The ids on a sheet. */
export function idsOfSheet(sheet: SheetDefinition): SheetIds {
  return {
    VISUAL: membersNamed(sheet.Visuals, 'VisualId'),
    TEXT_BOX: membersNamed(sheet.TextBoxes, 'SheetTextBoxId'),
    IMAGE: membersNamed(sheet.Images, 'SheetImageId'),
    FILTER_CONTROL: membersNamed(sheet.FilterControls, 'FilterControlId'),
    PARAMETER_CONTROL: membersNamed(sheet.ParameterControls, 'ParameterControlId'),
  };
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
