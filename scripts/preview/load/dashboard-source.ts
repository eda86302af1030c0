import type { DuckDBConnection } from '@duckdb/node-api';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { Dashboard, Tables } from '../../dashboards/dashboard.ts';
import type { ReadDashboard } from '../../dashboards/read-dashboard.ts';
import type { ControlValue, DashboardModel } from '../model.ts';
import type { DataSetRelation } from '../query/relation.ts';

/** A dashboard that was read, or what is wrong with one that could not be. */
export interface DashboardSource {
  readonly id: string;
  readonly dashboard: Dashboard | undefined;
  readonly findings: readonly Finding[];
  /** The data behind its identifiers, as far as there is any. */
  readonly relations: ReadonlyMap<string, DataSetRelation>;
}

/** @param relationsOf finds the data of a dashboard's data sets */
export async function dashboardSource(
  id: string,
  read: ReadDashboard,
  tables: Tables,
  relationsOf: (dashboard: Dashboard) => Promise<ReadonlyMap<string, DataSetRelation>>,
): Promise<DashboardSource> {
  if ('findings' in read) return { id, dashboard: undefined, findings: read.findings, relations: new Map() };
  const { checkDashboard } = await import('../../dashboards/check-dashboard.ts');
  const { dashboard } = read;
  return {
    id,
    dashboard,
    findings: checkDashboard(dashboard, tables),
    relations: await relationsOf(dashboard),
  };
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
