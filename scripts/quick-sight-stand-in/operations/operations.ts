import type { Service } from '../service.ts';
import { describeAccountSettings, describeAccountSubscription } from './account.ts';
import * as analyses from './analyses.ts';
import * as dashboards from './dashboards.ts';
import * as dataSets from './data-sets.ts';
import * as dataSources from './data-sources.ts';
import * as describeDashboards from './describe-dashboards.ts';
import * as identities from './identities.ts';
import * as ingestions from './ingestions.ts';
import * as tags from './tags.ts';
import * as themes from './themes.ts';

/** Answers a request that fits the operation's input. What it returns fits the output. @throws ServiceError when it refuses */
export type Operation = (input: never, service: Service) => object;

const regional: Readonly<Record<string, Operation>> = {
  CreateDashboard: dashboards.createDashboard,
  UpdateDashboard: dashboards.updateDashboard,
  UpdateDashboardPublishedVersion: dashboards.updateDashboardPublishedVersion,
  UpdateDashboardPermissions: dashboards.updateDashboardPermissions,
  UpdateDashboardLinks: dashboards.updateDashboardLinks,
  DeleteDashboard: dashboards.deleteDashboard,
  DescribeDashboardPermissions: dashboards.describeDashboardPermissions,
  DescribeDashboard: describeDashboards.describeDashboard,
  DescribeDashboardDefinition: describeDashboards.describeDashboardDefinition,
  ListDashboards: describeDashboards.listDashboards,
  ListDashboardVersions: describeDashboards.listDashboardVersions,
  CreateAnalysis: analyses.createAnalysis,
  UpdateAnalysis: analyses.updateAnalysis,
  DescribeAnalysis: analyses.describeAnalysis,
  DescribeAnalysisDefinition: analyses.describeAnalysisDefinition,
  ListAnalyses: analyses.listAnalyses,
  DeleteAnalysis: analyses.deleteAnalysis,
  RestoreAnalysis: analyses.restoreAnalysis,
  DescribeAnalysisPermissions: analyses.describeAnalysisPermissions,
  UpdateAnalysisPermissions: analyses.updateAnalysisPermissions,
  CreateDataSet: dataSets.createDataSet,
  UpdateDataSet: dataSets.updateDataSet,
  DescribeDataSet: dataSets.describeDataSet,
  ListDataSets: dataSets.listDataSets,
  DeleteDataSet: dataSets.deleteDataSet,
  DescribeDataSetPermissions: dataSets.describeDataSetPermissions,
  UpdateDataSetPermissions: dataSets.updateDataSetPermissions,
  PutDataSetRefreshProperties: dataSets.putDataSetRefreshProperties,
  DescribeDataSetRefreshProperties: dataSets.describeDataSetRefreshProperties,
  DeleteDataSetRefreshProperties: dataSets.deleteDataSetRefreshProperties,
  CreateIngestion: ingestions.createIngestion,
  DescribeIngestion: ingestions.describeIngestion,
  ListIngestions: ingestions.listIngestions,
  CancelIngestion: ingestions.cancelIngestion,
  CreateDataSource: dataSources.createDataSource,
  UpdateDataSource: dataSources.updateDataSource,
  DescribeDataSource: dataSources.describeDataSource,
  ListDataSources: dataSources.listDataSources,
  DeleteDataSource: dataSources.deleteDataSource,
  DescribeDataSourcePermissions: dataSources.describeDataSourcePermissions,
  UpdateDataSourcePermissions: dataSources.updateDataSourcePermissions,
  CreateTheme: themes.createTheme,
  UpdateTheme: themes.updateTheme,
  DescribeTheme: themes.describeTheme,
  ListThemes: themes.listThemes,
  ListThemeVersions: themes.listThemeVersions,
  DeleteTheme: themes.deleteTheme,
  DescribeThemePermissions: themes.describeThemePermissions,
  UpdateThemePermissions: themes.updateThemePermissions,
  CreateThemeAlias: themes.createThemeAlias,
  UpdateThemeAlias: themes.updateThemeAlias,
  DescribeThemeAlias: themes.describeThemeAlias,
  DeleteThemeAlias: themes.deleteThemeAlias,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  ListTagsForResource: tags.listTagsForResource,
};

/** Only the identity region answers these. https://docs.aws.amazon.com/quicksight/latest/user/regions-qs.html */
const ofIdentityRegion: Readonly<Record<string, Operation>> = {
  DescribeAccountSettings: describeAccountSettings,
  DescribeAccountSubscription: describeAccountSubscription,
  ListUsers: identities.listUsers,
  DescribeUser: identities.describeUser,
  ListGroups: identities.listGroups,
  DescribeGroup: identities.describeGroup,
  ListNamespaces: identities.listNamespaces,
};

/** The operation of that name, if the stand-in has it. */
export const findOperation = (name: string): Operation | undefined =>
  Object.hasOwn(regional, name) ? regional[name] : isOfIdentityRegion(name) ? ofIdentityRegion[name] : undefined;

export const isOfIdentityRegion = (name: string): boolean => Object.hasOwn(ofIdentityRegion, name);

/** All that the stand-in has, sorted. */
export const implementedOperations = (): string[] =>
  [...Object.keys(regional), ...Object.keys(ofIdentityRegion)].sort();
