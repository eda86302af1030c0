import { checkColumns } from './checks/check-columns.ts';
import { checkControls } from './checks/check-controls.ts';
import { checkDataSets } from './checks/check-data-sets.ts';
import { checkFilters } from './checks/check-filters.ts';
import { checkFormulas } from './checks/check-formulas.ts';
import { checkIds } from './checks/check-ids.ts';
import { checkLayout } from './checks/check-layout.ts';
import { checkParameters } from './checks/check-parameters.ts';
import type { Dashboard, Tables } from './dashboard.ts';
import type { DashboardFinding } from './findings.ts';

/**
 * Everything that is wrong with a dashboard: what reading found (JSON, shape), then what its parts say of one another and
 * of the tables. In the order of file, line and column.
 * @param tables the final tables by name, the same that the dashboard was read with
 */
export function checkDashboard(dashboard: Dashboard, tables: Tables): DashboardFinding[] {
  const findings = [
    ...dashboard.readFindings,
    ...checkDataSets(dashboard, tables),
    ...checkColumns(dashboard),
    ...checkFormulas(dashboard),
    ...checkIds(dashboard),
    ...checkFilters(dashboard),
    ...checkControls(dashboard),
    ...checkParameters(dashboard),
    ...checkLayout(dashboard),
  ];
  return atSeverity(findings, dashboard.severities).sort(byPlace);
}

/** Findings as a dashboard wants them: its `severities` say which are errors, warnings or nothing. */
function atSeverity(findings: readonly DashboardFinding[], levels: Dashboard['severities']): DashboardFinding[] {
  return findings.flatMap((finding) => {
    const level = levels.get(finding.code) ?? finding.severity;
    return level === 'off' ? [] : [{ ...finding, severity: level }];
  });
}

function byPlace({ place: one }: DashboardFinding, { place: other }: DashboardFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
