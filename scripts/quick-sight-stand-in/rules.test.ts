import {
  CreateDataSetCommand,
  CreateIngestionCommand,
  CreateThemeCommand,
  DescribeDashboardCommand,
  DescribeDashboardPermissionsCommand,
  DescribeDataSetCommand,
  DescribeIngestionCommand,
  DescribeThemeCommand,
  ListDashboardVersionsCommand,
  ListDataSetsCommand,
  ListTagsForResourceCommand,
  ListUsersCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDashboardCommand,
  UpdateDashboardPermissionsCommand,
  UpdateThemeCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import {
  account,
  athena,
  clientOf,
  dataSetInput,
  makeSales,
  rawRequest,
  smallDefinition,
  startLab,
} from './testing/lab.ts';

const sales = { AwsAccountId: account, DashboardId: 'sales' };
const daily = { AwsAccountId: account, DataSetId: 'daily' };

it('takes an ingestion through its states, and each id once', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const create = new CreateIngestionCommand({ ...daily, IngestionId: 'one' });
  expect((await lab.client.send(create)).IngestionStatus).toBe('INITIALIZED');
  const states = [];
  for (let polls = 0; polls < 3; polls += 1) {
    const { Ingestion } = await lab.client.send(new DescribeIngestionCommand({ ...daily, IngestionId: 'one' }));
    states.push(Ingestion?.IngestionStatus);
  }
  expect(states).toEqual(['QUEUED', 'RUNNING', 'COMPLETED']);
  await expect(lab.client.send(create)).rejects.toMatchObject({ name: 'ResourceExistsException' });
});

it('refuses the 33rd refresh within 24 hours, and takes it after them', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const refresh = (id: string) => lab.client.send(new CreateIngestionCommand({ ...daily, IngestionId: id }));
  for (let count = 1; count <= 32; count += 1) await refresh(`r${count}`);
  await expect(refresh('r33')).rejects.toMatchObject({
    name: 'LimitExceededException',
    $metadata: { httpStatusCode: 409 },
  });
  await lab.standIn.control.advanceClock(24 * 60 * 60 * 1000);
  expect((await refresh('r33')).IngestionStatus).toBe('INITIALIZED');
});

it('gives permissions only to principals that exist, and takes them back', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const Principal = `arn:aws:quicksight:us-east-1:${account}:group/default/analysts`;
  const Actions = ['quicksight:DescribeDashboard', 'quicksight:QueryDashboard'];
  const grant = new UpdateDashboardPermissionsCommand({ ...sales, GrantPermissions: [{ Principal, Actions }] });
  await expect(lab.client.send(grant)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  expect(await lab.standIn.control.addGroup({ name: 'analysts' })).toBe(Principal);
  expect((await lab.client.send(grant)).Permissions).toEqual([{ Principal, Actions }]);
  await lab.client.send(
    new UpdateDashboardPermissionsCommand({ ...sales, RevokePermissions: [{ Principal, Actions }] }),
  );
  expect((await lab.client.send(new DescribeDashboardPermissionsCommand(sales))).Permissions).toEqual([]);
  const wrong = { Principal, Actions: ['quicksight:DescribeDataSet'] };
  await expect(
    lab.client.send(new UpdateDashboardPermissionsCommand({ ...sales, GrantPermissions: [wrong] })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
});

it('keeps 50 tags and no more', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const ResourceArn = `arn:aws:quicksight:us-east-1:${account}:dashboard/sales`;
  const Tags = Array.from({ length: 50 }, (_, position) => ({ Key: `k${position}`, Value: 'v' }));
  await lab.client.send(new TagResourceCommand({ ResourceArn, Tags }));
  const more = new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'one more', Value: 'v' }] });
  await expect(lab.client.send(more)).rejects.toMatchObject({ name: 'LimitExceededException' });
  await lab.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['k0', 'k1'] }));
  await lab.client.send(more);
  const { Tags: left } = await lab.client.send(new ListTagsForResourceCommand({ ResourceArn }));
  expect(left).toHaveLength(49);
});

it('gives lists in pages, and refuses a token of another list', async () => {
  const lab = await startLab();
  await lab.client.send(athena);
  for (const id of ['a', 'b', 'c']) await lab.client.send(new CreateDataSetCommand(dataSetInput(id, { x: 'STRING' })));
  const first = await lab.client.send(new ListDataSetsCommand({ AwsAccountId: account, MaxResults: 2 }));
  expect(first.DataSetSummaries?.map(({ DataSetId }) => DataSetId)).toEqual(['a', 'b']);
  const { NextToken } = first;
  const second = await lab.client.send(new ListDataSetsCommand({ AwsAccountId: account, NextToken }));
  expect(second.DataSetSummaries?.map(({ DataSetId }) => DataSetId)).toEqual(['c']);
  expect(second.NextToken).toBeUndefined();
  await makeSalesOver(lab);
  await expect(lab.client.send(new ListDashboardVersionsCommand({ ...sales, NextToken }))).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
  });
});

const makeSalesOver = async (lab: Awaited<ReturnType<typeof startLab>>) =>
  rawRequest(
    lab,
    'POST',
    `/accounts/${account}/dashboards/sales`,
    JSON.stringify({ Name: 'S', Definition: smallDefinition() }),
  );

it('answers about users in the identity region only', async () => {
  const lab = await startLab({ region: 'eu-west-1', identityRegion: 'us-east-1' });
  const list = new ListUsersCommand({ AwsAccountId: account, Namespace: 'default' });
  const elsewhere = clientOf(lab.standIn.endpoint, 'eu-west-1');
  await expect(elsewhere.send(list)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('your identity region is us-east-1'),
  });
  await lab.standIn.control.addUser({ name: 'jo' });
  expect((await lab.client.send(list)).UserList?.map(({ Arn }) => Arn)).toEqual([
    `arn:aws:quicksight:us-east-1:${account}:user/default/jo`,
  ]);
  elsewhere.destroy();
});

it('works out the columns of a data set', async () => {
  const lab = await startLab();
  await lab.client.send(athena);
  const DataTransforms = [
    { RenameColumnOperation: { ColumnName: 'a', NewColumnName: 'b' } },
    { CastColumnTypeOperation: { ColumnName: 'b', NewColumnType: 'INTEGER' as const } },
    { CreateColumnsOperation: { Columns: [{ ColumnName: 'c', ColumnId: 'c', Expression: '{b} + 1' }] } },
    { ProjectOperation: { ProjectedColumns: ['b', 'c'] } },
  ];
  const LogicalTableMap = { top: { Alias: 'top', DataTransforms, Source: { PhysicalTableId: 'table' } } };
  const input = { ...dataSetInput('t', { a: 'STRING', gone: 'STRING' }), LogicalTableMap };
  await lab.client.send(new CreateDataSetCommand(input));
  const { DataSet } = await lab.client.send(new DescribeDataSetCommand({ AwsAccountId: account, DataSetId: 't' }));
  expect(DataSet?.OutputColumns?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(['b INTEGER', 'c STRING']);
});

it('makes versions of a theme, and describes the latest', async () => {
  const { client } = await startLab();
  const theme = { AwsAccountId: account, ThemeId: 'quiet', Name: 'Quiet', BaseThemeId: 'CLASSIC' };
  const Configuration = { DataColorPalette: { Colors: ['#112233'] } };
  await client.send(new CreateThemeCommand({ ...theme, Configuration }));
  const update = new UpdateThemeCommand({ ...theme, Configuration });
  await expect(client.send(update)).rejects.toMatchObject({ name: 'ConflictException' });
  const describe = new DescribeThemeCommand({ AwsAccountId: account, ThemeId: 'quiet' });
  await client.send(describe);
  expect((await client.send(describe)).Theme?.Version).toMatchObject({ Status: 'CREATION_SUCCESSFUL', Configuration });
  await client.send(update);
  expect((await client.send(describe)).Theme?.Version?.VersionNumber).toBe(2);
});

it('makes drift: a version that somebody published in the console', async () => {
  const lab = await startLab();
  await makeSales(lab);
  expect(await lab.standIn.control.editInConsole({ dashboardId: 'sales', name: 'Edited' })).toBe(2);
  const { Dashboard } = await lab.client.send(new DescribeDashboardCommand(sales));
  expect(Dashboard).toMatchObject({ Name: 'Edited', Version: { VersionNumber: 2, Status: 'CREATION_SUCCESSFUL' } });
});

const refused: readonly (readonly [name: string, body: object, message: string])[] = [
  [
    'ValidationException',
    { Definition: {} },
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  ['ValidationException', { Name: 'x', Permissionz: [] }, "'Permissionz' is not a member of CreateDashboardRequest"],
  [
    'SerializationException',
    { Name: 7, Definition: smallDefinition() },
    'NUMBER_VALUE can not be converted to a String',
  ],
  ['ValidationException', { Name: 'x', ValidationStrategy: { Mode: 'strict' } }, 'enum value set: [LENIENT, STRICT]'],
  ['ValidationException', { Name: 'x'.repeat(2049), Definition: smallDefinition() }, 'less than or equal to 2048'],
  ['InvalidParameterValueException', { Name: 'x' }, 'Exactly one of Definition and SourceEntity'],
  [
    'ValidationException',
    {
      Name: 'x',
      Definition: {
        ...smallDefinition(),
        Sheets: [{ SheetId: 's', Visuals: [{ KPIVisual: { VisualId: 'v' }, PieChartVisual: { VisualId: 'v' } }] }],
      },
    },
    "at 'definition.sheets.1.member.visuals.1.member' failed to satisfy constraint: Only 1 member of",
  ],
];

it.each(refused)('refuses a request that does not fit: %s %j', async (name, body, message) => {
  const lab = await startLab();
  const response = await rawRequest(lab, 'POST', `/accounts/${account}/dashboards/d`, JSON.stringify(body));
  expect(response.status).toBe(400);
  expect(response.headers.get('x-amzn-errortype')).toBe(name);
  expect(await response.text()).toContain(JSON.stringify(message).slice(1, -1));
});

it('refuses Permissions in UpdateDashboard, what is not JSON, and a request without a signature', async () => {
  const lab = await startLab();
  const path = `/accounts/${account}/dashboards/sales`;
  const update = await rawRequest(lab, 'PUT', path, JSON.stringify({ Name: 'x', Permissions: [] }));
  expect(await update.text()).toContain("'Permissions' is not a member of UpdateDashboardRequest");
  expect((await rawRequest(lab, 'POST', path, '{')).headers.get('x-amzn-errortype')).toBe('SerializationException');
  expect((await fetch(lab.standIn.endpoint + path)).status).toBe(403);
});

it('throttles, denies, cuts and fails on demand, and records each call', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const { control, endpoint } = lab.standIn;
  await control.forgetCalls();
  const describe = new DescribeDashboardCommand(sales);
  await control.plan({ kind: 'throttle', times: 1 });
  await expect(lab.client.send(describe)).rejects.toMatchObject({ name: 'ThrottlingException' });
  await control.plan({ kind: 'throttle', times: 2 });
  const patient = clientOf(endpoint, 'us-east-1', 3);
  expect((await patient.send(describe)).Dashboard?.DashboardId).toBe('sales');
  patient.destroy();
  await control.plan({ kind: 'deny', operations: ['DescribeDashboard'], times: 1 });
  await expect(lab.client.send(describe)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const update = new UpdateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition() });
  await control.plan({ kind: 'cut', when: 'during-answer', times: 1 });
  await expect(lab.client.send(update)).rejects.toThrow();
  const calls = await control.calls();
  expect(calls.map(({ operation, error }) => [operation, error])).toEqual([
    ['DescribeDashboard', 'ThrottlingException'],
    ['DescribeDashboard', 'ThrottlingException'],
    ['DescribeDashboard', 'ThrottlingException'],
    ['DescribeDashboard', undefined],
    ['DescribeDashboard', 'AccessDeniedException'],
    ['UpdateDashboard', undefined],
  ]);
  expect(calls.at(-1)).toMatchObject({ kind: 'write', resource: 'dashboard/sales', caller: 'PUBLISHER', status: 200 });
  await control.subscribe(false);
  await expect(lab.client.send(describe)).rejects.toMatchObject({ name: 'UnsupportedUserEditionException' });
});

it('fails the next version with the errors that are planned', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const errors = [{ Type: 'INTERNAL_FAILURE' as const, Message: 'as planned' }];
  await lab.standIn.control.plan({ kind: 'fail-work', resource: 'dashboard/sales', errors, times: 1 });
  await lab.client.send(new UpdateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition() }));
  const describe = new DescribeDashboardCommand({ ...sales, VersionNumber: 2 });
  await lab.client.send(describe);
  expect((await lab.client.send(describe)).Dashboard?.Version).toMatchObject({
    Status: 'CREATION_FAILED',
    Errors: errors,
  });
});
