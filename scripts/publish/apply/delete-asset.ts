import { DeleteDashboardCommand, DeleteDataSetCommand, DeleteThemeCommand } from '@aws-sdk/client-quicksight';
import type { Removal } from '../plan/publish-plan.ts';
import type { Surroundings } from './surroundings.ts';

/** Deletes one thing that was asked for and carries our tag. */
export async function deleteAsset({ client, place, say }: Surroundings, { kind, id, name }: Removal): Promise<void> {
  const { account: AwsAccountId } = place;
  say(`${name}: delete`);
  if (kind === 'dashboard') await client.send(new DeleteDashboardCommand({ AwsAccountId, DashboardId: id }));
  else if (kind === 'data set') await client.send(new DeleteDataSetCommand({ AwsAccountId, DataSetId: id }));
  else await client.send(new DeleteThemeCommand({ AwsAccountId, ThemeId: id }));
}
