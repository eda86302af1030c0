import type { RowCondition } from '../../lambda/schema/dataset-schema.ts';
import { mayRead } from '../access/may-read.ts';
import type { Asset, DashboardAsset, ThemeAsset } from './asset.ts';
import { dataSetAssets } from './data-set-assets.ts';
import type { PublishFinding } from './findings.ts';
import { finishAsset } from './finish-asset.ts';
import type { DashboardFolder, Repository } from './read-repository.ts';
import type { AudienceMayRead, Readers } from './request/audience-may-read.ts';
import { dashboardRequest } from './request/dashboard-request.ts';
import { dataSourceRequest } from './request/data-source-request.ts';
import type { QuickSightPlace } from './request/place.ts';
import { permissionsOf } from './request/principals.ts';
import { themeRequest } from './request/theme-request.ts';

/** Everything that the chosen dashboards need in QuickSight, each after what it needs itself. */
export interface WantedAssets {
  readonly assets: readonly Asset[];
  readonly findings: readonly PublishFinding[];
}

/** Makes the requests of a repository for one environment. Pure: the same files give the same bytes. */
export function wantedAssets(repository: Repository, place: QuickSightPlace): WantedAssets {
  const readers = readersOf(repository, Object.keys(place.environment.audiences));
  const found: PublishFinding[] = [];
  const dataSource = finishAsset({
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
export function readersOf(
  { tables, schemas }: Pick<Repository, 'tables' | 'schemas'>,
  audiences: readonly string[],
): Readers {
  const allowed = mayRead(tables, schemas, audiences);
  return new Map(
    tables.map(({ name, columns }) => {
      const may = new Map<string, AudienceMayRead>(
        [...(allowed.get(name) ?? [])].map(([audience, own]) => [
          audience,
          { columns: own.columns, rows: own.rows === undefined ? 'all' : valuesOf(own.rows) },
        ]),
      );
      return [name, { may, columns: columns.length }];
    }),
  );
}

const valuesOf = (rows: readonly RowCondition[]) =>
  Object.fromEntries(rows.map(({ column, values }) => [column, values.map(String)]));

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
          finishAsset({
            ...{ kind: 'theme' as const, id: themeId, arn: themeArn, name: `${dashboard.id}/theme`, ...common },
            ...{ file: `${home}/theme.json`, permissions: forTheme.permissions },
            body: themeRequest(theme, dashboard.title),
          }),
        ];
  const id = place.dashboardId(dashboard.id);
  const own: DashboardAsset = finishAsset({
    ...{ kind: 'dashboard' as const, id, arn: place.arn('dashboard', id), name: dashboard.id, ...common },
    ...{ file: `${home}/definition.json`, permissions: forDashboard.permissions, read: dashboard },
    body: dashboardRequest(
      dashboard,
      (identifier) => place.arn('dataset', place.dataSetId(dashboard.id, identifier)),
      themeArn,
      folder.publishOptions,
    ),
  });
  return {
    assets: [...dataSets.flatMap(({ assets }) => assets), ...themes, own],
    findings: [...forDashboard.findings, ...dataSets.flatMap((one) => one.findings)],
  };
}
