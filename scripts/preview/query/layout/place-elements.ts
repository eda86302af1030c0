import type { FreeFormLayoutElement, Layout, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { GridPlace } from '../../model.ts';

const columns = 36;
const rowPixels = 24;
const defaultWidth = 1600;

/** Where a sheet's elements stand on the grid of 36 columns, by ElementId; hidden ones have no place. */
export interface Places {
  readonly places: ReadonlyMap<string, GridPlace>;
  readonly hidden: ReadonlySet<string>;
}

/**
 * Maps any of QuickSight's three layouts onto the grid: a grid as it is, free-form and sections by their pixels.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_LayoutConfiguration.html
 */
export function placeElements(sheet: SheetDefinition): Places {
  const places = new Map<string, GridPlace>();
  const hidden = new Set<string>();
  for (const layout of sheet.Layouts ?? []) {
    const { GridLayout, FreeFormLayout, SectionBasedLayout } = layout.Configuration ?? {};
    let below = 0;
    for (const element of GridLayout?.Elements ?? []) {
      const place = {
        column: element.ColumnIndex ?? 0,
        row: element.RowIndex ?? below,
        columnSpan: element.ColumnSpan ?? columns,
        rowSpan: element.RowSpan ?? 1,
      };
      below = Math.max(below, place.row + place.rowSpan);
      places.set(element.ElementId ?? '', place);
    }
    freeForm(FreeFormLayout?.Elements ?? [], widthOf(layout), 0, places, hidden);
    const sections = [
      ...(SectionBasedLayout?.HeaderSections ?? []).map((section) => section.Layout),
      ...(SectionBasedLayout?.BodySections ?? []).map((section) => section.Content?.Layout),
      ...(SectionBasedLayout?.FooterSections ?? []).map((section) => section.Layout),
    ];
    let top = 0;
    for (const section of sections)
      top = freeForm(section?.FreeFormLayout?.Elements ?? [], widthOf(layout), top, places, hidden);
  }
  return { places, hidden };
}

function widthOf(layout: Layout): number {
  const { FreeFormLayout } = layout.Configuration ?? {};
  return pixels(FreeFormLayout?.CanvasSizeOptions?.ScreenCanvasSizeOptions?.OptimizedViewPortWidth) ?? defaultWidth;
}

/** @returns the first row below all of them */
function freeForm(
  elements: readonly FreeFormLayoutElement[],
  canvas: number,
  top: number,
  places: Map<string, GridPlace>,
  hidden: Set<string>,
): number {
  const right = Math.max(
    canvas,
    ...elements.map((each) => (pixels(each.XAxisLocation) ?? 0) + (pixels(each.Width) ?? 0)),
  );
  let below = top;
  for (const element of elements) {
    const id = element.ElementId ?? '';
    if (element.Visibility === 'HIDDEN') {
      hidden.add(id);
      continue;
    }
    const scale = columns / right;
    const column = Math.min(columns - 1, Math.round((pixels(element.XAxisLocation) ?? 0) * scale));
    const place = {
      column,
      row: top + Math.round((pixels(element.YAxisLocation) ?? 0) / rowPixels),
      columnSpan: Math.min(columns - column, Math.max(1, Math.round((pixels(element.Width) ?? right) * scale))),
      rowSpan: Math.max(1, Math.round((pixels(element.Height) ?? rowPixels) / rowPixels)),
    };
    below = Math.max(below, place.row + place.rowSpan);
    places.set(id, place);
  }
  return below;
}

function pixels(text: string | undefined): number | undefined {
  const number = text === undefined ? Number.NaN : Number.parseFloat(text);
  return Number.isNaN(number) ? undefined : number;
}
