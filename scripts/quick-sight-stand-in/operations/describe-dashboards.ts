import type * as api from '@aws-sdk/client-quicksight';
import { definitionErrors } from '../definition/definition-errors.ts';
import { arnOf, type Service } from '../service.ts';
import type { Dashboard, DashboardVersion } from '../state/state.ts';
import { glance, poll } from '../state/work.ts';
import { invalid } from '../wire/service-error.ts';
import { findDashboard, findVersion } from './find-dashboard.ts';
import { page } from './page.ts';

export function describeDashboard(
  input: api.DescribeDashboardRequest,
  service: Service,
): api.DescribeDashboardResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const version = chosenVersion(dashboard, input);
  const Arn = arnOf(service, 'dashboard', dashboard.id);
  const Dashboard: api.Dashboard = {
    DashboardId: dashboard.id,
    Arn,
    Name: version.name,
    Version: {
      CreatedTime: new Date(version.createdAt),
      Status: `CREATION_${poll(version.work, service.now())}`,
      Errors: version.errors,
      VersionNumber: version.number,
      Arn: `${Arn}/version/${version.number}`,
      SourceEntityArn: version.sourceArn,
      DataSetArns: (version.definition?.DataSetIdentifierDeclarations ?? []).map(({ DataSetArn }) => DataSetArn ?? ''),
      Description: version.description,
      ThemeArn: version.themeArn,
      Sheets: (version.definition?.Sheets ?? []).map(({ SheetId, Name }) => ({ SheetId, Name })),
    },
    CreatedTime: new Date(dashboard.createdAt),
    LastPublishedTime: new Date(dashboard.publishedAt),
    LastUpdatedTime: new Date(dashboard.updatedAt),
    LinkEntities: dashboard.links,
  };
  return { Status: 200, Dashboard };
}

/** Errors are those of this moment: a data set that went after the version was made is one. */
export function describeDashboardDefinition(
  input: api.DescribeDashboardDefinitionRequest,
  service: Service,
): api.DescribeDashboardDefinitionResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const version = chosenVersion(dashboard, input);
  const state = poll(version.work, service.now());
  return {
    Status: 200,
    DashboardId: dashboard.id,
    Name: version.name,
    ResourceStatus: `CREATION_${state}`,
    Errors: errorsNow(version, service, state),
    ThemeArn: version.themeArn,
    Definition: version.definition,
    DashboardPublishOptions: version.publishOptions,
  };
}

function errorsNow(version: DashboardVersion, service: Service, state: string): api.DashboardError[] {
  if (state !== 'SUCCESSFUL' || version.definition === undefined) return version.errors;
  return definitionErrors(version.definition, service);
}

function chosenVersion(
  dashboard: Dashboard,
  { VersionNumber, AliasName }: Pick<api.DescribeDashboardRequest, 'VersionNumber' | 'AliasName'>,
): DashboardVersion {
  if (VersionNumber !== undefined && AliasName !== undefined) {
    throw invalid('Only one of VersionNumber and AliasName can be provided.');
  }
  if (AliasName === '$LATEST') return findVersion(dashboard, dashboard.versions.at(-1)?.number);
  if (AliasName !== undefined && AliasName !== '$PUBLISHED') throw invalid(`Alias ${AliasName} is not valid.`);
  return findVersion(dashboard, VersionNumber);
}

export function listDashboards(input: api.ListDashboardsRequest, service: Service): api.ListDashboardsResponse {
  const { items, ...token } = page(Object.values(service.state.dashboards), 'dashboards', input);
  return { Status: 200, DashboardSummaryList: items.map((dashboard) => summarise(dashboard, service)), ...token };
}

/** As lists and searches show it. */
export const summarise = (dashboard: Dashboard, service: Service): api.DashboardSummary => ({
  Arn: arnOf(service, 'dashboard', dashboard.id),
  DashboardId: dashboard.id,
  Name: findVersion(dashboard, undefined).name,
  CreatedTime: new Date(dashboard.createdAt),
  LastUpdatedTime: new Date(dashboard.updatedAt),
  LastPublishedTime: new Date(dashboard.publishedAt),
  PublishedVersionNumber: dashboard.published,
});

/** The newest first. */
export function listDashboardVersions(
  input: api.ListDashboardVersionsRequest,
  service: Service,
): api.ListDashboardVersionsResponse {
  const dashboard = findDashboard(service, input.DashboardId);
  const { items, ...token } = page(dashboard.versions.toReversed(), `versions-${dashboard.id}`, input);
  const DashboardVersionSummaryList = items.map((version) => ({
    Arn: `${arnOf(service, 'dashboard', dashboard.id)}/version/${version.number}`,
    CreatedTime: new Date(version.createdAt),
    VersionNumber: version.number,
    Status: `CREATION_${glance(version.work, service.now())}` as const,
    SourceEntityArn: version.sourceArn,
    Description: version.description,
  }));
  return { Status: 200, DashboardVersionSummaryList, ...token };
}
