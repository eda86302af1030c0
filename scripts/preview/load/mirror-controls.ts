import type { DashboardVersionDefinition, FilterControl, ParameterControl } from '@aws-sdk/client-quicksight';
import type { ControlValue } from '../model.ts';

type Values = Readonly<Record<string, ControlValue>>;

/**
 * A filter or parameter may have a control on several sheets. The one on the sheet in view was changed last: the others take
 * its value, so that they can't contradict it.
 * @param sheet id of the sheet in view
 */
export function mirrorControls(definition: DashboardVersionDefinition, sheet: string, values: Values): Values {
  const bySource = new Map<string, ControlValue>();
  const inView = (definition.Sheets ?? []).find(({ SheetId }) => SheetId === sheet);
  for (const { id, source } of inView === undefined ? [] : controlsOf(inView)) {
    const value = values[id];
    if (value !== undefined) bySource.set(source, value);
  }
  const mirrored = (definition.Sheets ?? []).flatMap(controlsOf).flatMap(({ id, source }) => {
    const value = bySource.get(source) ?? values[id];
    return value === undefined ? [] : [[id, value] as const];
  });
  return Object.fromEntries(mirrored);
}

type Sheet = NonNullable<DashboardVersionDefinition['Sheets']>[number];

function controlsOf({ FilterControls = [], ParameterControls = [] }: Sheet): { id: string; source: string }[] {
  const filters = FilterControls.flatMap(memberOf).flatMap(({ FilterControlId: id, SourceFilterId: source }) =>
    id === undefined || source === undefined ? [] : [{ id, source: `filter ${source}` }],
  );
  const parameters = ParameterControls.flatMap(memberOf).flatMap(
    ({ ParameterControlId: id, SourceParameterName: source }) =>
      id === undefined || source === undefined ? [] : [{ id, source: `parameter ${source}` }],
  );
  return [...filters, ...parameters];
}

/** Exactly one member of a control's union is set. */
function memberOf<Union extends FilterControl | ParameterControl>(control: Union): NonNullable<Union[keyof Union]>[] {
  return Object.values(control).filter((member) => member !== undefined && member !== null);
}
