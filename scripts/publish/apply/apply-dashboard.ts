import {
  CreateDashboardCommand,
  type DashboardVersionSummary,
  DescribeDashboardCommand,
  paginateListDashboardVersions,
  UpdateDashboardCommand,
  UpdateDashboardPublishedVersionCommand,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../../cli/command-error.ts';
import type { DashboardAsset } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import { grantOf, type PermissionChange } from '../plan/permission-change.ts';
import type { LiveAsset } from '../quick-sight/live-asset.ts';
import { firstTags, readVersionMark, versionMark } from '../request/tags.ts';
import { awaitState } from './await-state.ts';
import { changePermissions } from './change-permissions.ts';
import { refusalOf, rejectionsOf } from './rejections.ts';
import type { Surroundings } from './surroundings.ts';
import { versionIn } from './version-in.ts';
import { writeNotes } from './write-notes.ts';

/**
 * Makes a dashboard, or a new version of it, waits for that very version, and only then publishes it: whatever goes wrong before, people see
 * the version that they saw. New readers are let in after that, and only then is it noted as done.
 * @param change undefined: it is to be made
 * @returns what QuickSight rejected, at the lines of the definition
 * @throws CommandError `lost-race` when somebody else published meanwhile
 */
export async function applyDashboard(
  surroundings: Surroundings,
  asset: DashboardAsset,
  change: { readonly live: LiveAsset; readonly permissions: PermissionChange } | undefined,
): Promise<PublishFinding[]> {
  const { client, place } = surroundings;
  const of = { AwsAccountId: place.account, DashboardId: asset.id };
  const made = await makeVersion(surroundings, asset, change !== undefined);
  if ('rejected' in made) return made.rejected;
  const { VersionNumber } = made;
  const version = await awaitState(surroundings, `${asset.name}, version ${VersionNumber}`, async () => {
    const { Dashboard } = await client.send(new DescribeDashboardCommand({ ...of, VersionNumber }));
    const { Version } = Dashboard ?? {};
    return Version?.Status?.endsWith('_IN_PROGRESS') === true ? undefined : (Version ?? {});
  });
  if (version.Status?.endsWith('_FAILED') === true) return rejectionsOf(asset, version);
  if (change !== undefined) {
    await publishVersion(surroundings, asset, change.live, VersionNumber);
    await changePermissions(surroundings, asset, grantOf(change.permissions));
  }
  await writeNotes(surroundings, asset, { version: VersionNumber, 'rolled-back': '' });
  return [];
}

type Made = { readonly VersionNumber: number } | { readonly rejected: PublishFinding[] };

/** Asks for a version. One of the same content that is under way already, since an answer was lost on its way, is as good. */
async function makeVersion(surroundings: Surroundings, asset: DashboardAsset, exists: boolean): Promise<Made> {
  try {
    return { VersionNumber: await askForVersion(surroundings, asset, exists) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const rejected = error.code === 'refused' ? refusalOf(asset, error.cause) : undefined;
    if (rejected !== undefined) return { rejected };
    const underWay = error.code === 'conflict' ? await newestVersion(surroundings, asset) : undefined;
    if (underWay?.VersionNumber === undefined || readVersionMark(underWay.Description)?.hash !== asset.hash)
      throw error;
    return { VersionNumber: underWay.VersionNumber };
  }
}

async function newestVersion(
  { client, place }: Surroundings,
  { id }: DashboardAsset,
): Promise<DashboardVersionSummary | undefined> {
  const versions: DashboardVersionSummary[] = [];
  const of = { AwsAccountId: place.account, DashboardId: id };
  for await (const page of paginateListDashboardVersions({ client }, of))
    versions.push(...(page.DashboardVersionSummaryList ?? []));
  return versions.toSorted((one, other) => (other.VersionNumber ?? 0) - (one.VersionNumber ?? 0))[0];
}

async function askForVersion(
  { client, place, commit }: Surroundings,
  asset: DashboardAsset,
  exists: boolean,
): Promise<number> {
  const { id: DashboardId, hash, body, permissions } = asset;
  const request = {
    ...{ AwsAccountId: place.account, DashboardId, ...body },
    VersionDescription: versionMark(hash, commit),
  };
  if (exists) return versionIn((await client.send(new UpdateDashboardCommand(request))).VersionArn);
  const made = await client.send(
    new CreateDashboardCommand({
      ...request,
      ...(permissions.length === 0 ? {} : { Permissions: [...permissions] }),
      Tags: firstTags(asset, place.environment.name, commit),
    }),
  );
  return versionIn(made.VersionArn);
}

/** Two that publish at once both make a version; the one that finds another version live than it saw does not take it off. */
async function publishVersion(
  { client, place }: Surroundings,
  { id, name }: DashboardAsset,
  live: LiveAsset,
  VersionNumber: number,
): Promise<void> {
  const of = { AwsAccountId: place.account, DashboardId: id };
  const { Dashboard } = await client.send(new DescribeDashboardCommand(of));
  const now = Dashboard?.Version?.VersionNumber;
  if (live.version !== undefined && now !== live.version) {
    const message = `${name}: expected version ${live.version} to be live still, got version ${now}: somebody else published meanwhile; run it again: what is done stays done`;
    throw new CommandError('lost-race', 'environment', message);
  }
  await client.send(new UpdateDashboardPublishedVersionCommand({ ...of, VersionNumber }));
}
