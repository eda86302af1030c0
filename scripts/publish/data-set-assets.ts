import type { DataSet } from '../dashboards/dashboard.ts';
import type { DataSetAsset } from './asset.ts';
import type { PublishFinding } from './findings.ts';
import { finishAsset } from './finish-asset.ts';
import type { Readers } from './request/audience-may-read.ts';
import { type DataSetBody, dataSetRequest, type ShortDataSet } from './request/data-set-request.ts';
import { fullDataSetRequest } from './request/full-data-set-request.ts';
import type { QuickSightPlace } from './request/place.ts';
import { rowsRequest } from './request/rows-request.ts';
import { type SecuredDataSet, secureDataSet } from './request/secure-data-set.ts';
import { secureFullDataSet } from './request/secure-full-data-set.ts';

interface DataSetParts {
  readonly place: QuickSightPlace;
  readonly readers: Readers;
  readonly permissions: DataSetAsset['permissions'];
  readonly common: { readonly dashboard: string; readonly owner: string };
}

/** A data set, after the one that holds its rules of rows, if it needs one. */
export function dataSetAssets(
  dataSet: DataSet,
  { place, readers, permissions, common }: DataSetParts,
): { readonly assets: readonly DataSetAsset[]; readonly findings: readonly PublishFinding[] } {
  const { identifier } = dataSet;
  const file = `dashboards/${common.dashboard}/data-sets/${identifier}.json`;
  const name = `${common.dashboard}/${identifier}`;
  const dataSourceArn = place.arn('datasource', place.dataSourceId);
  const asset = (id: string, shown: string, body: DataSetBody, who: DataSetAsset['permissions']): DataSetAsset =>
    finishAsset({
      ...{ kind: 'data set' as const, id, arn: place.arn('dataset', id), name: shown, ...common, file },
      ...{ permissions: who, body },
    });
  const id = place.dataSetId(common.dashboard, identifier);
  const made = requestOfDataSet(dataSet, name, { place, readers });
  const { columnRules, rowRules } = made;
  const rulesId = place.rulesId(common.dashboard, identifier);
  const body: DataSetBody = {
    ...made.body,
    ...(columnRules.length === 0 ? {} : { ColumnLevelPermissionRules: [...columnRules] }),
    ...(rowRules === undefined
      ? {}
      : {
          RowLevelPermissionDataSet: {
            ...{ Arn: place.arn('dataset', rulesId), PermissionPolicy: 'GRANT_ACCESS', FormatVersion: 'VERSION_1' },
            ...{ Namespace: place.environment.quickSight?.namespace ?? 'default', Status: 'ENABLED' },
          },
        }),
  };
  const rules =
    rowRules === undefined
      ? []
      : [asset(rulesId, `${name} (rules of rows)`, rowsRequest(identifier, rowRules, dataSourceArn), [])];
  return { assets: [...rules, asset(id, name, body, permissions)], findings: made.findings };
}

interface MadeRequest extends Pick<SecuredDataSet, 'columnRules' | 'rowRules' | 'findings'> {
  readonly body: DataSetBody;
}

function requestOfDataSet(
  dataSet: DataSet,
  name: string,
  { place, readers }: Pick<DataSetParts, 'place' | 'readers'>,
): MadeRequest {
  const { exported, table, identifier } = dataSet;
  if (exported !== undefined || table === undefined) {
    const body = fullDataSetRequest(exported ?? {}, identifier, place);
    return { body, columnRules: [], ...secureFullDataSet(place, body, readers, { name, at: dataSet.placeOf([]) }) };
  }
  const short: ShortDataSet = { ...dataSet, table, columns: [...(dataSet.columns?.values() ?? [])] };
  const secured = secureDataSet(place, short, readers.get(table)?.may ?? new Map(), dataSet.placeOf(['table']));
  const from = {
    dataSourceArn: place.arn('datasource', place.dataSourceId),
    database: place.names.databases.final,
  };
  return { ...secured, body: dataSetRequest(secured.dataSet, from) };
}
