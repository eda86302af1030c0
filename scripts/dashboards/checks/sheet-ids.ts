import type { LayoutElementType, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { Dashboard } from '../dashboard.ts';
import type { DefinitionIndex, Located } from '../shape/definition-index.ts';

/** The ids on one sheet, by the kind that a layout calls them; undefined where one was left out, so that not all are known. */
export type SheetIds = Readonly<Record<LayoutElementType, ReadonlySet<string> | undefined>>;

/** The ids on each sheet, by SheetId; where two sheets share one, the first. */
export function idsOfSheets({ index }: Dashboard): ReadonlyMap<string, SheetIds> {
  const sheets = index.of('SheetDefinition');
  return new Map(sheets.toReversed().map((sheet) => [sheet.value.SheetId ?? '', idsOfSheet(index, sheet)]));
}

/** The ids on a sheet. */
export function idsOfSheet(index: DefinitionIndex, { value: sheet, path }: Located<SheetDefinition>): SheetIds {
  const idsIn = (
    list: 'Visuals' | 'TextBoxes' | 'Images' | 'FilterControls' | 'ParameterControls',
    name: string,
  ): ReadonlySet<string> | undefined =>
    index.hasLost([...path, list], 2) ? undefined : membersNamed(sheet[list], name);
  return {
    VISUAL: idsIn('Visuals', 'VisualId'),
    TEXT_BOX: idsIn('TextBoxes', 'SheetTextBoxId'),
    IMAGE: idsIn('Images', 'SheetImageId'),
    FILTER_CONTROL: idsIn('FilterControls', 'FilterControlId'),
    PARAMETER_CONTROL: idsIn('ParameterControls', 'ParameterControlId'),
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
