import type { RowCondition } from '../../lambda/schema/dataset-schema.ts';
import { mayRead } from '../access/may-read.ts';
import type { DataSet } from '../dashboards/dashboard.ts';
import type { Asset, DashboardAsset, DataSetAsset, ThemeAsset } from './asset.ts';
import { findings, type PublishFinding } from './findings.ts';
import type { DashboardFolder, Repository } from './read-repository.ts';
import { contentHash } from './request/content-hash.ts';
import { dashboardRequest } from './request/dashboard-request.ts';
import { type DataSetBody, dataSetRequest, type ShortDataSet } from './request/data-set-request.ts';
import { dataSourceRequest } from './request/data-source-request.ts';
import { fullDataSetRequest, tablesRead } from './request/full-data-set-request.ts';
import type { QuickSightPlace } from './request/place.ts';
import { permissionsOf } from './request/principals.ts';
import { rowsRequest } from './request/rows-request.ts';
import { type AudienceMayRead, secureDataSet } from './request/secure-data-set.ts';
import { themeRequest } from './request/theme-request.ts';

/** Of each final table: what each audience may read of it, and whether some may not read everything. */
type Readers = ReadonlyMap<
  string,
  { readonly may: ReadonlyMap<string, AudienceMayRead>; readonly restricted: boolean }
>;

/** Everything that the chosen dashboards need in QuickSight, each after what it needs itself. */
export interface WantedAssets {
  readonly assets: readonly Asset[];
  readonly findings: readonly PublishFinding[];
}

/** Makes the requests of a repository for one environment. Pure: the same files give the same bytes. */
export function wantedAssets(repository: Repository, place: QuickSightPlace): WantedAssets {
  const readers = readersOf(repository, Object.keys(place.environment.audiences));
  const found: PublishFinding[] = [];
  const dataSource = finish({
    ...{ kind: 'data source' as const, id: place.dataSourceId, arn: place.arn('datasource', place.dataSourceId) },
    ...{ name: 'data source', dashboard: undefined, owner: 'sluice', file: 'infra/environments/environments.json' },
    ...{ permissions: [], body: dataSourceRequest(place) },
  });
  const made = repository.folders.map((folder) => assetsOf(folder, place, readers));
  for (const one of made) found.push(...one.findings);
  const of = (kind: Asset['kind']) => made.flatMap(({ assets }) => assets.filter((asset) => asset.kind === kind));
  const assets = [...of('data set'), ...of('theme'), ...of('dashboard')];
  return { assets: assets.length === 0 ? [] : [dataSource, ...assets], findings: found };
}

/** What each audience may read of each final table. */
export function readersOf({ tables, schemas }: Pick<Repository, 'tables' | 'schemas'>, audiences: readonly string[]): Readers {
  const allowed = mayRead(tables, schemas, audiences);
  return new Map(
    tables.map(({ name, columns }) => {
      const may = new Map<string, AudienceMayRead>(
        [...(allowed.get(name) ?? [])].map(([audience, own]) => [
          audience,
          { columns: own.columns, rows: own.rows === undefined ? 'all' : valuesOf(own.rows) },
        ]),
      );
      const all = audiences.map((audience) => may.get(audience));
      const restricted = all.some((own) => own?.rows !== 'all' || own.columns.length < columns.length);
      return [name, { may, restricted }];
    }),
  );
}

const valuesOf = (rows: readonly RowCondition[]) =>
  Object.fromEntries(rows.map(({ column, values }) => [column, values.map(String)]));

const finish = <Made extends Omit<Asset, 'hash' | 'permissionsHash'>>(asset: Made) => ({
  ...asset,
  hash: contentHash(asset.body),
  permissionsHash: contentHash(asset.permissions),
});

function assetsOf(
  folder: DashboardFolder,
  place: QuickSightPlace,
  readers: Readers,
): { readonly assets: readonly Asset[]; readonly findings: readonly PublishFinding[] } {
  const { dashboard, authors, viewers, theme } = folder;
  const home = `dashboards/${dashboard.id}`;
  const card = { file: `${home}/dashboard.json` };
  const common = { dashboard: dashboard.id, owner: dashboard.owner };
  const [forDashboard, forDataSets, forTheme] = [
    permissionsOf(place, [
      ...viewers.map((name) => ({ name, right: 'view' as const, at: card })),
      ...authors.map((name) => ({ name, right: 'edit' as const, at: card })),
    ]),
    permissionsOf(
      place,
      authors.map((name) => ({ name, right: 'use', at: card })),
    ),
    permissionsOf(
      place,
      [...viewers, ...authors].map((name) => ({ name, right: 'see-theme', at: card })),
    ),
  ];
  const dataSets = [...dashboard.dataSets.values()].map((dataSet) =>
    dataSetAssets(dataSet, { place, readers, permissions: forDataSets.permissions, common }),
  );
  const themeId = place.themeId(dashboard.id);
  const themeArn = theme === undefined ? undefined : place.arn('theme', themeId);
  const themes: ThemeAsset[] =
    theme === undefined || themeArn === undefined
      ? []
      : [
          finish({
            ...{ kind: 'theme' as const, id: themeId, arn: themeArn, name: `${dashboard.id}/theme`, ...common },
            ...{ file: `${home}/theme.json`, permissions: forTheme.permissions },
            body: themeRequest(theme, dashboard.title),
          }),
        ];
  const id = place.dashboardId(dashboard.id);
  const own: DashboardAsset = finish({
    ...{ kind: 'dashboard' as const, id, arn: place.arn('dashboard', id), name: dashboard.id, ...common },
    ...{ file: `${home}/definition.json`, permissions: forDashboard.permissions, read: dashboard },
    body: dashboardRequest(
      dashboard,
      (identifier) => place.arn('dataset', place.dataSetId(dashboard.id, identifier)),
      themeArn,
    ),
  });
  return {
    assets: [...dataSets.flatMap(({ assets }) => assets), ...themes, own],
    findings: [...forDashboard.findings, ...dataSets.flatMap((one) => one.findings)],
  };
}

interface DataSetParts {
  readonly place: QuickSightPlace;
  readonly readers: Readers;
  readonly permissions: DataSetAsset['permissions'];
  readonly common: { readonly dashboard: string; readonly owner: string };
}

/** A data set, after the one that holds its rules of rows, if it needs one. */
function dataSetAssets(
  dataSet: DataSet,
  { place, readers, permissions, common }: DataSetParts,
): { readonly assets: readonly DataSetAsset[]; readonly findings: readonly PublishFinding[] } {
  const { identifier } = dataSet;
  const file = `dashboards/${common.dashboard}/data-sets/${identifier}.json`;
  const name = `${common.dashboard}/${identifier}`;
  const dataSourceArn = place.arn('datasource', place.dataSourceId);
  const asset = (id: string, shown: string, body: DataSetBody, who: DataSetAsset['permissions']): DataSetAsset =>
    finish({
      ...{ kind: 'data set' as const, id, arn: place.arn('dataset', id), name: shown, ...common, file },
      ...{ permissions: who, body },
    });
  const id = place.dataSetId(common.dashboard, identifier);
  const { exported, table } = dataSet;
  if (exported !== undefined || table === undefined) {
    const body = fullDataSetRequest(exported ?? {}, identifier, place);
    const restricted = tablesRead(body, readers.keys()).filter((table) => readers.get(table)?.restricted === true);
    return {
      assets: [asset(id, name, body, permissions)],
      findings: restricted.map((table) => findings.restrictedDataSet(dataSet.placeOf([]), name, table)),
    };
  }
  const short: ShortDataSet = { ...dataSet, table, columns: [...(dataSet.columns?.values() ?? [])] };
  const secured = secureDataSet(place, short, readers.get(table)?.may ?? new Map(), dataSet.placeOf(['table']));
  const { columnRules, rowRules } = secured;
  const rulesId = place.rulesId(common.dashboard, identifier);
  const body: DataSetBody = {
    ...dataSetRequest(secured.dataSet, { dataSourceArn, database: place.names.databases.final }),
    ...(columnRules.length === 0 ? {} : { ColumnLevelPermissionRules: columnRules }),
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
  return { assets: [...rules, asset(id, name, body, permissions)], findings: secured.findings };
}
