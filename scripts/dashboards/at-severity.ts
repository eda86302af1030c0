import type { DashboardCode, DashboardFinding, SeverityLevel } from './findings/dashboard-finding.ts';

/** Findings at other severities than their codes' own; those that are off are gone. */
export function atSeverity(
  findings: readonly DashboardFinding[],
  levels: ReadonlyMap<DashboardCode, SeverityLevel>,
): DashboardFinding[] {
  return findings.flatMap((finding) => {
    const level = levels.get(finding.code) ?? finding.severity;
    return level === 'off' ? [] : [{ ...finding, severity: level }];
  });
}
