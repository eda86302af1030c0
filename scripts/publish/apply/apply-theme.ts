import {
  CreateThemeCommand,
  DeleteThemeCommand,
  DescribeThemeCommand,
  UpdateThemeCommand,
} from '@aws-sdk/client-quicksight';
import type { ThemeAsset } from '../asset.ts';
import { findings, type PublishFinding } from '../findings.ts';
import { grantOf, type PermissionChange } from '../plan/permission-change.ts';
import { firstTags, versionMark } from '../request/tags.ts';
import { awaitState } from './await-state.ts';
import { changePermissions } from './change-permissions.ts';
import type { Surroundings } from './surroundings.ts';
import { versionIn } from './version-in.ts';
import { writeNotes } from './write-notes.ts';

/**
 * Makes a theme, or a new version of it, waits for that version, and lets in who is new. One that failed is taken away, so that the one before is
 * the newest again.
 * @param permissions undefined: it is to be made
 */
export async function applyTheme(
  surroundings: Surroundings,
  asset: ThemeAsset,
  permissions: PermissionChange | undefined,
): Promise<PublishFinding[]> {
  const { client, place, commit } = surroundings;
  const of = { AwsAccountId: place.account, ThemeId: asset.id };
  const request = { ...of, ...asset.body, VersionDescription: versionMark(asset.hash, commit) };
  const exists = permissions !== undefined;
  const { VersionArn } = exists
    ? await client.send(new UpdateThemeCommand(request))
    : await client.send(
        new CreateThemeCommand({
          ...request,
          Permissions: asset.permissions.length === 0 ? undefined : [...asset.permissions],
          Tags: firstTags(asset, place.environment.name, commit),
        }),
      );
  const VersionNumber = versionIn(VersionArn);
  const version = await awaitState(surroundings, asset.name, async () => {
    const { Theme } = await client.send(new DescribeThemeCommand({ ...of, VersionNumber }));
    return Theme?.Version?.Status?.endsWith('_IN_PROGRESS') === true ? undefined : (Theme?.Version ?? {});
  });
  if (version.Status?.endsWith('_FAILED') === true) {
    // The newest version is the one that dashboards are drawn with.
    if (exists) await client.send(new DeleteThemeCommand({ ...of, VersionNumber }));
    const errors = version.Errors?.length ? version.Errors : [{}];
    return errors.map(({ Type = 'INTERNAL_FAILURE', Message = version.Status ?? '' }) =>
      findings.versionRejected({ file: asset.file }, asset.name, Type, Message),
    );
  }
  if (exists) await changePermissions(surroundings, asset, grantOf(permissions));
  await writeNotes(surroundings, asset, { version: VersionNumber });
  return [];
}
