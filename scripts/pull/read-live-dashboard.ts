import {
  type DashboardPublishOptions,
  type DashboardVersionDefinition,
  DescribeDashboardCommand,
  DescribeDashboardDefinitionCommand,
  DescribeDataSetCommand,
  DescribeThemeCommand,
  ListTagsForResourceCommand,
  type QuickSightClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-quicksight';
import { CommandError } from '../cli/command-error.ts';
import type { DataSetBody } from '../publish/request/data-set-request.ts';
import { requestOf } from '../publish/request/full-data-set-request.ts';
import type { QuickSightPlace } from '../publish/request/place.ts';
import { publishOptions } from '../publish/request/publish-options.ts';
import type { ThemeFile } from '../publish/request/theme-request.ts';

/** A dashboard as people see it in QuickSight, with what it stands on. */
export interface LiveDashboard {
  readonly title: string;
  readonly version: number;
  readonly definition: DashboardVersionDefinition;
  /** By identifier. */
  readonly dataSets: ReadonlyMap<string, DataSetBody>;
  readonly theme: ThemeFile | undefined;
  /** Those that say something. */
  readonly publishOptions: DashboardPublishOptions | undefined;
  /** The owner in its tags. */
  readonly owner: string | undefined;
}

/**
 * Reads the published version.
 * @param id of the dashboard
 * @throws CommandError `not-published` where there is none, `data-set-gone` where it stands on something that can't be read
 */
export async function readLiveDashboard(
  client: QuickSightClient,
  place: QuickSightPlace,
  id: string,
): Promise<LiveDashboard> {
  const of = { AwsAccountId: place.account, DashboardId: id };
  const { Dashboard } = await found(
    () => client.send(new DescribeDashboardCommand(of)),
    () => {
      const message = `${id}: expected a dashboard of ${place.account} ${place.environment.region}, got none; see aws quicksight list-dashboards`;
      return new CommandError('not-published', 'usage', message);
    },
  );
  const VersionNumber = Dashboard?.Version?.VersionNumber;
  const read = await client.send(new DescribeDashboardDefinitionCommand({ ...of, VersionNumber }));
  const { Definition, Name, ThemeArn } = read;
  const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn: place.arn('dashboard', id) }));
  const dataSets = new Map<string, DataSetBody>();
  for (const { Identifier = '', DataSetArn = '' } of Definition?.DataSetIdentifierDeclarations ?? [])
    dataSets.set(Identifier, await readDataSet(client, place, DataSetArn));
  return {
    ...{ title: Name ?? id, version: VersionNumber ?? 0, dataSets },
    publishOptions: publishOptions(read.DashboardPublishOptions),
    definition: Definition ?? { DataSetIdentifierDeclarations: [] },
    theme: ThemeArn === undefined ? undefined : await readTheme(client, place, ThemeArn),
    owner: Tags.find(({ Key }) => Key === 'sluice:owner')?.Value,
  };
}

async function readDataSet(client: QuickSightClient, place: QuickSightPlace, arn: string): Promise<DataSetBody> {
  const of = { AwsAccountId: place.account, DataSetId: arn.slice(arn.lastIndexOf('/') + 1) };
  const { DataSet = {} } = await found(
    () => client.send(new DescribeDataSetCommand(of)),
    () => {
      const message = `${arn}: expected a data set that the dashboard stands on, got none; it was deleted: put another in its place in QuickSight first`;
      return new CommandError('data-set-gone', 'environment', message);
    },
  );
  return requestOf(DataSet);
}

/** A theme that QuickSight brings is one without changes to it. */
async function readTheme(
  client: QuickSightClient,
  place: QuickSightPlace,
  arn: string,
): Promise<ThemeFile | undefined> {
  const ThemeId = arn.slice(arn.lastIndexOf('/') + 1);
  if (arn.includes('::aws:')) return { BaseThemeId: ThemeId, Configuration: {} };
  const { Theme } = await client.send(new DescribeThemeCommand({ AwsAccountId: place.account, ThemeId }));
  const { BaseThemeId = 'CLASSIC', Configuration = {} } = Theme?.Version ?? {};
  return { ...(Theme?.Name === undefined ? {} : { Name: Theme.Name }), BaseThemeId, Configuration };
}

async function found<Answer>(ask: () => Promise<Answer>, missing: () => CommandError): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) throw missing();
    throw error;
  }
}
