import type { Filter, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { ControlValue, ElementModel, GridPlace, NotDrawn, SheetModel } from '../model.ts';
import { type PlacedControl, runControl } from './controls/run-controls.ts';
import { placeElements } from './layout/place-elements.ts';
import { NotDrawable } from './not-drawable.ts';
import type { DashboardParameters } from './parameters/dashboard-parameters.ts';
import type { RunContext } from './run-context.ts';
import { richText } from './text/rich-text.ts';
import { runVisual } from './visuals/run-visual.ts';

/** What a sheet is computed with. */
export interface SheetRun {
  readonly context: RunContext;
  readonly parameters: DashboardParameters;
  readonly controls: readonly PlacedControl[];
  /** What a person chose, by control id. */
  readonly chosen: Readonly<Record<string, ControlValue>>;
  readonly filterOf: (id: string) => Filter | undefined;
}

/** A sheet with what it could not draw, and every control's value. */
export interface RunSheet {
  readonly sheet: SheetModel;
  readonly notDrawn: readonly NotDrawn[];
  readonly controlValues: Readonly<Record<string, ControlValue>>;
}

/** Computes a sheet: its controls, its visuals one after the other, and its texts, in reading order. */
export async function runSheet(sheet: SheetDefinition, path: string, run: SheetRun): Promise<RunSheet> {
  const notDrawn: NotDrawn[] = [];
  const { models, values } = await runControls(run, notDrawn);
  const elements = await runElements(sheet, path, run, notDrawn);
  for (const [index] of (sheet.Images ?? []).entries()) {
    notDrawn.push({ path: `${path}.Images[${index}]`, name: 'Image', reason: 'images are not drawn' });
  }
  return {
    sheet: {
      id: sheet.SheetId ?? path,
      title: sheet.Name ?? sheet.Title ?? 'Sheet',
      description: sheet.Description,
      controls: models,
      elements: elements.sort(
        (first, second) => first.place.row - second.place.row || first.place.column - second.place.column,
      ),
    },
    notDrawn,
    controlValues: values,
  };
}

async function runControls({ controls, chosen, parameters, filterOf, context }: SheetRun, notDrawn: NotDrawn[]) {
  const models: SheetModel['controls'][number][] = [];
  const values: Record<string, ControlValue> = {};
  for (const { control, path } of controls) {
    const name = `Control "${control.title ?? control.id}"`;
    try {
      const { model, value } = await runControl(control, chosen[control.id], parameters, filterOf, context);
      models.push(model);
      values[control.id] = value;
      if (control.cascading)
        notDrawn.push({ path, name, reason: 'its choices do not follow other controls: all are offered' });
    } catch (error) {
      if (!(error instanceof NotDrawable)) throw error;
      notDrawn.push({ path, name, reason: error.message });
    }
  }
  return { models, values };
}

async function runElements(
  sheet: SheetDefinition,
  path: string,
  run: SheetRun,
  notDrawn: NotDrawn[],
): Promise<ElementModel[]> {
  const { places, hidden } = placeElements(sheet);
  const parameterText = (name: string): string => writtenParameter(run.parameters, name);
  let below = Math.max(0, ...[...places.values()].map((place) => place.row + place.rowSpan));
  const placeOf = (id: string): GridPlace => {
    const known = places.get(id);
    if (known !== undefined) return known;
    const place = { column: 0, row: below, columnSpan: 36, rowSpan: 12 };
    below += place.rowSpan;
    return place;
  };
  const elements: ElementModel[] = [];
  for (const [index, visual] of (sheet.Visuals ?? []).entries()) {
    const at = `${path}.Visuals[${index}]`;
    const [body] = Object.values(visual).filter((each) => each !== undefined);
    if (hidden.has(body?.VisualId ?? '')) continue;
    const model = await runVisual(visual, run.context, { sheet: sheet.SheetId ?? '', path: at, parameterText });
    elements.push({ kind: 'visual', place: placeOf(model.id), visual: model });
    notDrawn.push(...model.notDrawn);
  }
  for (const [index, box] of (sheet.TextBoxes ?? []).entries()) {
    const id = box.SheetTextBoxId ?? `${path}.TextBoxes[${index}]`;
    if (hidden.has(id)) continue;
    elements.push({ kind: 'text', id, place: placeOf(id), paragraphs: richText(box.Content ?? '', parameterText) });
  }
  return elements;
}

/** A parameter in a sentence; a date at midnight is its day. */
function writtenParameter({ declared, texts }: DashboardParameters, name: string): string {
  const values = texts.get(name) ?? [];
  const isDate = declared.get(name)?.type === 'date';
  return values
    .map((text) =>
      isDate
        ? text
            .replace(/T00:00:00Z$/, '')
            .replace('T', ' ')
            .replace(/Z$/, '')
        : text,
    )
    .join(', ');
}
