import {
  type DashboardSummary,
  type DataSetSummary,
  DescribeDataSourceCommand,
  ListTagsForResourceCommand,
  paginateListDashboards,
  paginateListDataSets,
  paginateListThemes,
  type QuickSightClient,
  ResourceNotFoundException,
  type ThemeSummary,
} from '@aws-sdk/client-quicksight';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { Asset } from '../asset.ts';
import { contentHash } from '../request/content-hash.ts';
import type { QuickSightPlace } from '../request/place.ts';
import { type OurTags, readTags } from '../request/tags.ts';

/** What QuickSight says of a thing at a glance: one list for all of a kind, and one read of its own. */
export interface LiveAsset {
  readonly id: string;
  readonly arn: string;
  /** undefined: it is not ours. */
  readonly tags: OurTags | undefined;
  /** Version that people see: of a dashboard; the newest one of a theme. */
  readonly version: number | undefined;
  /** When it was changed last; ISO text. */
  readonly updated: string | undefined;
}

/** Lists of everything in the account, a page of 100 a call. */
export interface Listing {
  readonly dashboards: ReadonlyMap<string, DashboardSummary>;
  readonly dataSets: ReadonlyMap<string, DataSetSummary>;
  readonly themes: ReadonlyMap<string, ThemeSummary>;
}

export async function listLive(client: QuickSightClient, account: string): Promise<Listing> {
  const asked = { AwsAccountId: account, MaxResults: 100 };
  const listing = {
    dashboards: new Map<string, DashboardSummary>(),
    dataSets: new Map<string, DataSetSummary>(),
    themes: new Map<string, ThemeSummary>(),
  };
  for await (const { DashboardSummaryList = [] } of paginateListDashboards({ client }, asked))
    for (const one of DashboardSummaryList) listing.dashboards.set(one.DashboardId ?? '', one);
  for await (const { DataSetSummaries = [] } of paginateListDataSets({ client }, asked))
    for (const one of DataSetSummaries) listing.dataSets.set(one.DataSetId ?? '', one);
  for await (const { ThemeSummaryList = [] } of paginateListThemes({ client }, { ...asked, Type: 'CUSTOM' }))
    for (const one of ThemeSummaryList) listing.themes.set(one.ThemeId ?? '', one);
  return listing;
}

/** What tags of one thing say: its one read. @returns undefined also for what is gone */
export async function readTagsOf(client: QuickSightClient, arn: string): Promise<OurTags | undefined> {
  try {
    const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
    return readTags(Tags);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** What is live of each wanted thing, by ARN; what is absent is not there. */
export async function readLive(
  client: QuickSightClient,
  place: QuickSightPlace,
  listing: Listing,
  assets: readonly Asset[],
): Promise<ReadonlyMap<string, LiveAsset>> {
  const live = new Map<string, LiveAsset>();
  await fewAtOnce(assets, 8, async (asset) => {
    const { id, arn } = asset;
    if (asset.kind === 'data source') {
      const found = await dataSourceLive(client, place, asset);
      if (found !== undefined) live.set(arn, found);
      return;
    }
    const summary = summaryOf(listing, asset);
    if (summary !== undefined) live.set(arn, { id, arn, ...summary, tags: await readTagsOf(client, arn) });
  });
  return live;
}

function summaryOf(
  { dashboards, dataSets, themes }: Listing,
  { kind, id }: Asset,
): Pick<LiveAsset, 'version' | 'updated'> | undefined {
  const one = kind === 'dashboard' ? dashboards.get(id) : kind === 'theme' ? themes.get(id) : dataSets.get(id);
  if (one === undefined) return undefined;
  const version =
    'PublishedVersionNumber' in one
      ? one.PublishedVersionNumber
      : 'LatestVersionNumber' in one
        ? one.LatestVersionNumber
        : undefined;
  return { version, updated: one.LastUpdatedTime?.toISOString() };
}

/** The one data source is compared with what it should be itself: its description tells all that publish says of it. */
async function dataSourceLive(
  client: QuickSightClient,
  { account, environment }: QuickSightPlace,
  asset: Extract<Asset, { kind: 'data source' }>,
): Promise<LiveAsset | undefined> {
  try {
    const of = { AwsAccountId: account, DataSourceId: asset.id };
    const { DataSource: found } = await client.send(new DescribeDataSourceCommand(of));
    const own = await readTagsOf(client, asset.arn);
    if (own?.environment !== environment.name)
      return { id: asset.id, arn: asset.arn, tags: own, version: undefined, updated: undefined };
    const { Name, DataSourceParameters, Status } = found ?? {};
    const broken = Status === 'CREATION_FAILED' || Status === 'UPDATE_FAILED';
    const { SslProperties: _, ...body } = asset.body;
    const same = !broken && contentHash({ Name, DataSourceParameters }) === contentHash(body);
    const tags: OurTags = {
      ...{ environment: environment.name, content: same ? asset.hash : undefined, permissions: asset.permissionsHash },
      ...{ version: undefined, live: undefined, updated: undefined, rolledBack: [], commit: undefined },
      ...{ writing: undefined, isTrial: false },
    };
    return { id: asset.id, arn: asset.arn, tags, version: undefined, updated: undefined };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
