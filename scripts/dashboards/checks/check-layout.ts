import type { FreeFormLayoutElement, GridLayoutElement } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { elementMissing, gridBounds } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { idsOfSheet, type SheetIds } from './sheet-ids.ts';

/** Of the grid: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_GridLayoutElement.html */
const columns = 36;

const words = {
  VISUAL: 'visual',
  TEXT_BOX: 'text box',
  IMAGE: 'image',
  FILTER_CONTROL: 'filter control',
  PARAMETER_CONTROL: 'parameter control',
} as const satisfies Record<keyof SheetIds, string>;

/** A layout places what stands on its sheet, inside the grid of 36 columns. */
export function checkLayout(dashboard: Dashboard): DashboardFinding[] {
  const { index } = dashboard;
  const ids = new Map(index.of('SheetDefinition').map((sheet) => [sheet.path[1], idsOfSheet(index, sheet)]));
  const grids = dashboard.index.of('GridLayoutElement');
  const placed = [...grids, ...dashboard.index.of('FreeFormLayoutElement')];
  return [
    ...placed.flatMap(({ value, path }) => {
      const known = path[0] === 'Sheets' ? ids.get(path[1]) : undefined;
      return known === undefined ? [] : checkElement(dashboard, known, value, path);
    }),
    ...grids.flatMap(({ value, path }) => checkBounds(dashboard, value, path)),
  ];
}

function checkElement(
  dashboard: Dashboard,
  ids: SheetIds,
  { ElementId: id, ElementType: kind }: GridLayoutElement | FreeFormLayoutElement,
  path: JsonPath,
): DashboardFinding[] {
  const known = kind === undefined ? undefined : ids[kind];
  if (id === undefined || kind === undefined || known === undefined || known.has(id)) return [];
  const at = [...path, 'ElementId'];
  const nearest = nearestName(id, known);
  return [elementMissing(dashboard.placeOf(at), formatJsonPath(at), words[kind], id, nearest)];
}

/** Rows, columns and spans each have limits of their own in the schema; together they have to stay on the grid. */
function checkBounds(dashboard: Dashboard, element: GridLayoutElement, path: JsonPath): DashboardFinding[] {
  const { ColumnIndex: column = 0, ColumnSpan: span = 1 } = element;
  if (column + span <= columns || span > columns) return [];
  const at = [...path, 'ColumnSpan'];
  const got = `column ${column} and a span of ${span}`;
  return [gridBounds(dashboard.placeOf(at), formatJsonPath(at), `columns within 0 to ${columns - 1}`, got)];
}
