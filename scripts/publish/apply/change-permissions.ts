import {
  UpdateDashboardPermissionsCommand,
  UpdateDataSetPermissionsCommand,
  UpdateDataSourcePermissionsCommand,
  UpdateThemePermissionsCommand,
} from '@aws-sdk/client-quicksight';
import type { Asset } from '../asset.ts';
import { changesNothing, type PermissionChange } from '../plan/permission-change.ts';
import type { Surroundings } from './surroundings.ts';

/** Gives and takes in one call. None is made where nothing changes: UpdateDashboard takes no permissions, so this is how they change. */
export async function changePermissions(
  { client, place }: Pick<Surroundings, 'client' | 'place'>,
  { kind, id }: Asset,
  change: PermissionChange,
): Promise<void> {
  if (changesNothing(change)) return;
  const { grant, revoke, revokeLink = [] } = change;
  const { account: AwsAccountId } = place;
  const lists = {
    ...(grant.length === 0 ? {} : { GrantPermissions: [...grant] }),
    ...(revoke.length === 0 ? {} : { RevokePermissions: [...revoke] }),
  };
  switch (kind) {
    case 'dashboard': {
      const link = revokeLink.length === 0 ? {} : { RevokeLinkPermissions: [...revokeLink] };
      await client.send(new UpdateDashboardPermissionsCommand({ AwsAccountId, DashboardId: id, ...lists, ...link }));
      return;
    }
    case 'data set':
      await client.send(new UpdateDataSetPermissionsCommand({ AwsAccountId, DataSetId: id, ...lists }));
      return;
    case 'data source':
      await client.send(new UpdateDataSourcePermissionsCommand({ AwsAccountId, DataSourceId: id, ...lists }));
      return;
    case 'theme':
      await client.send(new UpdateThemePermissionsCommand({ AwsAccountId, ThemeId: id, ...lists }));
  }
}
