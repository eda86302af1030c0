import {
  type DashboardVersionSummary,
  DescribeDashboardCommand,
  paginateListDashboardVersions,
  ResourceNotFoundException,
  TagResourceCommand,
  UpdateDashboardPublishedVersionCommand,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../cli/command-error.ts';
import { usageError } from '../cli/parse-arguments.ts';
import type { Surroundings } from './apply/surroundings.ts';
import { readTagsOf } from './quick-sight/live-asset.ts';
import { doneTags, readVersionMark } from './request/tags.ts';

/** What a rollback did, or would do. */
export interface RolledBack {
  readonly dashboard: string;
  readonly from: number;
  readonly to: number;
  /** Commit that the version now live was made from; undefined: it was made elsewhere. */
  readonly commit: string | undefined;
  /** How the repository is made to agree. */
  readonly next: string;
}

/**
 * Publishes an earlier version again. QuickSight keeps every version, so nothing is sent but its number; the content that was taken off is noted,
 * and not published again until it has changed.
 * @param to undefined: the newest one before the live one that QuickSight accepted
 * @throws CommandError for a dashboard that is not published, is not ours, or has no such version
 */
export async function rollback(
  { client, place }: Pick<Surroundings, 'client' | 'place'>,
  dashboard: string,
  { to, planOnly }: { readonly to: number | undefined; readonly planOnly: boolean },
): Promise<RolledBack> {
  const of = { AwsAccountId: place.account, DashboardId: place.dashboardId(dashboard) };
  const arn = place.arn('dashboard', of.DashboardId);
  const live = await liveVersion({ client, place }, dashboard);
  const tags = await readTagsOf(client, arn);
  if (tags?.environment !== place.environment.name)
    throw usageError('publish', 'a dashboard that publish made', `${of.DashboardId} without its tag`);
  const versions: DashboardVersionSummary[] = [];
  for await (const page of paginateListDashboardVersions({ client }, of))
    versions.push(...(page.DashboardVersionSummaryList ?? []));
  const target = chooseVersion(dashboard, versions, live.version, to);
  const mark = readVersionMark(target.Description);
  const version = target.VersionNumber ?? 0;
  const next =
    mark === undefined || mark.commit.endsWith('-dirty') || mark.commit === 'unknown'
      ? `npx sluice pull ${dashboard} --env ${place.environment.name}`
      : `git checkout ${mark.commit} -- dashboards/${dashboard}`;
  const result = { dashboard, from: live.version, to: version, commit: mark?.commit, next };
  if (planOnly) return result;
  await client.send(new UpdateDashboardPublishedVersionCommand({ ...of, VersionNumber: version }));
  const taken = live.hash ?? tags.content;
  const notes = { version, ...(mark === undefined ? {} : { content: mark.hash, commit: mark.commit }) };
  const rolledBack = taken === undefined || taken === mark?.hash ? {} : { 'rolled-back': taken };
  await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: doneTags({ ...notes, ...rolledBack }) }));
  return result;
}

async function liveVersion(
  { client, place }: Pick<Surroundings, 'client' | 'place'>,
  dashboard: string,
): Promise<{ readonly version: number; readonly hash: string | undefined }> {
  const of = { AwsAccountId: place.account, DashboardId: place.dashboardId(dashboard) };
  try {
    const { Dashboard } = await client.send(new DescribeDashboardCommand(of));
    const { VersionNumber = 0, Description } = Dashboard?.Version ?? {};
    return { version: VersionNumber, hash: readVersionMark(Description)?.hash };
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw usageError('publish', `a dashboard that is published in ${place.environment.name}`, `"${dashboard}"`);
  }
}

const isGood = ({ Status }: DashboardVersionSummary): boolean => Status?.endsWith('_SUCCESSFUL') === true;

function chooseVersion(
  dashboard: string,
  versions: readonly DashboardVersionSummary[],
  live: number,
  to: number | undefined,
): DashboardVersionSummary {
  const good = versions.filter(isGood).toSorted((one, other) => (other.VersionNumber ?? 0) - (one.VersionNumber ?? 0));
  const chosen = good.find(({ VersionNumber = 0 }) => (to === undefined ? VersionNumber < live : VersionNumber === to));
  if (chosen !== undefined) return chosen;
  const known = good.map(({ VersionNumber }) => VersionNumber).join(', ') || 'none';
  const got = to === undefined ? `none before version ${live}, which is live` : `version ${to}`;
  const message = `${dashboard}: expected a version that QuickSight accepted (${known}), got ${got}; choose one with --to`;
  throw new CommandError('no-version', 'usage', message);
}
