import {
  CreateDataSourceCommand,
  type DataSource,
  DescribeDataSourceCommand,
  UpdateDataSourceCommand,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../../cli/command-error.ts';
import type { DataSourceAsset } from '../asset.ts';
import { firstTags } from '../request/tags.ts';
import { awaitState } from './await-state.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Makes or changes the data source, and waits until QuickSight has reached Athena through it. Every data set stands on it, and it has no versions: a
 * change that failed is put back.
 * @throws CommandError when it can't, which says whether the one before works again
 */
export async function applyDataSource(
  surroundings: Surroundings,
  asset: DataSourceAsset,
  exists: boolean,
): Promise<void> {
  const { client, place, commit } = surroundings;
  const of = { AwsAccountId: place.account, DataSourceId: asset.id };
  const Tags = firstTags(asset, place.environment.name, commit);
  const before = exists ? (await client.send(new DescribeDataSourceCommand(of))).DataSource : undefined;
  if (exists) await client.send(new UpdateDataSourceCommand({ ...of, ...asset.body }));
  else await client.send(new CreateDataSourceCommand({ ...of, ...asset.body, Type: 'ATHENA', Tags }));
  const came = await settled(surroundings, asset);
  if (!isFailed(came)) return;
  const { Type = came.Status, Message = '' } = came.ErrorInfo ?? {};
  const message = `data source ${asset.id}: expected QuickSight to reach Athena as ${place.names.role('quicksight')} in workgroup ${place.names.workgroup('quicksight')}, got ${Type} ${Message}; ${await putBack(surroundings, asset, before)}deploy the lake stack first`;
  throw new CommandError('data-source-failed', 'environment', message);
}

const isFailed = ({ Status }: DataSource): boolean => Status?.endsWith('_FAILED') === true;

function settled({ client, place, ...patience }: Surroundings, { id, name }: DataSourceAsset): Promise<DataSource> {
  const of = { AwsAccountId: place.account, DataSourceId: id };
  return awaitState(patience, name, async () => {
    const { DataSource } = await client.send(new DescribeDataSourceCommand(of));
    return DataSource?.Status?.endsWith('_IN_PROGRESS') === true ? undefined : DataSource;
  });
}

/** @param before undefined: there was none. @returns what of it people must know, up to the next part of a sentence */
async function putBack(
  surroundings: Surroundings,
  asset: DataSourceAsset,
  before: DataSource | undefined,
): Promise<string> {
  // One that did not work before is no better than this one.
  if (before === undefined || isFailed(before)) return '';
  const { client, place, say } = surroundings;
  const { Name, DataSourceParameters, SslProperties, VpcConnectionProperties } = before;
  say(`${asset.name}: put back as it was`);
  const broken = 'and it could not be put back as it was';
  try {
    const request = { AwsAccountId: place.account, DataSourceId: asset.id, Name, DataSourceParameters };
    await client.send(new UpdateDataSourceCommand({ ...request, SslProperties, VpcConnectionProperties }));
    const came = await settled(surroundings, asset);
    if (!isFailed(came)) return 'it was put back as it was; ';
    return `${broken} (${came.ErrorInfo?.Message ?? came.Status}): no dashboard is refreshed until it is mended; `;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return `${broken} (${error.message}): no dashboard is refreshed until it is mended; `;
  }
}
