import type { FreeFormLayoutElement, GridLayoutElement } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import { type DashboardFinding, elementMissing, gridBounds } from '../findings.ts';
import { formatJsonPath } from '../json-path.ts';
import { idsOfSheet, type SheetIds } from './sheet-ids.ts';

/** Limits of GridLayoutElement: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_GridLayoutElement.html */
const grid = { columns: 36, lastRow: 9009, mostRows: 21 } as const;

const words = {
  VISUAL: 'visual',
  TEXT_BOX: 'text box',
  IMAGE: 'image',
  FILTER_CONTROL: 'filter control',
  PARAMETER_CONTROL: 'parameter control',
} as const satisfies Record<keyof SheetIds, string>;

/** A layout places what stands on its sheet, inside the grid of 36 columns. */
export function checkLayout(dashboard: Dashboard): DashboardFinding[] {
  const sheets = dashboard.index.of('SheetDefinition').map(({ value, path }) => [path[1], idsOfSheet(value)] as const);
  const ids = new Map(sheets);
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
  if (id === undefined || kind === undefined || ids[kind].has(id)) return [];
  const at = [...path, 'ElementId'];
  const nearest = nearestName(id, ids[kind]);
  return [elementMissing(dashboard.placeOf(at), formatJsonPath(at), words[kind], id, nearest)];
}

function checkBounds(dashboard: Dashboard, element: GridLayoutElement, path: JsonPath): DashboardFinding[] {
  const { ColumnIndex: column = 0, ColumnSpan: columns = 1, RowIndex: row = 0, RowSpan: rows = 1 } = element;
  const at = (member: string): [ReturnType<Dashboard['placeOf']>, string] => [
    dashboard.placeOf([...path, member]),
    formatJsonPath([...path, member]),
  ];
  const findings: DashboardFinding[] = [];
  const whole = [column, columns, row, rows].every((each) => Number.isInteger(each));
  if (!whole || column < 0 || columns < 1 || column + columns > grid.columns) {
    const got = `column ${column} and a span of ${columns}`;
    findings.push(gridBounds(...at('ColumnSpan'), `columns within 0 to ${grid.columns - 1}`, got));
  }
  if (rows < 1 || rows > grid.mostRows) {
    findings.push(gridBounds(...at('RowSpan'), `a span of 1 to ${grid.mostRows} rows`, String(rows)));
  }
  if (row < 0 || row > grid.lastRow) {
    findings.push(gridBounds(...at('RowIndex'), `a row of 0 to ${grid.lastRow}`, String(row)));
  }
  return findings;
}
