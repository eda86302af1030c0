import type * as api from '@aws-sdk/client-quicksight';
import { arnOf, type Service } from '../service.ts';
import type { DataSource } from '../state/state.ts';
import { glance, isDone, poll, startWork } from '../state/work.ts';
import { conflict, exists, invalid, notFound } from '../wire/service-error.ts';
import { page } from './page.ts';
import { changePermissions, updatePermissions } from './permissions.ts';
import { setTags } from './tags.ts';

/** The member of DataSourceParameters that belongs to a type, where the name does not say so itself. */
const parametersOf: Readonly<Record<string, string>> = {
  ATHENA: 'AthenaParameters',
  AURORA: 'AuroraParameters',
  AURORA_POSTGRESQL: 'AuroraPostgreSqlParameters',
  MYSQL: 'MySqlParameters',
  POSTGRESQL: 'PostgreSqlParameters',
  REDSHIFT: 'RedshiftParameters',
  S3: 'S3Parameters',
  SNOWFLAKE: 'SnowflakeParameters',
};

export function createDataSource(input: api.CreateDataSourceRequest, service: Service): api.CreateDataSourceResponse {
  const id = input.DataSourceId ?? '';
  if (Object.hasOwn(service.state.dataSources, id)) throw exists(`DataSource ${id} already exists.`, 'DATA_SOURCE');
  checkParameters(input.Type, input.DataSourceParameters);
  const permissions = changePermissions(service, 'datasource', [], input.Permissions, undefined);
  setTags(service, arnOf(service, 'datasource', id), input.Tags ?? []);
  const now = service.now();
  service.state.dataSources[id] = {
    id,
    type: input.Type,
    createdAt: now,
    updatedAt: now,
    permissions,
    ...newSettings(input, service, id),
    verb: 'CREATION',
  };
  return {
    Status: 202,
    Arn: arnOf(service, 'datasource', id),
    DataSourceId: id,
    CreationStatus: 'CREATION_IN_PROGRESS',
  };
}

export function updateDataSource(input: api.UpdateDataSourceRequest, service: Service): api.UpdateDataSourceResponse {
  const source = findDataSource(service, input.DataSourceId);
  if (!isDone(source.work, service.now())) throw conflict(`DataSource ${source.id} is being created or updated.`);
  checkParameters(source.type, input.DataSourceParameters);
  Object.assign(source, newSettings(input, service, source.id), { verb: 'UPDATE', updatedAt: service.now() });
  return {
    Status: 202,
    Arn: arnOf(service, 'datasource', source.id),
    DataSourceId: source.id,
    UpdateStatus: 'UPDATE_IN_PROGRESS',
  };
}

/** Credentials are never kept: the service does not give them back either. */
function newSettings(
  input: api.CreateDataSourceRequest | api.UpdateDataSourceRequest,
  service: Service,
  id: string,
): Pick<DataSource, 'settings' | 'work' | 'error'> {
  const { Name, DataSourceParameters, VpcConnectionProperties, SslProperties } = input;
  const [planned] = service.plannedErrors(`datasource/${id}`);
  return {
    settings: { Name, DataSourceParameters, VpcConnectionProperties, SslProperties },
    work: startWork(service.pace, service.now(), planned === undefined),
    error: planned === undefined ? undefined : { Type: 'UNKNOWN', Message: planned.Message },
  };
}

export function describeDataSource(
  input: api.DescribeDataSourceRequest,
  service: Service,
): api.DescribeDataSourceResponse {
  const source = findDataSource(service, input.DataSourceId);
  return { Status: 200, DataSource: describe(source, service, poll(source.work, service.now())) };
}

export function listDataSources(input: api.ListDataSourcesRequest, service: Service): api.ListDataSourcesResponse {
  const { items, ...token } = page(Object.values(service.state.dataSources), 'data-sources', input);
  const DataSources = items.map((source) => describe(source, service, glance(source.work, service.now())));
  return { Status: 200, DataSources, ...token };
}

export function deleteDataSource(input: api.DeleteDataSourceRequest, service: Service): api.DeleteDataSourceResponse {
  const { id } = findDataSource(service, input.DataSourceId);
  const Arn = arnOf(service, 'datasource', id);
  delete service.state.dataSources[id];
  delete service.state.tags[Arn];
  return { Status: 200, Arn, DataSourceId: id };
}

export function describeDataSourcePermissions(
  input: api.DescribeDataSourcePermissionsRequest,
  service: Service,
): api.DescribeDataSourcePermissionsResponse {
  const { id, permissions } = findDataSource(service, input.DataSourceId);
  return { Status: 200, DataSourceArn: arnOf(service, 'datasource', id), DataSourceId: id, Permissions: permissions };
}

export function updateDataSourcePermissions(
  input: api.UpdateDataSourcePermissionsRequest,
  service: Service,
): api.UpdateDataSourcePermissionsResponse {
  const source = findDataSource(service, input.DataSourceId);
  updatePermissions(service, 'datasource', source, input);
  return { Status: 200, DataSourceArn: arnOf(service, 'datasource', source.id), DataSourceId: source.id };
}

/** @throws ServiceError ResourceNotFoundException */
export function findDataSource(service: Service, id: string | undefined): DataSource {
  const source =
    id !== undefined && Object.hasOwn(service.state.dataSources, id) ? service.state.dataSources[id] : undefined;
  if (source === undefined) throw notFound(`DataSource ${id} is not found.`, 'DATA_SOURCE');
  return source;
}

function checkParameters(type: string | undefined, parameters: api.DataSourceParameters | undefined): void {
  const expected = parametersOf[type ?? ''];
  const [given] = Object.keys(parameters ?? {});
  if (expected === undefined ? given === undefined : given === expected) return;
  throw invalid('DataSourceParameters field is incorrectly set');
}

function describe(
  source: DataSource,
  service: Service,
  state: 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED',
): api.DataSource {
  return {
    Arn: arnOf(service, 'datasource', source.id),
    DataSourceId: source.id,
    Name: source.settings.Name,
    Type: source.type,
    Status: `${source.verb}_${state}`,
    CreatedTime: new Date(source.createdAt),
    LastUpdatedTime: new Date(source.updatedAt),
    DataSourceParameters: source.settings.DataSourceParameters,
    VpcConnectionProperties: source.settings.VpcConnectionProperties,
    SslProperties: source.settings.SslProperties,
    ErrorInfo: state === 'FAILED' ? source.error : undefined,
  };
}
