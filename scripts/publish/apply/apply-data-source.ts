import {
  CreateDataSourceCommand,
  DescribeDataSourceCommand,
  UpdateDataSourceCommand,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../../cli/command-error.ts';
import type { DataSourceAsset } from '../asset.ts';
import { firstTags } from '../request/tags.ts';
import { awaitState } from './await-state.ts';
import type { Surroundings } from './surroundings.ts';

/** Makes or changes the data source, and waits until QuickSight has reached Athena through it. @throws CommandError when it can't */
export async function applyDataSource(
  surroundings: Surroundings,
  asset: DataSourceAsset,
  exists: boolean,
): Promise<void> {
  const { client, place, commit } = surroundings;
  const of = { AwsAccountId: place.account, DataSourceId: asset.id };
  const Tags = firstTags(asset, place.environment.name, commit);
  if (exists) await client.send(new UpdateDataSourceCommand({ ...of, ...asset.body }));
  else await client.send(new CreateDataSourceCommand({ ...of, ...asset.body, Type: 'ATHENA', Tags }));
  const came = await awaitState(surroundings, asset.name, async () => {
    const { DataSource } = await client.send(new DescribeDataSourceCommand(of));
    return DataSource?.Status?.endsWith('_IN_PROGRESS') === true ? undefined : DataSource;
  });
  if (came.Status?.endsWith('_FAILED') !== true) return;
  const { Type = came.Status, Message = '' } = came.ErrorInfo ?? {};
  const message = `data source ${asset.id}: expected QuickSight to reach Athena as ${place.names.role('quicksight')} in workgroup ${place.names.workgroup('quicksight')}, got ${Type} ${Message}; deploy the lake stack first`;
  throw new CommandError('data-source-failed', 'environment', message);
}
