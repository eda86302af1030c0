import { readdirSync, readFileSync } from 'node:fs';
import {
  CancelIngestionCommand,
  CreateAnalysisCommand,
  CreateIngestionCommand,
  CreateThemeAliasCommand,
  CreateThemeCommand,
  DeleteDataSetRefreshPropertiesCommand,
  DeleteDataSourceCommand,
  DeleteThemeAliasCommand,
  DeleteThemeCommand,
  DescribeAccountSettingsCommand,
  DescribeAnalysisCommand,
  DescribeAnalysisDefinitionCommand,
  DescribeAnalysisPermissionsCommand,
  DescribeDashboardCommand,
  DescribeDataSetCommand,
  DescribeDataSetPermissionsCommand,
  DescribeDataSetRefreshPropertiesCommand,
  DescribeDataSourceCommand,
  DescribeDataSourcePermissionsCommand,
  DescribeGroupCommand,
  DescribeIngestionCommand,
  DescribeThemeAliasCommand,
  DescribeThemeCommand,
  DescribeThemePermissionsCommand,
  DescribeUserCommand,
  ListAnalysesCommand,
  ListDataSourcesCommand,
  ListGroupsCommand,
  ListIngestionsCommand,
  ListNamespacesCommand,
  ListThemesCommand,
  ListThemeVersionsCommand,
  PutDataSetRefreshPropertiesCommand,
  UpdateAnalysisCommand,
  UpdateAnalysisPermissionsCommand,
  UpdateDashboardLinksCommand,
  UpdateDataSetCommand,
  UpdateDataSetPermissionsCommand,
  UpdateDataSourcePermissionsCommand,
  UpdateThemeAliasCommand,
  UpdateThemeCommand,
  UpdateThemePermissionsCommand,
} from '@aws-sdk/client-quicksight';
import { describe, expect, it } from 'vitest';
import { implementedOperations } from './operations/operations.ts';
import { account, dataSetInput, type Lab, makeSales, smallDefinition, startLab } from './testing/lab.ts';

const AwsAccountId = account;
const daily = { AwsAccountId, DataSetId: 'daily' };
const absent = { name: 'ResourceNotFoundException' };

async function startWithSales(): Promise<Lab> {
  const lab = await startLab();
  await makeSales(lab);
  return lab;
}

it('has a test for every operation', () => {
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
  const files = [...tests, 'testing/lab.ts'].map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));
  const sent = new Set(files.flatMap((text) => [...text.matchAll(/new (\w+)Command\b/g)].map(([, name]) => name)));
  expect(implementedOperations().filter((name) => !sent.has(name))).toEqual([]);
});

describe('data sets and data sources', () => {
  it('changes a data set in place: what the request leaves out is gone', async () => {
    const { client } = await startWithSales();
    const { DataSetId: _, ...body } = dataSetInput('daily', { day: 'DATETIME' });
    const { IngestionId } = await client.send(new UpdateDataSetCommand({ ...body, ...daily }));
    expect(IngestionId).toBeTypeOf('string');
    const { DataSet } = await client.send(new DescribeDataSetCommand(daily));
    expect(DataSet?.OutputColumns).toEqual([{ Name: 'day', Type: 'DATETIME' }]);
    await expect(client.send(new UpdateDataSetCommand({ ...body, DataSetId: 'none' }))).rejects.toMatchObject(absent);
  });

  it('keeps refresh properties, and gives them back until they are deleted', async () => {
    const { client } = await startWithSales();
    const read = new DescribeDataSetRefreshPropertiesCommand(daily);
    await expect(client.send(read)).rejects.toMatchObject(absent);
    const LookbackWindow = { ColumnName: 'day', Size: 3, SizeUnit: 'DAY' as const };
    const DataSetRefreshProperties = { RefreshConfiguration: { IncrementalRefresh: { LookbackWindow } } };
    await client.send(new PutDataSetRefreshPropertiesCommand({ ...daily, DataSetRefreshProperties }));
    expect((await client.send(read)).DataSetRefreshProperties).toEqual(DataSetRefreshProperties);
    await client.send(new DeleteDataSetRefreshPropertiesCommand(daily));
    await expect(client.send(read)).rejects.toMatchObject(absent);
  });

  it('cancels an ingestion that is under way, once, and lists the newest first', async () => {
    const { client } = await startWithSales();
    const one = { ...daily, IngestionId: 'one' };
    await client.send(new CreateIngestionCommand(one));
    await client.send(new CancelIngestionCommand(one));
    const { Ingestion } = await client.send(new DescribeIngestionCommand(one));
    expect(Ingestion?.IngestionStatus).toBe('CANCELLED');
    await expect(client.send(new CancelIngestionCommand(one))).rejects.toMatchObject({ name: 'ConflictException' });
    const { Ingestions = [] } = await client.send(new ListIngestionsCommand(daily));
    expect([Ingestions[0]?.IngestionId, Ingestions.length]).toEqual(['one', 2]);
  });

  it('lists and deletes data sources', async () => {
    const { client } = await startWithSales();
    const source = { AwsAccountId, DataSourceId: 'athena' };
    const list = async () => (await client.send(new ListDataSourcesCommand({ AwsAccountId }))).DataSources ?? [];
    expect(await list()).toMatchObject([{ DataSourceId: 'athena', Type: 'ATHENA' }]);
    await client.send(new DeleteDataSourceCommand(source));
    expect(await list()).toEqual([]);
    await expect(client.send(new DescribeDataSourceCommand(source))).rejects.toMatchObject(absent);
  });
});

/** Each kind gives, keeps what it gave when a request is refused, and takes. */
describe('permissions', () => {
  const Principal = `arn:aws:quicksight:us-east-1:${account}:group/default/analysts`;
  const theme = { AwsAccountId, ThemeId: 'ours' };
  const analysis = { AwsAccountId, AnalysisId: 'draft' };
  const source = { AwsAccountId, DataSourceId: 'athena' };
  type Change = { GrantPermissions?: Given[]; RevokePermissions?: Given[] };
  type Given = { Principal: string; Actions: string[] };
  type Client = Lab['client'];
  const kinds: [
    string,
    string,
    (client: Client, change: Change) => Promise<unknown>,
    (client: Client) => Promise<{ Permissions?: unknown }>,
  ][] = [
    [
      'a data set',
      'DescribeDataSet',
      (client, change) => client.send(new UpdateDataSetPermissionsCommand({ ...daily, ...change })),
      (client) => client.send(new DescribeDataSetPermissionsCommand(daily)),
    ],
    [
      'a data source',
      'DescribeDataSource',
      (client, change) => client.send(new UpdateDataSourcePermissionsCommand({ ...source, ...change })),
      (client) => client.send(new DescribeDataSourcePermissionsCommand(source)),
    ],
    [
      'a theme',
      'DescribeTheme',
      (client, change) => client.send(new UpdateThemePermissionsCommand({ ...theme, ...change })),
      (client) => client.send(new DescribeThemePermissionsCommand(theme)),
    ],
    [
      'an analysis',
      'DescribeAnalysis',
      (client, change) => client.send(new UpdateAnalysisPermissionsCommand({ ...analysis, ...change })),
      (client) => client.send(new DescribeAnalysisPermissionsCommand(analysis)),
    ],
  ];
  it.each(kinds)('are given and taken on %s', async (_, action, update, read) => {
    const { client, standIn } = await startWithSales();
    await standIn.control.addGroup({ name: 'analysts' });
    await client.send(new CreateThemeCommand({ ...theme, Name: 'Ours', BaseThemeId: 'CLASSIC', Configuration: {} }));
    await client.send(new CreateAnalysisCommand({ ...analysis, Name: 'Draft', Definition: smallDefinition() }));
    const given = { Principal, Actions: [`quicksight:${action}`] };
    await update(client, { GrantPermissions: [given] });
    expect((await read(client)).Permissions).toEqual([given]);
    const wrong = { Principal, Actions: ['quicksight:DescribeDashboard'] };
    await expect(update(client, { RevokePermissions: [given], GrantPermissions: [wrong] })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    expect((await read(client)).Permissions).toEqual([given]);
    await update(client, { RevokePermissions: [given] });
    expect((await read(client)).Permissions).toEqual([]);
  });
});

describe('themes', () => {
  const ours = { AwsAccountId, ThemeId: 'ours' };
  async function twoVersions() {
    const lab = await startLab();
    const { client } = lab;
    await client.send(new CreateThemeCommand({ ...ours, Name: 'Ours', BaseThemeId: 'CLASSIC', Configuration: {} }));
    for (let poll = 0; poll < 2; poll++) await client.send(new DescribeThemeCommand(ours));
    await client.send(new UpdateThemeCommand({ ...ours, BaseThemeId: 'MIDNIGHT' }));
    for (let poll = 0; poll < 2; poll++) await client.send(new DescribeThemeCommand(ours));
    return lab;
  }

  it('lists versions, the newest first, and takes one away: the one before is the latest again', async () => {
    const { client } = await twoVersions();
    const { ThemeVersionSummaryList: versions } = await client.send(new ListThemeVersionsCommand(ours));
    expect(versions?.map(({ VersionNumber }) => VersionNumber)).toEqual([2, 1]);
    await client.send(new DeleteThemeCommand({ ...ours, VersionNumber: 2 }));
    const { Theme } = await client.send(new DescribeThemeCommand(ours));
    expect(Theme?.Version).toMatchObject({ VersionNumber: 1, BaseThemeId: 'CLASSIC' });
    await client.send(new DeleteThemeCommand(ours));
    await expect(client.send(new DescribeThemeCommand(ours))).rejects.toMatchObject(absent);
  });

  it('lists custom themes apart from those that QuickSight brings', async () => {
    const { client } = await twoVersions();
    const list = async (Type: 'CUSTOM' | 'QUICKSIGHT') =>
      (await client.send(new ListThemesCommand({ AwsAccountId, Type }))).ThemeSummaryList;
    expect(await list('CUSTOM')).toMatchObject([{ ThemeId: 'ours', LatestVersionNumber: 2 }]);
    expect(await list('QUICKSIGHT')).toEqual([]);
  });

  it('points an alias at a version, moves it, and takes it away', async () => {
    const { client } = await twoVersions();
    const alias = { ...ours, AliasName: 'live' };
    const read = async () => (await client.send(new DescribeThemeAliasCommand(alias))).ThemeAlias?.ThemeVersionNumber;
    await client.send(new CreateThemeAliasCommand({ ...alias, ThemeVersionNumber: 1 }));
    expect(await read()).toBe(1);
    const again = new CreateThemeAliasCommand({ ...alias, ThemeVersionNumber: 2 });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'ResourceExistsException' });
    await client.send(new UpdateThemeAliasCommand({ ...alias, ThemeVersionNumber: 2 }));
    expect(await read()).toBe(2);
    await client.send(new DeleteThemeAliasCommand(alias));
    await expect(read()).rejects.toMatchObject(absent);
  });
});

it('changes an analysis in place, gives its definition, lists it, and links dashboards to it', async () => {
  const { client } = await startWithSales();
  const draft = { AwsAccountId, AnalysisId: 'draft' };
  const { Arn = '' } = await client.send(
    new CreateAnalysisCommand({ ...draft, Name: 'Draft', Definition: smallDefinition() }),
  );
  const update = new UpdateAnalysisCommand({ ...draft, Name: 'Second', Definition: smallDefinition('nothing') });
  await expect(client.send(update)).rejects.toMatchObject({ name: 'ConflictException' });
  for (let poll = 0; poll < 2; poll++) await client.send(new DescribeAnalysisCommand(draft));
  await client.send(update);
  const read = new DescribeAnalysisDefinitionCommand(draft);
  expect((await client.send(read)).ResourceStatus).toBe('UPDATE_IN_PROGRESS');
  expect(await client.send(read)).toMatchObject({
    ...{ Name: 'Second', Definition: smallDefinition('nothing'), ResourceStatus: 'UPDATE_FAILED' },
    Errors: [{ Type: 'COLUMN_REPLACEMENT_MISSING' }],
  });
  const { AnalysisSummaryList } = await client.send(new ListAnalysesCommand({ AwsAccountId }));
  expect(AnalysisSummaryList).toMatchObject([{ AnalysisId: 'draft', Name: 'Second' }]);
  const sales = { AwsAccountId, DashboardId: 'sales' };
  await client.send(new UpdateDashboardLinksCommand({ ...sales, LinkEntities: [Arn] }));
  expect((await client.send(new DescribeDashboardCommand(sales))).Dashboard?.LinkEntities).toEqual([Arn]);
  const unknown = new UpdateDashboardLinksCommand({ ...sales, LinkEntities: [`${Arn}-gone`] });
  await expect(client.send(unknown)).rejects.toMatchObject(absent);
});

it('tells of users, groups, namespaces and the account', async () => {
  const { client, standIn } = await startLab();
  const of = { AwsAccountId, Namespace: 'default' };
  const [user, group] = [
    await standIn.control.addUser({ name: 'ann' }),
    await standIn.control.addGroup({ name: 'all' }),
  ];
  expect((await client.send(new DescribeUserCommand({ ...of, UserName: 'ann' }))).User?.Arn).toBe(user);
  expect((await client.send(new DescribeGroupCommand({ ...of, GroupName: 'all' }))).Group?.Arn).toBe(group);
  await expect(client.send(new DescribeUserCommand({ ...of, UserName: 'bob' }))).rejects.toMatchObject(absent);
  const { GroupList } = await client.send(new ListGroupsCommand(of));
  expect(GroupList).toMatchObject([{ GroupName: 'all' }]);
  const { Namespaces } = await client.send(new ListNamespacesCommand({ AwsAccountId }));
  expect(Namespaces).toMatchObject([{ Name: 'default', CreationStatus: 'CREATED' }]);
  const { AccountSettings } = await client.send(new DescribeAccountSettingsCommand({ AwsAccountId }));
  expect(AccountSettings).toMatchObject({ Edition: 'ENTERPRISE', DefaultNamespace: 'default' });
});
