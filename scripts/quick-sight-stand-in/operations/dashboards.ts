import type * as api from '@aws-sdk/client-quicksight';
import { checkIds } from '../definition/check-ids.ts';
import { definitionErrors } from '../definition/definition-errors.ts';
import { arnOf, type Service } from '../service.ts';
import type { Dashboard, DashboardVersion } from '../state/state.ts';
import { isDone, startWork } from '../state/work.ts';
import { conflict, exists, invalid, limitExceeded, notFound } from '../wire/service-error.ts';
import { findDashboard, findVersion } from './find-dashboard.ts';
import { changePermissions } from './permissions.ts';
import { setTags } from './tags.ts';

/** https://docs.aws.amazon.com/quicksight/latest/user/service-limits.html */
const mostVersions = 1000;

type VersionRequest = Pick<
  api.CreateDashboardRequest & api.UpdateDashboardRequest,
  | 'Name'
  | 'Definition'
  | 'SourceEntity'
  | 'VersionDescription'
  | 'DashboardPublishOptions'
  | 'ThemeArn'
  | 'ValidationStrategy'
>;

export function createDashboard(input: api.CreateDashboardRequest, service: Service): api.CreateDashboardResponse {
  const id = input.DashboardId ?? '';
  if (Object.hasOwn(service.state.dashboards, id)) throw exists(`Dashboard ${id} already exists.`, 'DASHBOARD');
  const permissions = changePermissions(service, 'dashboard', [], input.Permissions, undefined);
  const linkPermissions = changePermissions(
    service,
    'dashboard',
    [],
    input.LinkSharingConfiguration?.Permissions,
    undefined,
  );
  const now = service.now();
  const version = newVersion(input, service, id, 1);
  setTags(service, arnOf(service, 'dashboard', id), input.Tags ?? []);
  service.state.dashboards[id] = {
    id,
    createdAt: now,
    updatedAt: now,
    permissions,
    linkPermissions,
    versions: [version],
    published: 1,
    publishedAt: now,
    links: input.LinkEntities ?? [],
  };
  return { Status: 202, ...named(service, id, 1), CreationStatus: 'CREATION_IN_PROGRESS' };
}

/** Makes a version; which one readers see does not change. The version's status begins with CREATION, as AWS's does. */
export function updateDashboard(input: api.UpdateDashboardRequest, service: Service): api.UpdateDashboardResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const { number, work } = lastVersion(dashboard);
  if (!isDone(work, service.now())) throw conflict(`Dashboard ${dashboard.id} is being created or updated.`);
  if (dashboard.versions.length >= mostVersions) {
    throw limitExceeded(
      `Dashboard ${dashboard.id} has ${mostVersions} versions, which is the limit.`,
      'DASHBOARD_VERSION',
    );
  }
  dashboard.versions.push(newVersion(input, service, dashboard.id, number + 1));
  dashboard.updatedAt = service.now();
  return { Status: 200, ...named(service, dashboard.id, number + 1), CreationStatus: 'CREATION_IN_PROGRESS' };
}

export function updateDashboardPublishedVersion(
  input: api.UpdateDashboardPublishedVersionRequest,
  service: Service,
): api.UpdateDashboardPublishedVersionResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const version = findVersion(dashboard, input.VersionNumber);
  if (!isDone(version.work, service.now())) {
    throw conflict(`Version ${version.number} of dashboard ${dashboard.id} is being created.`);
  }
  if (!version.work.succeeds)
    throw invalid(`Version ${version.number} of dashboard ${dashboard.id} is in state CREATION_FAILED.`);
  dashboard.published = version.number;
  dashboard.publishedAt = service.now();
  return { Status: 200, DashboardArn: arnOf(service, 'dashboard', dashboard.id), DashboardId: dashboard.id };
}

export function deleteDashboard(input: api.DeleteDashboardRequest, service: Service): api.DeleteDashboardResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const Arn = arnOf(service, 'dashboard', dashboard.id);
  if (!isDone(lastVersion(dashboard).work, service.now())) {
    throw conflict(`Dashboard ${dashboard.id} is being created or updated.`);
  }
  if (input.VersionNumber === undefined) {
    delete service.state.dashboards[dashboard.id];
    delete service.state.tags[Arn];
    return { Status: 200, Arn, DashboardId: dashboard.id };
  }
  const version = findVersion(dashboard, input.VersionNumber);
  if (version.number === dashboard.published) {
    throw conflict(`Version ${version.number} of dashboard ${dashboard.id} is published: it can't be deleted.`);
  }
  dashboard.versions.splice(dashboard.versions.indexOf(version), 1);
  return { Status: 200, Arn: `${Arn}/version/${version.number}`, DashboardId: dashboard.id };
}

export function updateDashboardPermissions(
  input: api.UpdateDashboardPermissionsRequest,
  service: Service,
): api.UpdateDashboardPermissionsResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const { GrantPermissions, RevokePermissions, GrantLinkPermissions, RevokeLinkPermissions } = input;
  const { permissions, linkPermissions } = dashboard;
  const changed = changePermissions(service, 'dashboard', permissions, GrantPermissions, RevokePermissions);
  dashboard.linkPermissions = changePermissions(
    service,
    'dashboard',
    linkPermissions,
    GrantLinkPermissions,
    RevokeLinkPermissions,
  );
  dashboard.permissions = changed;
  return describeDashboardPermissions(input, service);
}

export function describeDashboardPermissions(
  input: Pick<api.DescribeDashboardPermissionsRequest, 'DashboardId'>,
  service: Service,
): api.DescribeDashboardPermissionsResponse {
  const { id, permissions, linkPermissions } = findDashboard(service, input.DashboardId);
  return {
    Status: 200,
    DashboardArn: arnOf(service, 'dashboard', id),
    DashboardId: id,
    Permissions: permissions,
    LinkSharingConfiguration: linkPermissions.length > 0 ? { Permissions: linkPermissions } : undefined,
  };
}

export function updateDashboardLinks(
  input: api.UpdateDashboardLinksRequest,
  service: Service,
): api.UpdateDashboardLinksResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const known = Object.keys(service.state.analyses).map((id) => arnOf(service, 'analysis', id));
  const unknown = (input.LinkEntities ?? []).find((arn) => !known.includes(arn));
  if (unknown !== undefined) throw notFound(`Analysis ${unknown} is not found.`, 'ANALYSIS');
  dashboard.links = input.LinkEntities ?? [];
  return { Status: 200, DashboardArn: arnOf(service, 'dashboard', dashboard.id), LinkEntities: dashboard.links };
}

/** A version as a request asks for it, with the errors that its definition has today. @throws ServiceError for one that is refused at once */
export function newVersion(input: VersionRequest, service: Service, id: string, number: number): DashboardVersion {
  const { Definition, SourceEntity } = input;
  if ((Definition === undefined) === (SourceEntity === undefined)) {
    throw invalid('Exactly one of Definition and SourceEntity must be provided.');
  }
  checkTheme(input.ThemeArn, service);
  if (Definition !== undefined) checkIds(Definition);
  const planned = service.plannedErrors(`dashboard/${id}`);
  const found = Definition === undefined ? [sourceNotFound(SourceEntity)] : definitionErrors(Definition, service);
  const lenient = input.ValidationStrategy?.Mode === 'LENIENT' && Definition !== undefined;
  return {
    number,
    createdAt: service.now(),
    name: input.Name ?? '',
    description: input.VersionDescription,
    definition: Definition,
    publishOptions: input.DashboardPublishOptions,
    themeArn: input.ThemeArn,
    sourceArn: SourceEntity?.SourceTemplate?.Arn,
    errors: [...planned, ...found],
    work: startWork(service.pace, service.now(), planned.length === 0 && (found.length === 0 || lenient)),
  };
}

const sourceNotFound = (source: api.DashboardSourceEntity | undefined): api.DashboardError => ({
  Type: 'SOURCE_NOT_FOUND',
  Message: `Source template ${source?.SourceTemplate?.Arn} is not found.`,
});

function checkTheme(arn: string | undefined, service: Service): void {
  if (arn === undefined || /^arn:aws:quicksight::aws:theme\/[A-Z]+$/.test(arn)) return;
  if (Object.keys(service.state.themes).some((id) => arnOf(service, 'theme', id) === arn)) return;
  throw notFound(`Theme ${arn} is not found.`, 'THEME');
}

function lastVersion(dashboard: Dashboard): DashboardVersion {
  const version = dashboard.versions.at(-1);
  if (version === undefined) throw new RangeError(`dashboard ${dashboard.id}: expected a version, got none`);
  return version;
}

const named = (service: Service, id: string, number: number) => ({
  Arn: arnOf(service, 'dashboard', id),
  VersionArn: `${arnOf(service, 'dashboard', id)}/version/${number}`,
  DashboardId: id,
});
