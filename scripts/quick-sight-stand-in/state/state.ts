import type {
  AnalysisDefinition,
  CreateDataSetRequest,
  CreateDataSourceRequest,
  DashboardError,
  DashboardPublishOptions,
  DashboardVersionDefinition,
  DataSetRefreshProperties,
  DataSourceErrorInfo,
  ResourcePermission,
  ThemeConfiguration,
} from '@aws-sdk/client-quicksight';

/** All that the stand-in remembers: plain JSON, so that --state can keep it. Times are milliseconds since 1970. */
export interface State {
  subscribed: boolean;
  /** Milliseconds that the clock was put forward. */
  clockAhead: number;
  readonly dataSources: Record<string, DataSource>;
  readonly dataSets: Record<string, DataSet>;
  readonly themes: Record<string, Theme>;
  readonly analyses: Record<string, Analysis>;
  readonly dashboards: Record<string, Dashboard>;
  /** By `namespace/name`. */
  readonly users: Record<string, Principal>;
  readonly groups: Record<string, Principal>;
  /** By ARN, then by key, in the order in which they were set. */
  readonly tags: Record<string, Record<string, string>>;
}

export interface Principal {
  readonly namespace: string;
  readonly name: string;
}

/** Work that the service does after it has answered. It is done when the polls are used up and the time has come. */
export interface Work {
  readonly succeeds: boolean;
  /** A description that finds the work unfinished uses one up. */
  polls: number;
  readonly dueAt: number;
}

interface Resource {
  readonly id: string;
  readonly createdAt: number;
  updatedAt: number;
  permissions: ResourcePermission[];
}

export interface DataSource extends Resource {
  readonly type: CreateDataSourceRequest['Type'];
  settings: Pick<
    CreateDataSourceRequest,
    'Name' | 'DataSourceParameters' | 'VpcConnectionProperties' | 'SslProperties'
  >;
  verb: 'CREATION' | 'UPDATE';
  work: Work;
  error: DataSourceErrorInfo | undefined;
}

export interface DataSet extends Resource {
  settings: Omit<CreateDataSetRequest, 'AwsAccountId' | 'DataSetId' | 'Permissions' | 'Tags' | 'FolderArns'>;
  refreshProperties: DataSetRefreshProperties | undefined;
  /** In the order in which they were asked for. */
  readonly ingestions: Ingestion[];
}

export interface Ingestion {
  readonly id: string;
  readonly createdAt: number;
  readonly type: 'INITIAL_INGESTION' | 'EDIT' | 'INCREMENTAL_REFRESH' | 'FULL_REFRESH';
  /** CreateIngestion asked for it: these are counted. */
  readonly counted: boolean;
  work: Work;
  cancelled: boolean;
  error: { readonly type: string; readonly message: string } | undefined;
}

export interface DashboardVersion {
  readonly number: number;
  readonly createdAt: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly definition: DashboardVersionDefinition | undefined;
  readonly publishOptions: DashboardPublishOptions | undefined;
  readonly themeArn: string | undefined;
  readonly sourceArn: string | undefined;
  readonly errors: DashboardError[];
  readonly work: Work;
}

export interface Dashboard extends Resource {
  readonly versions: DashboardVersion[];
  published: number;
  publishedAt: number;
  links: string[];
  linkPermissions: ResourcePermission[];
}

export interface Analysis extends Resource {
  name: string;
  definition: AnalysisDefinition | undefined;
  themeArn: string | undefined;
  verb: 'CREATION' | 'UPDATE';
  errors: DashboardError[];
  work: Work;
  /** When it is gone for good; undefined: it is not deleted. */
  goneAt: number | undefined;
}

export interface ThemeVersion {
  readonly number: number;
  readonly createdAt: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly baseThemeId: string;
  readonly configuration: ThemeConfiguration;
  readonly work: Work;
}

export interface Theme extends Resource {
  readonly versions: ThemeVersion[];
  readonly aliases: Record<string, number>;
}

/** An account with a subscription and nothing in it. */
export const emptyState = (): State => ({
  subscribed: true,
  clockAhead: 0,
  dataSources: {},
  dataSets: {},
  themes: {},
  analyses: {},
  dashboards: {},
  users: {},
  groups: {},
  tags: {},
});
