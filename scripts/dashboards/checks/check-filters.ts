import type { SheetVisualScopingConfiguration } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { sheetMissing, visualMissing } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { idsOfSheets } from './sheet-ids.ts';

/** A filter group's scope names sheets that exist, and visuals that stand on them. */
export function checkFilters(dashboard: Dashboard): DashboardFinding[] {
  const sheets = idsOfSheets(dashboard);
  return dashboard.index.of('FilterGroup').flatMap(({ value, path }) => {
    const scopes = value.ScopeConfiguration?.SelectedSheets?.SheetVisualScopingConfigurations ?? [];
    const steps = ['ScopeConfiguration', 'SelectedSheets', 'SheetVisualScopingConfigurations'];
    return scopes.flatMap((scope, position) => checkScope(dashboard, sheets, scope, [...path, ...steps, position]));
  });
}

function checkScope(
  dashboard: Dashboard,
  sheets: ReturnType<typeof idsOfSheets>,
  scope: SheetVisualScopingConfiguration,
  path: JsonPath,
): DashboardFinding[] {
  if (scope.SheetId === undefined) return [];
  const sheet = sheets.get(scope.SheetId);
  if (sheet === undefined) {
    if (dashboard.index.hasLost(['Sheets'], 1)) return [];
    const at = [...path, 'SheetId'];
    const nearest = nearestName(scope.SheetId, sheets.keys());
    return [sheetMissing(dashboard.placeOf(at), formatJsonPath(at), scope.SheetId, nearest)];
  }
  const visuals = sheet.VISUAL;
  if (visuals === undefined) return [];
  return (scope.VisualIds ?? []).flatMap((id, position) => {
    if (visuals.has(id)) return [];
    const at = [...path, 'VisualIds', position];
    return [visualMissing(dashboard.placeOf(at), formatJsonPath(at), id, nearestName(id, visuals))];
  });
}
