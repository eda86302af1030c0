import type { Service } from '../service.ts';
import type { Dashboard, DashboardVersion } from '../state/state.ts';
import { notFound } from '../wire/service-error.ts';

/** @throws ServiceError ResourceNotFoundException */
export function findDashboard(service: Service, id: string | undefined): Dashboard {
  const { dashboards } = service.state;
  const dashboard = id !== undefined && Object.hasOwn(dashboards, id) ? dashboards[id] : undefined;
  if (dashboard === undefined) throw notFound(`Dashboard ${id} is not found.`, 'DASHBOARD');
  return dashboard;
}

/** @param number undefined: the published one. @throws ServiceError ResourceNotFoundException */
export function findVersion(dashboard: Dashboard, number: number | undefined): DashboardVersion {
  const wanted = number ?? dashboard.published;
  const version = dashboard.versions.find((other) => other.number === wanted);
  if (version === undefined)
    throw notFound(`Version ${wanted} of dashboard ${dashboard.id} is not found.`, 'DASHBOARD_VERSION');
  return version;
}
