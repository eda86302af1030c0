import type { ElementModel } from '../../model.ts';

/** Where an element goes on a wide page, and how it behaves in the narrow, one-column page. */
export interface Placed {
  readonly element: ElementModel;
  /** 1-based grid lines, as CSS counts. */
  readonly column: { readonly start: number; readonly span: number };
  readonly row: { readonly start: number; readonly span: number };
  /** Two columns: figures stand side by side, all else takes both. */
  readonly narrowSpan: 1 | 2;
  /** Height in pixels on a narrow page; undefined: as high as its content. */
  readonly narrowHeight: number | undefined;
}

const columns = 36;
const rowPixels = 24;

/**
 * Places a sheet's elements in reading order (row, then column), so that tabbing and the narrow page follow the eye.
 * Rows that nothing occupies at the top are taken away.
 */
export function placeElements(elements: readonly ElementModel[]): readonly Placed[] {
  const ordered = elements.toSorted(
    (left, right) => left.place.row - right.place.row || left.place.column - right.place.column,
  );
  const first = ordered[0]?.place.row ?? 0;
  const halves = pairFigures(ordered);
  return ordered.map((element) => {
    const { place } = element;
    const start = Math.min(Math.max(place.column, 0), columns - 1);
    return {
      element,
      column: { start: start + 1, span: Math.max(1, Math.min(place.columnSpan, columns - start)) },
      row: { start: place.row - first + 1, span: Math.max(1, place.rowSpan) },
      narrowSpan: halves.has(element) ? 1 : 2,
      narrowHeight: narrowHeight(element),
    };
  });
}

/** Figures that follow each other stand in pairs; one that is left over takes the whole width. */
function pairFigures(ordered: readonly ElementModel[]): ReadonlySet<ElementModel> {
  const halves = new Set<ElementModel>();
  let waiting: ElementModel | undefined;
  for (const element of ordered) {
    const figure = element.kind === 'visual' && element.visual.kind === 'kpi';
    if (figure && waiting !== undefined) {
      halves.add(waiting).add(element);
      waiting = undefined;
    } else {
      waiting = figure ? element : undefined;
    }
  }
  return halves;
}

function narrowHeight(element: ElementModel): number | undefined {
  if (element.kind === 'text' || element.visual.kind === 'not-drawn') return undefined;
  const asked = element.place.rowSpan * rowPixels;
  if (element.visual.kind === 'kpi') return undefined;
  if (element.visual.error !== undefined || element.visual.result.rows.length === 0) return 180;
  if (element.visual.kind === 'pie') return Math.max(400, Math.min(asked, 460));
  return Math.max(300, Math.min(asked, 440));
}
