import {
  type DashboardVersionSummary,
  type DataSet,
  DescribeDashboardCommand,
  DescribeDashboardDefinitionCommand,
  DescribeDataSetCommand,
  paginateListDashboardVersions,
  ResourceNotFoundException,
  TagResourceCommand,
  UpdateDashboardPublishedVersionCommand,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../cli/command-error.ts';
import { usageError } from '../cli/parse-arguments.ts';
import type { Surroundings } from './apply/surroundings.ts';
import { findings, type PublishFinding } from './findings.ts';
import { findMisfits } from './plan/find-misfits.ts';
import { readTagsOf } from './quick-sight/live-asset.ts';
import { type DoneTags, doneTags, readVersionMark, rollbackMark, rollbackNote } from './request/tags.ts';

/** What a rollback did, or would do. */
export interface RolledBack {
  readonly dashboard: string;
  readonly from: number;
  readonly to: number;
  /** Commit that the version now live was made from; undefined: it was made elsewhere. */
  readonly commit: string | undefined;
  /** How the repository is made to agree. */
  readonly next: string;
  /** What the version asks of its data sets and they don't give any more: then nothing was done. */
  readonly findings: readonly PublishFinding[];
}

/**
 * Publishes an earlier version again. QuickSight keeps every version, so nothing is sent but its number; the content that was taken off is noted,
 * with those that rollbacks before took off, and none of them is published again until the repository has another. A version that its data sets no longer carry is refused: data sets have no versions.
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
  const outdated = await outdatedIn({ client, place }, { dashboard, version, next });
  const result = { dashboard, from: live.version, to: version, commit: mark?.commit, next, findings: outdated };
  if (planOnly || outdated.length > 0) return result;
  const taken = live.hash ?? tags.content;
  const marks = [...(taken === undefined ? [] : [rollbackMark(taken)]), ...tags.rolledBack];
  const note = (notes: DoneTags) => client.send(new TagResourceCommand({ ResourceArn: arn, Tags: doneTags(notes) }));
  // Before it is taken off: were this run cut after that, the next publish would put it back.
  await note({ 'rolled-back': rollbackNote(marks) });
  await client.send(new UpdateDashboardPublishedVersionCommand({ ...of, VersionNumber: version }));
  const isElsewhere = mark === undefined;
  const others = isElsewhere ? marks : marks.filter((one) => one !== rollbackMark(mark.hash));
  const from = isElsewhere ? {} : { content: mark.hash, commit: mark.commit };
  await note({ version, ...from, 'rolled-back': rollbackNote(others) });
  return result;
}

/** What a version asks for that is not there any more. */
async function outdatedIn(
  { client, place }: Pick<Surroundings, 'client' | 'place'>,
  { dashboard, version, next }: { readonly dashboard: string; readonly version: number; readonly next: string },
): Promise<PublishFinding[]> {
  const of = { AwsAccountId: place.account, DashboardId: place.dashboardId(dashboard), VersionNumber: version };
  const { Definition } = await client.send(new DescribeDashboardDefinitionCommand(of));
  if (Definition === undefined) return [];
  const at = { file: `dashboards/${dashboard}/definition.json` };
  const named = `${dashboard}, version ${version}`;
  const publishAgain = `npx sluice publish ${dashboard} --env ${place.environment.name}`;
  // What was made elsewhere is in no commit.
  const bringBack = next.startsWith('git ')
    ? `publish that commit: ${next} && ${publishAgain}`
    : `give the data sets what it asks for and publish them: ${publishAgain}`;
  const gone: PublishFinding[] = [];
  const dataSets = new Map<string, DataSet>();
  for (const { Identifier = '', DataSetArn = '' } of Definition.DataSetIdentifierDeclarations ?? []) {
    const dataSet = await dataSetAt({ client, place }, DataSetArn);
    if (dataSet !== undefined) dataSets.set(Identifier, dataSet);
    else {
      const misfit = { subject: undefined, expected: `the data set "${Identifier}"`, got: `none at ${DataSetArn}` };
      gone.push(findings.versionOutdated(at, named, misfit, bringBack));
    }
  }
  // Without one of its data sets all of its columns would seem to be missing.
  if (gone.length > 0) return gone;
  const misfits = await findMisfits(Definition, dataSets);
  return misfits.map((misfit) => findings.versionOutdated(at, named, misfit, bringBack));
}

async function dataSetAt(
  { client, place }: Pick<Surroundings, 'client' | 'place'>,
  arn: string,
): Promise<DataSet | undefined> {
  const of = { AwsAccountId: place.account, DataSetId: arn.slice(arn.lastIndexOf('/') + 1) };
  try {
    return (await client.send(new DescribeDataSetCommand(of))).DataSet;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return undefined;
  }
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
