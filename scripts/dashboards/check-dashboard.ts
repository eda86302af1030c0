import { atSeverity } from './at-severity.ts';
import { checkActions } from './checks/check-actions.ts';
import { checkBlanks } from './checks/check-blanks.ts';
import { checkColumns } from './checks/check-columns.ts';
import { checkControls } from './checks/check-controls.ts';
import { checkDataSets } from './checks/check-data-sets.ts';
import { checkDefaults } from './checks/check-defaults.ts';
import { checkDimensions } from './checks/check-dimensions.ts';
import { checkExpressions } from './checks/check-expressions.ts';
import { checkFilterGroups } from './checks/check-filter-groups.ts';
import { checkFilterUse } from './checks/check-filter-use.ts';
import { checkFilters } from './checks/check-filters.ts';
import { checkFormulas } from './checks/check-formulas.ts';
import { checkHierarchies } from './checks/check-hierarchies.ts';
import { checkIds } from './checks/check-ids.ts';
import { checkLayout } from './checks/check-layout.ts';
import { checkMappedParameters } from './checks/check-mapped-parameters.ts';
import { checkOptions } from './checks/check-options.ts';
import { checkParameterUse } from './checks/check-parameter-use.ts';
import { checkParameters } from './checks/check-parameters.ts';
import { checkPlacement } from './checks/check-placement.ts';
import { checkRanges } from './checks/check-ranges.ts';
import { checkVisualFields } from './checks/check-visual-fields.ts';
import type { Dashboard, Tables } from './dashboard.ts';
import type { DashboardFinding } from './findings/dashboard-finding.ts';

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
    ...checkExpressions(dashboard),
    ...checkDimensions(dashboard),
    ...checkIds(dashboard),
    ...checkFilters(dashboard),
    ...checkControls(dashboard),
    ...checkParameters(dashboard),
    ...checkLayout(dashboard),
    ...checkActions(dashboard),
    ...checkBlanks(dashboard),
    ...checkFilterGroups(dashboard),
    ...checkFilterUse(dashboard),
    ...checkHierarchies(dashboard),
    ...checkMappedParameters(dashboard),
    ...checkOptions(dashboard),
    ...checkParameterUse(dashboard),
    ...checkPlacement(dashboard),
    ...checkDefaults(dashboard),
    ...checkRanges(dashboard),
    ...checkVisualFields(dashboard),
  ];
  return atSeverity(findings, dashboard.severities).sort(byPlace);
}

function byPlace({ place: one }: DashboardFinding, { place: other }: DashboardFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
