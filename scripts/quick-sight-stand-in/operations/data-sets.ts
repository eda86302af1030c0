import type * as api from '@aws-sdk/client-quicksight';
import { arnOf, type Service } from '../service.ts';
import type { DataSet } from '../state/state.ts';
import { exists, invalid, notFound } from '../wire/service-error.ts';
import { findDataSet } from './find-data-set.ts';
import { ingestionArn, startIngestion } from './ingestions.ts';
import { describeColumns, outputColumns } from './output-columns.ts';
import { page } from './page.ts';
import { changePermissions, updatePermissions } from './permissions.ts';
import { setTags } from './tags.ts';

export function createDataSet(input: api.CreateDataSetRequest, service: Service): api.CreateDataSetResponse {
  const { AwsAccountId: _, DataSetId, Permissions, Tags, FolderArns: __, ...settings } = input;
  const id = DataSetId ?? '';
  if (Object.hasOwn(service.state.dataSets, id)) throw exists(`DataSet ${id} already exists.`, 'DATA_SET');
  checkSettings(settings, service);
  const permissions = changePermissions(service, 'dataset', [], Permissions, undefined);
  const Arn = arnOf(service, 'dataset', id);
  setTags(service, Arn, Tags ?? []);
  const now = service.now();
  const dataSet: DataSet = {
    id,
    createdAt: now,
    updatedAt: now,
    permissions,
    settings,
    refreshProperties: undefined,
    ingestions: [],
  };
  service.state.dataSets[id] = dataSet;
  return { Status: 201, Arn, DataSetId: id, ...filled(dataSet, service, 'INITIAL_INGESTION') };
}

/** What the request leaves out is gone afterwards: an update replaces. */
export function updateDataSet(input: api.UpdateDataSetRequest, service: Service): api.UpdateDataSetResponse {
  const { AwsAccountId: _, DataSetId, ...settings } = input;
  const dataSet = findDataSet(service, DataSetId);
  checkSettings(settings, service);
  dataSet.settings = settings;
  dataSet.updatedAt = service.now();
  return {
    Status: 201,
    Arn: arnOf(service, 'dataset', dataSet.id),
    DataSetId: dataSet.id,
    ...filled(dataSet, service, 'EDIT'),
  };
}

/** A SPICE data set is filled when it is made or changed. */
function filled(dataSet: DataSet, service: Service, type: 'INITIAL_INGESTION' | 'EDIT') {
  if (dataSet.settings.ImportMode !== 'SPICE') return {};
  const { id } = startIngestion(dataSet, service, { id: service.newId(), type, counted: false });
  return { IngestionArn: ingestionArn(service, dataSet.id, id), IngestionId: id };
}

export function describeDataSet(input: api.DescribeDataSetRequest, service: Service): api.DescribeDataSetResponse {
  const { id, createdAt, updatedAt, settings } = findDataSet(service, input.DataSetId);
  const columns = outputColumns(settings);
  const DataSet: api.DataSet = {
    ...settings,
    Arn: arnOf(service, 'dataset', id),
    DataSetId: id,
    CreatedTime: new Date(createdAt),
    LastUpdatedTime: new Date(updatedAt),
    OutputColumns: columns === undefined ? undefined : describeColumns(columns),
    ConsumedSpiceCapacityInBytes: 0,
  };
  return { Status: 200, DataSet };
}

export function listDataSets(input: api.ListDataSetsRequest, service: Service): api.ListDataSetsResponse {
  const { items, ...token } = page(Object.values(service.state.dataSets), 'data-sets', input);
  return { Status: 200, DataSetSummaries: items.map((dataSet) => summarise(dataSet, service)), ...token };
}

/** As lists and searches show it. */
export const summarise = ({ id, createdAt, updatedAt, settings }: DataSet, service: Service): api.DataSetSummary => ({
  Arn: arnOf(service, 'dataset', id),
  DataSetId: id,
  Name: settings.Name,
  CreatedTime: new Date(createdAt),
  LastUpdatedTime: new Date(updatedAt),
  ImportMode: settings.ImportMode,
  RowLevelPermissionDataSet: settings.RowLevelPermissionDataSet,
  RowLevelPermissionTagConfigurationApplied: settings.RowLevelPermissionTagConfiguration !== undefined,
  ColumnLevelPermissionRulesApplied: settings.ColumnLevelPermissionRules !== undefined,
});

export function deleteDataSet(input: api.DeleteDataSetRequest, service: Service): api.DeleteDataSetResponse {
  const { id } = findDataSet(service, input.DataSetId);
  const Arn = arnOf(service, 'dataset', id);
  delete service.state.dataSets[id];
  delete service.state.tags[Arn];
  return { Status: 200, Arn, DataSetId: id };
}

export function describeDataSetPermissions(
  input: api.DescribeDataSetPermissionsRequest,
  service: Service,
): api.DescribeDataSetPermissionsResponse {
  const { id, permissions } = findDataSet(service, input.DataSetId);
  return { Status: 200, DataSetArn: arnOf(service, 'dataset', id), DataSetId: id, Permissions: permissions };
}

export function updateDataSetPermissions(
  input: api.UpdateDataSetPermissionsRequest,
  service: Service,
): api.UpdateDataSetPermissionsResponse {
  const dataSet = findDataSet(service, input.DataSetId);
  updatePermissions(service, 'dataset', dataSet, input);
  return { Status: 200, DataSetArn: arnOf(service, 'dataset', dataSet.id), DataSetId: dataSet.id };
}

export function putDataSetRefreshProperties(
  input: api.PutDataSetRefreshPropertiesRequest,
  service: Service,
): api.PutDataSetRefreshPropertiesResponse {
  spiceDataSet(service, input.DataSetId).refreshProperties = input.DataSetRefreshProperties;
  return { Status: 200 };
}

export function describeDataSetRefreshProperties(
  input: api.DescribeDataSetRefreshPropertiesRequest,
  service: Service,
): api.DescribeDataSetRefreshPropertiesResponse {
  const { id, refreshProperties } = spiceDataSet(service, input.DataSetId);
  if (refreshProperties === undefined) throw notFound(`Refresh properties of DataSet ${id} are not found.`, 'DATA_SET');
  return { Status: 200, DataSetRefreshProperties: refreshProperties };
}

export function deleteDataSetRefreshProperties(
  input: api.DeleteDataSetRefreshPropertiesRequest,
  service: Service,
): api.DeleteDataSetRefreshPropertiesResponse {
  spiceDataSet(service, input.DataSetId).refreshProperties = undefined;
  return { Status: 200 };
}

/** The text is the service's: see README.md, "Texts". */
function spiceDataSet(service: Service, id: string | undefined): DataSet {
  const dataSet = findDataSet(service, id);
  if (dataSet.settings.ImportMode === 'SPICE') return dataSet;
  throw invalid(`The dataset ${dataSet.id} is not a SPICE dataset and is not supported for incremental refresh.`);
}

function checkSettings(settings: DataSet['settings'], service: Service): void {
  const tables = Object.values(settings.PhysicalTableMap ?? {});
  if (tables.length === 0 && settings.DataPrepConfiguration === undefined) {
    throw invalid('PhysicalTableMap is not valid: expected a table.');
  }
  for (const table of tables) {
    const arn = (table.RelationalTable ?? table.CustomSql ?? table.S3Source)?.DataSourceArn;
    if (arn === undefined) continue;
    const known = Object.keys(service.state.dataSources).some((id) => arnOf(service, 'datasource', id) === arn);
    if (!known) throw notFound(`DataSource ${arn} is not found.`, 'DATA_SOURCE');
  }
  const names = outputColumns(settings)?.map(({ name }) => name) ?? [];
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw invalid(`Column ${twice} is not valid: the name comes more than once.`);
  const security = settings.RowLevelPermissionDataSet?.Arn;
  if (
    security !== undefined &&
    !Object.keys(service.state.dataSets).some((id) => arnOf(service, 'dataset', id) === security)
  ) {
    throw notFound(`DataSet ${security} is not found.`, 'DATA_SET');
  }
}
