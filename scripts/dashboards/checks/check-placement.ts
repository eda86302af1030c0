import type { GridLayoutElement, SheetDefinition } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { duplicateId, elementUnplaced, gridOverlap } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { Located } from '../shape/definition-index.ts';

/** Everything on a sheet is placed, once, and nothing of a grid lies on something else. Controls need no place of their own. */
export function checkPlacement(dashboard: Dashboard): DashboardFinding[] {
  const placed = [...dashboard.index.of('GridLayoutElement'), ...dashboard.index.of('FreeFormLayoutElement')];
  const bySheet = Map.groupBy(placed, ({ path }) => path.slice(0, 2).join('/'));
  return [
    ...dashboard.index.of('SheetDefinition').flatMap(({ value, path }) => {
      // Layouts[0].Configuration.GridLayout.Elements[0]
      if ((value.Layouts ?? []).length === 0 || dashboard.index.hasLost([...path, 'Layouts'], 5)) return [];
      const ids = new Set(bySheet.get(path.join('/'))?.map((element) => element.value.ElementId));
      return elementsOf(value, path)
        .filter(({ id }) => !ids.has(id))
        .map(({ id, at }) => elementUnplaced(dashboard.placeOf(at), formatJsonPath(at), id));
    }),
    ...[...grids(dashboard).values()].flatMap((grid) => [
      ...checkTwice(dashboard, grid),
      ...checkOverlap(dashboard, grid),
    ]),
  ];
}

type Placed = Located<GridLayoutElement>;

/** The elements of each grid of a sheet, by the path of its list. */
function grids(dashboard: Dashboard): ReadonlyMap<string, readonly Placed[]> {
  return Map.groupBy(dashboard.index.of('GridLayoutElement'), ({ path }) => path.slice(0, -1).join('/'));
}

function elementsOf(sheet: SheetDefinition, path: JsonPath): { id: string; at: JsonPath }[] {
  const visuals = (sheet.Visuals ?? []).flatMap((visual, position) =>
    Object.entries(visual).flatMap(([kind, { VisualId: id }]: [string, { VisualId?: string | undefined }]) =>
      id === undefined ? [] : [{ id, at: [...path, 'Visuals', position, kind, 'VisualId'] }],
    ),
  );
  const texts = (sheet.TextBoxes ?? []).flatMap(({ SheetTextBoxId: id }, position) =>
    id === undefined ? [] : [{ id, at: [...path, 'TextBoxes', position, 'SheetTextBoxId'] }],
  );
  const images = (sheet.Images ?? []).flatMap(({ SheetImageId: id }, position) =>
    id === undefined ? [] : [{ id, at: [...path, 'Images', position, 'SheetImageId'] }],
  );
  return [...visuals, ...texts, ...images];
}

function checkTwice(dashboard: Dashboard, grid: readonly Placed[]): DashboardFinding[] {
  const first = new Map<string, JsonPath>();
  return grid.flatMap(({ value: { ElementId: id = '' }, path }) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, path);
      return [];
    }
    const at = [...path, 'ElementId'];
    const { line } = dashboard.placeOf(before);
    return [duplicateId(dashboard.placeOf(at), formatJsonPath(at), 'an ElementId', id, 'its layout', line)];
  });
}

/** An element without a row or column finds its place by itself. */
function checkOverlap(dashboard: Dashboard, grid: readonly Placed[]): DashboardFinding[] {
  const cells = new Map<number, Placed>();
  return grid.flatMap((element) => {
    const { RowIndex: row, ColumnIndex: column, RowSpan: rows = 1, ColumnSpan: columns = 1 } = element.value;
    if (row === undefined || column === undefined) return [];
    let other: Placed | undefined;
    // Spans are bounded so that a wrong one, which is a finding already, costs no time.
    for (let r = row; r < row + Math.min(rows, 21); r++) {
      for (let c = column; c < column + Math.min(columns, 36); c++) {
        other ??= cells.get(r * 72 + c);
        cells.set(r * 72 + c, element);
      }
    }
    if (other === undefined || other.value.ElementId === element.value.ElementId) return [];
    const { path, value } = element;
    const { line } = dashboard.placeOf(other.path);
    return [
      gridOverlap(
        dashboard.placeOf(path),
        formatJsonPath(path),
        value.ElementId ?? '',
        other.value.ElementId ?? '',
        line,
      ),
    ];
  });
}
