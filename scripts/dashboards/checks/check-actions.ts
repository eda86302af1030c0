import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { sheetMissing, visualMissing } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { idsOfSheet } from './sheet-ids.ts';

/** Actions lead to sheets and visuals that exist. Their fields and parameters: see check-visual-fields and check-parameters. */
export function checkActions(dashboard: Dashboard): DashboardFinding[] {
  const { index, placeOf } = dashboard;
  const sheets = index.of('SheetDefinition').map(({ value }) => value.SheetId ?? '');
  const tooltips = index.of('TooltipSheetDefinition').map(({ value }) => value.SheetId ?? '');
  const visuals = new Map(index.of('SheetDefinition').map((sheet) => [sheet.path[1], idsOfSheet(index, sheet).VISUAL]));
  const toSheet = (id: string | undefined, at: readonly (string | number)[], known: readonly string[]) =>
    id === undefined || known.includes(id) || index.hasLost(['Sheets'], 1) || index.hasLost(['TooltipSheets'], 1)
      ? []
      : [sheetMissing(placeOf(at), formatJsonPath(at), id, nearestName(id, known))];
  return [
    ...index
      .of('LocalNavigationConfiguration')
      .flatMap(({ value, path }) => toSheet(value.TargetSheetId, [...path, 'TargetSheetId'], sheets)),
    ...index.of('SheetTooltip').flatMap(({ value, path }) => toSheet(value.SheetId, [...path, 'SheetId'], tooltips)),
    ...index.of('SameSheetTargetVisualConfiguration').flatMap(({ value, path }) => {
      const known = path[0] === 'Sheets' ? visuals.get(path[1]) : undefined;
      if (known === undefined) return [];
      return (value.TargetVisuals ?? []).flatMap((id, position) => {
        if (known.has(id)) return [];
        const at = [...path, 'TargetVisuals', position];
        // QuickSight passes over a target that is gone.
        return [
          { ...visualMissing(placeOf(at), formatJsonPath(at), id, nearestName(id, known)), severity: 'warn' as const },
        ];
      });
    }),
  ];
}
