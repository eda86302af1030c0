import type { Filter, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { ControlModel, ControlValue, NotDrawn } from '../../model.ts';
import { filterBody } from '../filters/compile-filter.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { DashboardParameters } from '../parameters/dashboard-parameters.ts';
import { QueryScope } from '../plan/query-scope.ts';
import type { RunContext } from '../run-context.ts';
import { type Control, readFilterControl, readParameterControl } from './control.ts';
import { filterDefault } from './control-default.ts';
import { columnBounds, columnValues } from './control-options.ts';

/** A sheet's controls with their paths in the definition. */
export interface PlacedControl {
  readonly control: Control;
  readonly path: string;
}

/**
 * Reads a sheet's controls in the order of its control layout, row by row; those without a place there come last, parameters' first.
 * A kind that is not known is listed in `notDrawn`.
 */
export function sheetControls(
  sheet: SheetDefinition,
  path: string,
  filterOf: (id: string) => Filter | undefined,
  notDrawn: NotDrawn[],
): readonly PlacedControl[] {
  const found: PlacedControl[] = [];
  const add = (control: Control | undefined, at: string, kind: string | undefined): void => {
    if (control === undefined)
      notDrawn.push({
        path: at,
        name: `Control of kind ${kind ?? 'unknown'}`,
        reason: 'this kind of control is not drawn',
      });
    else found.push({ control, path: at });
  };
  for (const [index, control] of (sheet.ParameterControls ?? []).entries()) {
    add(readParameterControl(control), `${path}.ParameterControls[${index}]`, Object.keys(control)[0]);
  }
  for (const [index, control] of (sheet.FilterControls ?? []).entries()) {
    add(readFilterControl(control, filterOf), `${path}.FilterControls[${index}]`, Object.keys(control)[0]);
  }
  const order = layoutOrder(sheet);
  const placeOf = ({ control }: PlacedControl) => order.get(control.id) ?? order.size;
  return found.sort((left, right) => placeOf(left) - placeOf(right));
}

/** Positions of control ids in SheetControlLayouts: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_SheetControlLayout.html */
function layoutOrder(sheet: SheetDefinition): ReadonlyMap<string, number> {
  const elements = (sheet.SheetControlLayouts ?? []).flatMap((each) => each.Configuration?.GridLayout?.Elements ?? []);
  const sorted = elements
    .map((element, index) => ({ element, index }))
    .sort(
      (left, right) =>
        (left.element.RowIndex ?? left.index) - (right.element.RowIndex ?? right.index) ||
        (left.element.ColumnIndex ?? left.index) - (right.element.ColumnIndex ?? right.index),
    );
  return new Map(sorted.map(({ element }, position) => [element.ElementId ?? '', position]));
}

/** A control as the page draws it, with its value now. */
export interface RunControl {
  readonly model: ControlModel;
  readonly value: ControlValue;
}

/**
 * Computes what a control offers and shows.
 * @param chosen what a person chose, undefined: the default
 * @throws NotDrawable when its filter, parameter or column is missing or can't be computed
 */
export async function runControl(
  control: Control,
  chosen: ControlValue | undefined,
  parameters: DashboardParameters,
  filterOf: (id: string) => Filter | undefined,
  context: RunContext,
): Promise<RunControl> {
  if ('parameter' in control.sets) {
    const { parameter: name } = control.sets;
    const parameter = parameters.declared.get(name);
    if (parameter === undefined) throw new NotDrawable(`there is no parameter "${name}"`);
    const value: ControlValue = chosen ?? { kind: 'list', values: parameters.texts.get(name) ?? [] };
    const offered =
      control.choices === undefined && control.column !== undefined
        ? await offers(control.column.dataSet, control.column.name, control, context)
        : fixed(control);
    return {
      model: { ...modelOf(control, name), ...offered, multiple: control.multiple && parameter.multiple },
      value,
    };
  }
  const filter = filterOf(control.sets.filter);
  if (filter === undefined) throw new NotDrawable(`there is no filter "${control.sets.filter}"`);
  const { Column: column } = filterBody(filter);
  const { DataSetIdentifier: dataSet, ColumnName: name } = column ?? {};
  if (dataSet === undefined || name === undefined) throw new NotDrawable('its filter has no column');
  const scope = new QueryScope(context.source(dataSet));
  const value = chosen ?? (await filterDefault(filter, control.range, context, scope));
  return { model: { ...modelOf(control, name), ...(await offers(dataSet, name, control, context)) }, value };
}

type Offer = Pick<ControlModel, 'options' | 'total' | 'minimum' | 'maximum'>;

function fixed({ choices = [], minimum, maximum }: Control): Offer {
  const text = (bound: number | undefined): string | undefined => (bound === undefined ? undefined : String(bound));
  return { options: choices, total: choices.length, minimum: text(minimum), maximum: text(maximum) };
}

async function offers(dataSet: string, column: string, control: Control, context: RunContext): Promise<Offer> {
  if (control.choices !== undefined) return fixed(control);
  if (control.kind === 'dropdown' || control.kind === 'list') {
    return { ...fixed(control), ...(await columnValues(column, context.source(dataSet), context)) };
  }
  if (control.kind === 'text' || (control.kind === 'slider' && control.minimum !== undefined)) return fixed(control);
  const [minimum, maximum] = await columnBounds(column, context.source(dataSet), context);
  return { ...fixed(control), minimum, maximum };
}

function modelOf(control: Control, name: string): Omit<ControlModel, keyof Offer> {
  return {
    id: control.id,
    title: control.title ?? name,
    kind: control.kind,
    multiple: control.multiple,
    step: control.step,
  };
}
