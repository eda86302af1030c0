import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { sourceMissing } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** A control takes its values from a filter that exists, and cascades from controls that exist. Parameters: see check-parameters. */
export function checkControls(dashboard: Dashboard): DashboardFinding[] {
  const { index } = dashboard;
  // FilterGroups[0].Filters[0].CategoryFilter, Sheets[0].FilterControls[0].Dropdown
  const unknown = { filters: index.hasLost(['FilterGroups'], 4), controls: index.hasLost(['Sheets'], 4) };
  const filters = new Set([...dashboard.index.stringsNamed('FilterId')].map(({ value }) => value));
  const controls = new Set(
    [...dashboard.index.stringsNamed('FilterControlId', 'ParameterControlId')].map(({ value }) => value),
  );
  return [
    ...(unknown.filters ? [] : missing(dashboard, 'SourceFilterId', filters, 'the FilterId of a filter')),
    ...(unknown.controls ? [] : missing(dashboard, 'SourceSheetControlId', controls, 'the id of a control')),
  ];
}

function missing(dashboard: Dashboard, member: string, known: ReadonlySet<string>, what: string): DashboardFinding[] {
  return [...dashboard.index.stringsNamed(member)]
    .filter(({ value }) => !known.has(value))
    .map(({ value, path }) =>
      sourceMissing(dashboard.placeOf(path), formatJsonPath(path), what, value, nearestName(value, known)),
    );
}
