import { DescribeDashboardCommand, DescribeDataSetCommand } from '@aws-sdk/client-quicksight';
import type { DashboardAsset, DataSetAsset } from '../asset.ts';
import type { DataSetStanding } from '../plan/publish-plan.ts';
import type { LiveAsset } from '../quick-sight/live-asset.ts';
import { contentHash } from '../request/content-hash.ts';
import { requestOf } from '../request/full-data-set-request.ts';
import { applyDataSet, noteDataSet } from './apply-data-set.ts';
import { awaitRefreshes, type Refreshing } from './await-refreshes.ts';
import type { Surroundings } from './surroundings.ts';

/** A data set that was changed, or may have been, and what it was before. */
export interface Changed {
  readonly asset: DataSetAsset;
  readonly before: DataSetStanding['before'];
}

/**
 * Makes data sets what they were, since the dashboard that was to go with them did not: the version that is live was made for that. The next run
 * begins anew. What is as it was costs no write.
 */
export async function putBack(surroundings: Surroundings, changed: readonly Changed[]): Promise<void> {
  const { client, place, say } = surroundings;
  const refreshing: Refreshing[] = [];
  const written: DataSetAsset[] = [];
  for (const { asset, before } of changed.toReversed()) {
    const of = { AwsAccountId: place.account, DataSetId: asset.id };
    const { DataSet = {} } = await client.send(new DescribeDataSetCommand(of));
    if (contentHash(requestOf(DataSet)) === contentHash(before)) continue;
    say(`${asset.name}: put back as it was`);
    const begun = await applyDataSet(surroundings, asset, true, before);
    if (begun !== undefined) refreshing.push(begun);
    written.push(asset);
  }
  // Why SPICE could not be filled again is the pipeline's to say: its next run refreshes it.
  await awaitRefreshes(surroundings, refreshing);
  for (const asset of written) await noteDataSet(surroundings, asset, false);
}

/** Whether people see the version that they saw. */
export async function isStillLive(
  { client, place }: Surroundings,
  { id }: DashboardAsset,
  { version }: LiveAsset,
): Promise<boolean> {
  const { Dashboard } = await client.send(
    new DescribeDashboardCommand({ AwsAccountId: place.account, DashboardId: id }),
  );
  return Dashboard?.Version?.VersionNumber === version;
}
