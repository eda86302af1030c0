import { checkDashboard } from '../dashboards/check-dashboard.ts';
import type { Dashboard, Tables } from '../dashboards/dashboard.ts';
import type { DashboardCode, DashboardFinding } from '../dashboards/findings/dashboard-finding.ts';

/** What reading leaves out, or takes for something else: publishing would send less than the file says. */
const lossy: ReadonlySet<DashboardCode> = new Set([
  ...(['unknown-key', 'missing-key', 'wrong-type', 'unknown-value', 'one-of'] as const),
]);

/**
 * Everything that is wrong with a dashboard that is to be published. `severities` of its dashboard.json count, but for what reading leaves out:
 * that is an error here whatever they say.
 */
export function checkToSend(dashboard: Dashboard, tables: Tables): DashboardFinding[] {
  const severities = new Map([...dashboard.severities].filter(([code]) => !lossy.has(code)));
  return checkDashboard({ ...dashboard, severities }, tables).map((finding) =>
    lossy.has(finding.code) && dashboard.severities.has(finding.code)
      ? { ...finding, fix: `${finding.fix}; "severities" can't turn it down in publishing, which would leave it out` }
      : finding,
  );
}
