import {
  CreateDataSetCommand,
  DescribeDataSetCommand,
  TagResourceCommand,
  UpdateDataSetCommand,
} from '@aws-sdk/client-quicksight';
import { requestedRefresh } from '../../../lambda/pipeline/requested-refresh.ts';
import type { DataSetAsset } from '../asset.ts';
import { shapeHash } from '../plan/data-set-columns.ts';
import { contentHash } from '../request/content-hash.ts';
import type { DataSetBody } from '../request/data-set-request.ts';
import { requestOf } from '../request/full-data-set-request.ts';
import { doneTags, firstTags } from '../request/tags.ts';
import type { Refreshing } from './await-refreshes.ts';
import type { Surroundings } from './surroundings.ts';
import { writeNotes } from './write-notes.ts';

/**
 * Makes a data set, or changes it in place: never anew, since what uses it would break. What is about to be written is noted first: a run that
 * finds it written and not noted as done knows it for ours.
 * @param body what to write, where that is not what is wanted in the end
 * @returns the refresh of SPICE to wait for, if there is one: QuickSight begins it when it makes or changes a data set; where it does not, the
 *   pipeline is to be asked
 */
export async function applyDataSet(
  { client, place, commit }: Surroundings,
  asset: DataSetAsset,
  exists: boolean,
  body: DataSetBody = asset.body,
): Promise<Refreshing | undefined> {
  const of = { AwsAccountId: place.account, DataSetId: asset.id };
  if (exists) {
    const Tags = doneTags({ writing: shapeHash(body) });
    await client.send(new TagResourceCommand({ ResourceArn: asset.arn, Tags }));
  }
  const { IngestionId } = exists
    ? await client.send(new UpdateDataSetCommand({ ...of, ...body }))
    : await client.send(
        new CreateDataSetCommand({
          ...of,
          ...body,
          ...(asset.permissions.length === 0 ? {} : { Permissions: [...asset.permissions] }),
          Tags: firstTags(asset, place.environment.name, commit),
        }),
      );
  if (body.ImportMode !== 'SPICE') return undefined;
  if (IngestionId !== undefined) return { asset, ingestionId: IngestionId, asked: false };
  const { tag, ingestionId } = requestedRefresh(contentHash(body));
  await client.send(new TagResourceCommand({ ResourceArn: asset.arn, Tags: [tag] }));
  return { asset, ingestionId, asked: true };
}

/**
 * Notes what QuickSight made of it: filled-in members and its own time, which the next run measures by.
 * @param isDone false: it was written by us, but is not yet what is wanted, or not filled, so its content is not noted
 */
export async function noteDataSet(surroundings: Surroundings, asset: DataSetAsset, isDone = true): Promise<void> {
  const of = { AwsAccountId: surroundings.place.account, DataSetId: asset.id };
  const { DataSet = {} } = await surroundings.client.send(new DescribeDataSetCommand(of));
  const updated = DataSet.LastUpdatedTime?.toISOString();
  const live = contentHash(requestOf(DataSet));
  await writeNotes(surroundings, asset, { live, updated, writing: '', ...(isDone ? {} : { content: '' }) });
}
