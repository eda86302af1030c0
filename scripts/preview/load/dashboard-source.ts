import type { DuckDBConnection } from '@duckdb/node-api';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { Dashboard, ReadDashboard, Tables } from '../../dashboards/dashboard.ts';
import type { ControlValue, DashboardModel } from '../model.ts';
import type { DataSetRelation } from '../query/relation.ts';

/** A dashboard as it stands in the repository, or what is wrong with one that can't be read. */
export interface CheckedDashboard {
  readonly id: string;
  readonly dashboard: Dashboard | undefined;
  readonly findings: readonly Finding[];
}

/** A dashboard with its data. */
export interface DashboardSource extends CheckedDashboard {
  /** The data behind its identifiers, as far as there is any. */
  readonly relations: ReadonlyMap<string, DataSetRelation>;
}

/** Says what is wrong with a dashboard that was read. */
export async function checkedDashboard(id: string, read: ReadDashboard, tables: Tables): Promise<CheckedDashboard> {
  if ('findings' in read) return { id, dashboard: undefined, findings: read.findings };
  const { checkDashboard } = await import('../../dashboards/check-dashboard.ts');
  return { id, dashboard: read.dashboard, findings: checkDashboard(read.dashboard, tables) };
}

/** @param relationsOf finds the data of a dashboard's data sets */
export async function dashboardSource(
  checked: CheckedDashboard,
  relationsOf: (dashboard: Dashboard) => Promise<ReadonlyMap<string, DataSetRelation>>,
): Promise<DashboardSource> {
  const { dashboard } = checked;
  return { ...checked, relations: dashboard === undefined ? new Map() : await relationsOf(dashboard) };
}

/** Computes a dashboard at control values; one that could not be read has no sheets and says why. */
export async function runSource(
  source: DashboardSource,
  connection: DuckDBConnection,
  now: Date,
  controlValues: Readonly<Record<string, ControlValue>> = {},
): Promise<DashboardModel> {
  const { id, dashboard, findings, relations } = source;
  if (dashboard === undefined) {
    return { id, title: id, sheets: [], controlValues: {}, theme: undefined, notDrawn: [], findings, staleTables: [] };
  }
  const { runDashboard } = await import('../query/run-dashboard.ts');
  return await runDashboard(connection, dashboard, {
    relationOf: (identifier) => relations.get(identifier),
    now: now.toISOString(),
    controlValues,
    findings,
  });
}
