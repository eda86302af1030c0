import {
  type DashboardPublishOptions,
  type DashboardVersionDefinition,
  DescribeDashboardCommand,
  DescribeDashboardDefinitionCommand,
  DescribeDashboardPermissionsCommand,
  DescribeDataSetCommand,
  DescribeDataSetPermissionsCommand,
  DescribeDataSourcePermissionsCommand,
  DescribeThemeCommand,
  DescribeThemePermissionsCommand,
  type QuickSightClient,
  type ResourcePermission,
} from '@aws-sdk/client-quicksight';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { Asset } from '../asset.ts';
import { contentHash } from '../request/content-hash.ts';
import type { DataSetBody } from '../request/data-set-request.ts';
import { requestOf } from '../request/full-data-set-request.ts';
import { publishOptions } from '../request/publish-options.ts';
import { readVersionMark } from '../request/tags.ts';
import type { LiveAsset } from './live-asset.ts';

/** What is live of a thing that differs from what is wanted, or may do so. */
export interface Details {
  /** What the version that people see was made from; undefined: somebody else made it, or it has no versions. */
  readonly mark?: { readonly hash: string; readonly commit: string } | undefined;
  /** undefined where there is none that QuickSight accepted. */
  readonly definition?: DashboardVersionDefinition | undefined;
  readonly publishOptions?: DashboardPublishOptions | undefined;
  readonly dataSet?: DataSetBody | undefined;
  /** Of a data set, a theme or a dashboard as QuickSight gives it. */
  readonly hash?: string | undefined;
  readonly permissions: readonly ResourcePermission[];
  /** What a dashboard's link gives to whoever has it. */
  readonly linkPermissions?: readonly ResourcePermission[] | undefined;
}

/** A wanted thing beside what is live of it. */
export interface Inspected {
  readonly asset: Asset;
  /** undefined: it is not there. */
  readonly live: LiveAsset | undefined;
  /** undefined: at a glance all is as it was left. */
  readonly details: Details | undefined;
}

/** Whether one read was enough to know that nothing is to be done. */
export function isSettled({ kind, hash, permissionsHash }: Asset, { tags, version, updated }: LiveAsset): boolean {
  if (tags === undefined || tags.content !== hash || tags.permissions !== permissionsHash) return false;
  if (kind === 'data source') return true;
  return kind === 'data set' ? tags.updated === updated : tags.version === version;
}

/** Looks closer at everything that one read did not settle. @param closely at all of it: only so is seen what was shared by hand alone */
export function inspect(
  client: QuickSightClient,
  account: string,
  assets: readonly Asset[],
  live: ReadonlyMap<string, LiveAsset>,
  closely: boolean,
): Promise<Inspected[]> {
  return fewAtOnce(assets, 8, async (asset): Promise<Inspected> => {
    const found = live.get(asset.arn);
    if (found === undefined || found.tags === undefined || (!closely && isSettled(asset, found)))
      return { asset, live: found, details: undefined };
    return { asset, live: found, details: await readDetails(client, account, asset, found) };
  });
}

async function readDetails(
  client: QuickSightClient,
  AwsAccountId: string,
  { kind, id }: Asset,
  { version: VersionNumber }: LiveAsset,
): Promise<Details> {
  switch (kind) {
    case 'data source': {
      const of = { AwsAccountId, DataSourceId: id };
      const { Permissions = [] } = await client.send(new DescribeDataSourcePermissionsCommand(of));
      return { permissions: Permissions };
    }
    case 'data set': {
      const of = { AwsAccountId, DataSetId: id };
      const { DataSet = {} } = await client.send(new DescribeDataSetCommand(of));
      const { Permissions = [] } = await client.send(new DescribeDataSetPermissionsCommand(of));
      const dataSet = requestOf(DataSet);
      return { dataSet, hash: contentHash(dataSet), permissions: Permissions };
    }
    case 'theme': {
      const of = { AwsAccountId, ThemeId: id };
      const { Theme } = await client.send(new DescribeThemeCommand({ ...of, VersionNumber }));
      const { Permissions = [] } = await client.send(new DescribeThemePermissionsCommand(of));
      const { Description, BaseThemeId, Configuration } = Theme?.Version ?? {};
      const hash = contentHash({ Name: Theme?.Name, BaseThemeId, Configuration });
      return { mark: readVersionMark(Description), hash, permissions: Permissions };
    }
    case 'dashboard': {
      const of = { AwsAccountId, DashboardId: id };
      const shared = await client.send(new DescribeDashboardPermissionsCommand(of));
      const permissions = shared.Permissions ?? [];
      const linkPermissions = shared.LinkSharingConfiguration?.Permissions;
      const { Dashboard } = await client.send(new DescribeDashboardCommand({ ...of, VersionNumber }));
      if (Dashboard?.Version?.Status?.endsWith('_SUCCESSFUL') !== true) return { permissions, linkPermissions };
      const read = await client.send(new DescribeDashboardDefinitionCommand({ ...of, VersionNumber }));
      const { Name, Definition, ThemeArn } = read;
      const DashboardPublishOptions = publishOptions(read.DashboardPublishOptions);
      const mark = readVersionMark(Dashboard.Version.Description);
      const hash = contentHash({ Name, Definition, ThemeArn, DashboardPublishOptions });
      return {
        mark,
        definition: Definition,
        publishOptions: DashboardPublishOptions,
        hash,
        permissions,
        linkPermissions,
      };
    }
  }
}
