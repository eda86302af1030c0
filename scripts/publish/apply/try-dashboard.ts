import {
  CreateDashboardCommand,
  CreateDataSetCommand,
  DeleteDashboardCommand,
  DeleteDataSetCommand,
  DescribeDashboardCommand,
  DescribeDataSetCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../../cli/command-error.ts';
import type { DashboardAsset, DataSetAsset } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import type { DataSetBody } from '../request/data-set-request.ts';
import { trialId } from '../request/place.ts';
import { trialTags, versionMark } from '../request/tags.ts';
import { awaitState } from './await-state.ts';
import { refusalOf, rejectionsOf } from './rejections.ts';
import type { Surroundings } from './surroundings.ts';

/** Takes away one thing that was made, the last one first. */
type Undo = () => Promise<unknown>;

/**
 * Lets QuickSight judge a dashboard over data sets as they will be, before those that people see are touched: a copy of each, which asks Athena
 * and fills no SPICE, and a dashboard over them, all without permissions. They are taken away again, whatever came of it.
 * @param dataSets those that can't be changed before the dashboard
 * @returns what QuickSight rejected, at the lines of the definition
 * @throws CommandError `lost-race` when another run took the copies away
 */
export async function tryDashboard(
  surroundings: Surroundings,
  asset: DashboardAsset,
  dataSets: readonly DataSetAsset[],
): Promise<PublishFinding[]> {
  surroundings.say(`${asset.name}: tried on copies of ${dataSets.map(({ name }) => name).join(', ')}`);
  const made: Undo[] = [];
  let judged: PublishFinding[];
  try {
    judged = await judge(surroundings, asset, dataSets, made);
  } catch (error) {
    // What is left the next plan takes away: this error says more than why that failed too.
    await takeAway(made).catch((second: unknown) => {
      if (!(second instanceof CommandError)) throw second;
    });
    throw error;
  }
  await takeAway(made);
  return judged;
}

async function judge(
  { client, place, commit, ...patience }: Surroundings,
  asset: DashboardAsset,
  dataSets: readonly DataSetAsset[],
  made: Undo[],
): Promise<PublishFinding[]> {
  const { account: AwsAccountId, environment } = place;
  const copies = new Map<string | undefined, string>();
  for (const dataSet of dataSets) {
    const { body } = dataSet;
    const DataSetId = trialId(dataSet.id);
    const request = {
      AwsAccountId,
      DataSetId,
      ...body,
      ImportMode: readsAthena(body) ? 'DIRECT_QUERY' : body.ImportMode,
    };
    const Tags = trialTags(dataSet, environment.name, commit);
    await client.send(new CreateDataSetCommand({ ...request, Tags }));
    made.push(() => client.send(new DeleteDataSetCommand({ AwsAccountId, DataSetId })));
    copies.set(dataSet.arn, place.arn('dataset', DataSetId));
  }
  const of = { AwsAccountId, DashboardId: trialId(asset.id) };
  const { Definition } = asset.body;
  const declarations = (Definition.DataSetIdentifierDeclarations ?? []).map((declaration) => ({
    ...declaration,
    DataSetArn: copies.get(declaration.DataSetArn) ?? declaration.DataSetArn,
  }));
  const request = {
    ...{ ...of, ...asset.body, Definition: { ...Definition, DataSetIdentifierDeclarations: declarations } },
    ...{ VersionDescription: versionMark(asset.hash, commit), Tags: trialTags(asset, environment.name, commit) },
  };
  try {
    await client.send(new CreateDashboardCommand(request));
    made.push(() => client.send(new DeleteDashboardCommand(of)));
  } catch (error) {
    const refused =
      error instanceof CommandError && error.code === 'refused' ? refusalOf(asset, error.cause) : undefined;
    if (refused === undefined) throw error;
    return refused;
  }
  const version = await awaitState(patience, `${asset.name}, tried`, async () => {
    const { Dashboard } = await client.send(new DescribeDashboardCommand({ ...of, VersionNumber: 1 })).catch(lostRace);
    const { Version } = Dashboard ?? {};
    return Version?.Status?.endsWith('_IN_PROGRESS') === true ? undefined : (Version ?? {});
  });
  if (version.Status?.endsWith('_FAILED') !== true) return [];
  // Without its copy a data set seems to be missing: that would be no word on the definition.
  for (const { id } of dataSets)
    await client.send(new DescribeDataSetCommand({ AwsAccountId, DataSetId: trialId(id) })).catch(lostRace);
  return rejectionsOf(asset, version);
}

/** Files in S3 are read into SPICE only: https://docs.aws.amazon.com/quicksight/latest/user/create-a-data-set-s3.html */
const readsAthena = ({ PhysicalTableMap = {} }: DataSetBody): boolean =>
  Object.values(PhysicalTableMap).every(({ S3Source }) => S3Source === undefined);

function lostRace(error: unknown): never {
  if (!(error instanceof ResourceNotFoundException)) throw error;
  const message = `expected the copy that is tried to be there still, got none: somebody else published meanwhile; run it again: what is done stays done`;
  throw new CommandError('lost-race', 'environment', message, { cause: error });
}

async function takeAway(made: readonly Undo[]): Promise<void> {
  for (const undo of made.toReversed()) await undo().catch(overlookAbsence);
}

function overlookAbsence(error: unknown): void {
  if (!(error instanceof ResourceNotFoundException)) throw error;
}
