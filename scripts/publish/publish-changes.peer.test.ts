import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateIngestionCommand,
  DescribeDashboardPermissionsCommand,
  DescribeDataSetCommand,
  UpdateDataSetCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { findRefreshes, type Refresh } from '../../lambda/pipeline/find-refreshes.ts';
import { quickSightDataSets } from '../../lambda/pipeline/quick-sight-data-sets.ts';
import { pull } from '../pull/pull.ts';
import { requestOf } from './request/full-data-set-request.ts';
import { rollback } from './rollback.ts';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

const home = 'dashboards/users';
const dataSetFile = `${home}/data-sets/user_activity_daily.json`;
const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }) =>
  findings.map(({ code }) => code);
const pulling = (lab: PublishingLab, dashboard: string, as?: string) =>
  pull(lab.surroundings, lab.project, { dashboard, as, force: false, planOnly: false });
const addColumn = (name: string) => (text: string) => {
  const file = JSON.parse(text);
  const calculatedColumns = [...(file.calculatedColumns ?? []), { name, expression: 'toUpper({action})' }];
  return JSON.stringify({ ...file, calculatedColumns }, undefined, 2);
};
const emptied = (text: string) => {
  const { DataSetIdentifierDeclarations, Sheets } = JSON.parse(text);
  const kept = { SheetId: Sheets[0].SheetId, Name: Sheets[0].Name, ContentType: 'INTERACTIVE' };
  return JSON.stringify({ DataSetIdentifierDeclarations, Sheets: [kept] });
};

it('changes a data set in place, refreshes it once, and narrows it only after its dashboard', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const committed = await readFile(join(lab.project.root, dataSetFile), 'utf8');
  await lab.edit(dataSetFile, addColumn('Loud'));
  await lab.writes();
  const wider = await lab.publish();
  expect(wider.plan?.steps).toMatchObject([{ do: 'update', differences: ['+ column Loud'] }]);
  expect(await lab.writes()).toEqual(['TagResource', 'UpdateDataSet', 'TagResource']);

  await lab.edit(dataSetFile, () => addColumn('Quiet')(committed));
  await lab.edit(`${home}/definition.json`, (text) => text.replace('"Name": "', '"Name": "New '));
  expect(codes(await lab.publish())).toEqual([]);
  // With both columns, then the dashboard, then without the one that it no longer needs.
  expect(await lab.writes()).toEqual([
    ...['TagResource', 'UpdateDataSet', 'TagResource'],
    ...['UpdateDashboard', 'UpdateDashboardPublishedVersion', 'TagResource'],
    ...['TagResource', 'UpdateDataSet', 'TagResource'],
  ]);
  await lab.edit(dataSetFile, () => committed);
  const narrower = await lab.publish();
  expect(narrower.plan?.steps).toMatchObject([{ do: 'update', differences: ['- column Quiet'] }]);
  expect(await lab.writes()).toEqual(['TagResource', 'UpdateDataSet', 'TagResource']);
  expect((await pulling(lab, 'users')).files).toEqual([]);
});

it('leaves the dashboard as it is when SPICE can not be filled, and goes on in the next run', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: 'dataset/sluice-rehearsal-users--user_activity_daily', times: 1 },
    errors: [{ Type: 'INTERNAL_FAILURE', Message: 'no such table' }],
  });
  const first = await lab.publish();
  expect(codes(first)).toEqual(['refresh-failed']);
  expect(await lab.writes()).not.toContain('CreateDashboard');
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual(['TagResource', 'UpdateDataSet', 'TagResource', 'CreateDashboard', 'TagResource']);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it('completes a narrowing whose version was rejected, in a corrected run', async () => {
  const lab = await startPublishingLab(['users']);
  const committed = await readFile(join(lab.project.root, dataSetFile), 'utf8');
  await lab.edit(dataSetFile, addColumn('Loud'));
  await lab.publish();
  await lab.edit(dataSetFile, () => addColumn('Quiet')(committed));
  await lab.edit(`${home}/definition.json`, (text) => text.replace('"Name": "', '"Name": "New '));
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: 'dashboard/sluice-rehearsal-users', times: 1 },
    errors: [{ Type: 'INTERNAL_FAILURE', Message: 'try again' }],
  });
  expect(codes(await lab.publish())).toEqual(['version-rejected']);
  expect(codes(await lab.publish())).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it('gives and takes permissions without a new version', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  await lab.edit(`${home}/dashboard.json`, (text) => text.replace('["analysts"]', '["privacy"]'));
  await lab.writes();
  const came = await lab.publish();
  expect(came.plan?.steps).toMatchObject([{ do: 'permissions' }]);
  // What is taken is taken first, what is given comes last.
  expect(await lab.writes()).toEqual(['UpdateDashboardPermissions', 'UpdateDashboardPermissions', 'TagResource']);
  await lab.edit(`${home}/dashboard.json`, (text) => text.replace('["privacy"]', '["nobody-knows"]'));
  expect(codes(await lab.publish())).toEqual(['unknown-principal']);
  expect(await lab.writes()).toEqual([]);
});

it('empties a dashboard only when that is meant', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  await lab.writes();
  await lab.edit(`${home}/definition.json`, emptied);
  expect(codes(await lab.publish())).toContain('would-empty');
  expect(await lab.writes()).toEqual([]);
  const meant = await lab.publish({ allowEmptying: true });
  expect(codes(meant)).not.toContain('would-empty');
  expect(await lab.writes()).toContain('UpdateDashboardPublishedVersion');
});

it('deletes what is its own, by name, and what stands below it', async () => {
  const lab = await startPublishingLab(['users', 'sensors']);
  await lab.publish();
  await rm(join(lab.project.root, 'dashboards', 'sensors'), { recursive: true });
  await lab.writes();
  expect(codes(await lab.publish())).toEqual(['not-in-repository']);
  expect(await lab.writes()).toEqual([]);
  await expect(lab.publish({ remove: ['users'] })).rejects.toMatchObject({ code: 'usage' });
  expect(codes(await lab.publish({ remove: ['sensors'] }))).toEqual([]);
  expect(await lab.writes()).toEqual(['DeleteDashboard', 'DeleteDataSet']);
});

it('tells of what lost its file while its folder stays, and deletes it by name', async () => {
  const lab = await startPublishingLab(['users', 'sensors']);
  await lab.write(`${home}/theme.json`, '{"BaseThemeId": "CLASSIC", "Configuration": {}}');
  const [committed, dataSet] = await Promise.all([
    readFile(join(lab.project.root, home, 'definition.json'), 'utf8'),
    readFile(join(lab.project.root, dataSetFile), 'utf8'),
  ]);
  await lab.write(`${home}/data-sets/spare.json`, dataSet);
  await lab.edit(`${home}/definition.json`, (text) => {
    const {
      DataSetIdentifierDeclarations: [one],
      ...rest
    } = JSON.parse(text);
    return JSON.stringify({ DataSetIdentifierDeclarations: [one, { ...one, Identifier: 'spare' }], ...rest });
  });
  expect(codes(await lab.publish())).toEqual([]);
  await lab.edit(`${home}/definition.json`, () => committed);
  for (const file of ['theme.json', 'data-sets/spare.json']) await rm(join(lab.project.root, home, file));
  const came = await lab.publish();
  expect(came.findings).toMatchObject([
    { code: 'not-in-repository', subject: 'users/spare', fix: expect.stringContaining('--delete users/spare') },
    { code: 'not-in-repository', subject: 'users/theme', place: { file: `${home}/theme.json` } },
  ]);
  // What belongs to a folder that was not chosen is not judged, and so not missed.
  expect(codes(await lab.publish({ dashboards: ['sensors'] }))).toEqual([]);
  await lab.writes();
  // Its dashboard is not as it should be: what it may stand on stays.
  await lab.edit(`${home}/definition.json`, (text) => text.replace('"Name": "', '"Name": "New '));
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: 'dashboard/sluice-rehearsal-users', times: 1 },
    errors: [{ Type: 'INTERNAL_FAILURE', Message: 'try again' }],
  });
  const remove = ['users/spare', 'users/theme'];
  expect(codes(await lab.publish({ remove }))).toEqual(['version-rejected']);
  expect(await lab.writes()).toEqual(['UpdateDashboard']);
  expect(codes(await lab.publish({ remove }))).toEqual([]);
  expect((await lab.writes()).slice(-3)).toEqual(['DeleteDataSet', 'DeleteDataSet', 'DeleteTheme']);
  expect(codes(await lab.publish())).toEqual([]);
});

it('publishes a theme, and pulls it back', async () => {
  const lab = await startPublishingLab(['users']);
  const theme = `{\n  "BaseThemeId": "CLASSIC",\n  "Configuration": { "DataColorPalette": { "Colors": ["#2E5EAA", "#E4572E"] } }\n}\n`;
  await writeFile(join(lab.project.root, home, 'theme.json'), theme);
  expect(codes(await lab.publish())).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
  expect((await pulling(lab, 'users')).files).toEqual([]);
  await lab.writes();
  await lab.edit(`${home}/theme.json`, (text) => text.replace('#2E5EAA', '#2E5EAB'));
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual(['UpdateTheme', 'TagResource']);
});

it('makes a folder of any dashboard, and overwrites nothing that git could not give back', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const came = await pulling(lab, 'sluice-rehearsal-users', 'people');
  expect(came.files.map(({ file, did }) => [file, did])).toEqual([
    ['dashboards/people/dashboard.json', 'added'],
    ['dashboards/people/definition.json', 'added'],
    ['dashboards/people/data-sets/user_activity_daily.json', 'added'],
  ]);
  const text = await readFile(join(lab.project.root, 'dashboards/people/data-sets/user_activity_daily.json'), 'utf8');
  expect(JSON.parse(text)).toEqual(JSON.parse(await readFile(join(lab.project.root, dataSetFile), 'utf8')));
  expect((await lab.publish({ planOnly: true })).findings).toEqual([]);
  await expect(pulling(lab, 'sluice-rehearsal-users', 'people')).rejects.toMatchObject({ code: 'usage' });
  await expect(pulling(lab, 'no-such-thing', 'other')).rejects.toMatchObject({ code: 'not-published' });
  await lab.edit(`${home}/definition.json`, (before) => before.replace('"Name": "', '"Name": "Mine '));
  const mine = await readFile(join(lab.project.root, home, 'definition.json'), 'utf8');
  await expect(pulling(lab, 'users')).rejects.toMatchObject({ code: 'uncommitted', exitCode: 2 });
  expect(await readFile(join(lab.project.root, home, 'definition.json'), 'utf8')).toBe(mine);
});

it('never shows a restricted table without its rules', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const of = { AwsAccountId: lab.environment.account, DataSetId: 'sluice-rehearsal-users--user_activity_daily' };
  const { DataSet } = await lab.surroundings.client.send(new DescribeDataSetCommand(of));
  expect(DataSet?.RowLevelPermissionDataSet?.PermissionPolicy).toBe('GRANT_ACCESS');
});

it('asks the pipeline for a refresh that QuickSight did not begin, and the pipeline begins it once', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  await lab.edit(dataSetFile, addColumn('Loud'));
  const { client } = lab.surroundings;
  // As if changing a data set began none.
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      if ('IngestionId' in result.output && 'IngestionArn' in result.output) {
        const { IngestionId: _, IngestionArn: __, ...output } = result.output;
        return { ...result, output };
      }
      return result;
    },
    { step: 'initialize', name: 'forget-ingestions' },
  );
  const begun: Refresh[] = [];
  const run = async () => {
    const account = lab.environment.account;
    const database = lab.surroundings.place.names.databases.final;
    const found = await findRefreshes(quickSightDataSets(account, client), { run: 'run-1', database, changed: [] });
    for (const { dataSetId: DataSetId, ingestionId: IngestionId } of found)
      await client.send(new CreateIngestionCommand({ AwsAccountId: account, DataSetId, IngestionId }));
    begun.push(...found);
  };
  const asking = { ...lab.surroundings, askForRun: run };
  const came = await lab.publish({ surroundings: asking });
  expect(codes(came)).toEqual([]);
  expect(begun).toMatchObject([{ dataSetId: 'sluice-rehearsal-users--user_activity_daily' }]);
  await run();
  expect(begun.length).toBe(1);
});

it('tells of a data set that was changed elsewhere, and leaves it', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const of = { AwsAccountId: lab.environment.account, DataSetId: 'sluice-rehearsal-users--user_activity_daily' };
  const { DataSet } = await lab.surroundings.client.send(new DescribeDataSetCommand(of));
  await lab.standIn.control.advanceClock(60_000);
  const body = requestOf(DataSet ?? {});
  await lab.surroundings.client.send(new UpdateDataSetCommand({ ...of, ...body, ImportMode: 'DIRECT_QUERY' }));
  await lab.writes();
  const came = await lab.publish();
  expect(came.findings).toMatchObject([{ code: 'edited-live', got: expect.stringContaining('mode') }]);
  expect(await lab.writes()).toEqual([]);
  expect(codes(await lab.publish({ overwriteLive: true }))).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it.each(['edited', 'rolled back', 'emptied'])(
  'takes permissions from a dashboard that is held back: %s',
  async (why) => {
    const lab = await startPublishingLab(['users']);
    await lab.edit(`${home}/dashboard.json`, (text) => text.replace('["analysts"]', '["analysts", "logistics"]'));
    await lab.publish();
    const retitle = (text: string) => text.replace('"Name": "', '"Name": "New ');
    if (why === 'edited')
      await lab.standIn.control.editInConsole({ dashboardId: 'sluice-rehearsal-users', name: 'Theirs' });
    else if (why === 'emptied') await lab.edit(`${home}/definition.json`, emptied);
    else {
      await lab.edit(`${home}/definition.json`, retitle);
      await lab.publish();
      await rollback(lab.surroundings, 'users', { to: undefined, planOnly: false });
    }
    const shared = async () => {
      const of = { AwsAccountId: lab.environment.account, DashboardId: 'sluice-rehearsal-users' };
      const { Permissions = [] } = await lab.surroundings.client.send(new DescribeDashboardPermissionsCommand(of));
      return Permissions.map(({ Principal }) => Principal?.split('/').at(-1)).sort();
    };
    const before = await lab.published('users');
    await lab.edit(`${home}/dashboard.json`, (text) =>
      text.replace('["analysts", "logistics"]', '["logistics", "privacy"]'),
    );
    await lab.writes();
    const came = await lab.publish();
    const code = { edited: 'edited-live', 'rolled back': 'rolled-back', emptied: 'would-empty' }[why];
    expect(codes(came)).toContain(code);
    expect(came.done).toMatchObject([{ do: 'permissions', isHeld: true, permissions: { grant: [] } }]);
    // Who is new waits with the version; who is out is out, and the notes still say what is live.
    expect(await lab.writes()).toEqual(['UpdateDashboardPermissions']);
    expect(await shared()).toEqual(['logistics', 'product-analytics']);
    const again = await lab.publish();
    expect([again.plan?.steps, codes(again)]).toEqual([[], codes(came)]);
    expect(await lab.published('users')).toEqual(before);
    expect(codes(await lab.publish({ overwriteLive: true, allowEmptying: true }))).not.toContain(code);
    expect(await shared()).toEqual(['logistics', 'privacy', 'product-analytics']);
  },
);
