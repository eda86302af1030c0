import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateDataSetCommand,
  DeleteDataSetCommand,
  DescribeDashboardCommand,
  DescribeDataSetCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import type { StandInOptions } from '../quick-sight-stand-in/start-quick-sight.ts';
import { awaitState } from './apply/await-state.ts';
import { requestOf } from './request/full-data-set-request.ts';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

const home = 'dashboards/users';
const definition = `${home}/definition.json`;
const dataSetFile = `${home}/data-sets/user_activity_daily.json`;
const [board, set] = ['sluice-rehearsal-users', 'sluice-rehearsal-users--user_activity_daily'];
const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }) =>
  findings.map(({ code }) => code);
const retitle = (text: string) => text.replace('"Name": "', '"Name": "New ');

/** A data set with a column of text that is to become a number, and a dashboard that changes with it. */
async function publishReshape(dashboards = ['users'], options: StandInOptions = {}): Promise<PublishingLab> {
  const lab = await startPublishingLab(dashboards, options);
  const loud = (expression: string) => (text: string) =>
    JSON.stringify({ ...JSON.parse(text), calculatedColumns: [{ name: 'Loud', expression }] });
  await lab.edit(dataSetFile, loud('toUpper({action})'));
  expect(codes(await lab.publish())).toEqual([]);
  await lab.edit(dataSetFile, loud('strlen({action})'));
  await lab.edit(definition, retitle);
  await lab.writes();
  return lab;
}

async function liveExpression({ environment, surroundings }: PublishingLab): Promise<string | undefined> {
  const of = { AwsAccountId: environment.account, DataSetId: set };
  const { DataSet } = await surroundings.client.send(new DescribeDataSetCommand(of));
  const steps = Object.values(DataSet?.LogicalTableMap ?? {}).flatMap(({ DataTransforms = [] }) => DataTransforms);
  return steps.flatMap(({ CreateColumnsOperation: create }) => create?.Columns ?? [])[0]?.Expression;
}

const trial = ['CreateDataSet', 'CreateDashboard', 'DeleteDashboard', 'DeleteDataSet'];
const change = ['TagResource', 'UpdateDataSet', 'TagResource'];
const publication = ['UpdateDashboard', 'UpdateDashboardPublishedVersion', 'TagResource'];
const rejection = (resource: string) => ({
  ...{ kind: 'fail-work' as const, resource, times: 1 },
  errors: [{ Type: 'COLUMN_TYPE_MISMATCH' as const, Message: 'no', ViolatedEntities: [{ Path: 'Sheets[0]' }] }],
});

/** The next run does all of it, and leaves no copy. */
async function expectCompletion(lab: PublishingLab): Promise<void> {
  await lab.standIn.control.clearFaults();
  expect(codes(await lab.publish())).toEqual([]);
  expect(await liveExpression(lab)).toBe('strlen({action})');
  expect((await lab.published('users')).Sheets?.[0]?.Name).toBe(await lab.sheetName(definition));
  expect(await lab.publish()).toMatchObject({ plan: { steps: [] }, findings: [] });
}

it('tries a dashboard on copies before it touches a data set that can not serve both versions', async () => {
  const lab = await publishReshape();
  const { plan } = await lab.publish({ planOnly: true });
  expect(plan?.steps).toMatchObject([
    { do: 'update', standing: { reshapes: ['~ column Loud'], keep: [] } },
    { do: 'update', asset: { kind: 'dashboard' } },
  ]);
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual([...trial, ...change, ...publication]);
  await expectCompletion(lab);
});

it('touches nothing that people see when the copy is rejected, and says so at the line', async () => {
  const lab = await publishReshape();
  await lab.standIn.control.plan(rejection(`dashboard/${board}--trial`));
  const came = await lab.publish();
  expect(came.findings).toMatchObject([
    { code: 'version-rejected', place: { file: definition }, subject: 'Sheets[0]' },
  ]);
  expect(came.done).toEqual([]);
  expect(await lab.writes()).toEqual(trial);
  expect(await liveExpression(lab)).toBe('toUpper({action})');
  await expectCompletion(lab);
});

it.each([
  ['the version is rejected after all', `dashboard/${board}`, 'version-rejected', ['UpdateDashboard']],
  ['SPICE can not be filled', `dataset/${set}`, 'refresh-failed', []],
])('puts the data set back when %s', async (_, resource, code, begun) => {
  const lab = await publishReshape();
  await lab.standIn.control.plan(rejection(resource));
  const came = await lab.publish();
  expect([codes(came), came.done]).toEqual([[code], []]);
  expect(await lab.writes()).toEqual([...trial, ...change, ...begun, ...change]);
  expect(await liveExpression(lab)).toBe('toUpper({action})');
  await expectCompletion(lab);
});

it('puts the data set back when the surroundings fail, but not under a version that is live already', async () => {
  const lab = await publishReshape();
  const cut = { kind: 'cut' as const, operations: ['UpdateDashboardPublishedVersion'], times: 4 };
  await lab.standIn.control.plan({ ...cut, when: 'before' });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'no-answer' });
  expect(await liveExpression(lab)).toBe('toUpper({action})');
  await lab.standIn.control.plan({ ...cut, when: 'during-answer' });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'no-answer' });
  expect(await liveExpression(lab)).toBe('strlen({action})');
  await expectCompletion(lab);
});

it('takes away, in the next run, copies that a run which was cut left behind', async () => {
  const lab = await publishReshape();
  await lab.standIn.control.plan({ kind: 'deny', operations: ['DeleteDashboard', 'DeleteDataSet'] });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'not-allowed' });
  await lab.standIn.control.clearFaults();
  const { plan } = await lab.publish({ planOnly: true });
  expect(plan?.steps.slice(-2)).toMatchObject([
    { do: 'delete', kind: 'dashboard', id: `${board}--trial`, isTrial: true },
    { do: 'delete', kind: 'data set', id: `${set}--trial`, isTrial: true },
  ]);
  await expectCompletion(lab);
});

it('leaves copies that another run made alone, and takes no lost copy for a mistake', async () => {
  const lab = await publishReshape();
  const { client, place } = lab.surroundings;
  const of = { AwsAccountId: place.account, DataSetId: set };
  const { DataSet } = await client.send(new DescribeDataSetCommand(of));
  const theirs = { ...of, DataSetId: `${set}--trial` };
  await client.send(new CreateDataSetCommand({ ...theirs, ...requestOf(DataSet ?? {}) }));
  await expect(lab.publish()).rejects.toMatchObject({ code: 'conflict' });
  expect((await client.send(new DescribeDataSetCommand(theirs))).DataSet?.DataSetId).toBe(theirs.DataSetId);
  await client.send(new DeleteDataSetCommand(theirs));
  // As if another run took ours away between its making and the dashboard's.
  let isTaken = false;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'CreateDashboardCommand' && !isTaken) {
          isTaken = true;
          await client.send(new DeleteDataSetCommand(theirs));
        }
        return await next(args);
      },
    { step: 'initialize', name: 'take-away' },
  );
  await expect(lab.publish()).rejects.toMatchObject({ code: 'lost-race' });
  expect(await liveExpression(lab)).toBe('toUpper({action})');
  await expectCompletion(lab);
});

it('holds a data set that would be another under a dashboard that is held', async () => {
  const lab = await publishReshape();
  await lab.standIn.control.editInConsole({ dashboardId: board, name: 'Theirs' });
  expect((await lab.publish()).findings).toMatchObject([
    { code: 'edited-live', subject: 'users' },
    { code: 'column-in-use', got: '~ column Loud' },
  ]);
  expect(await lab.writes()).toEqual([]);
});

it('changes a theme only after its dashboard was accepted', async () => {
  const lab = await startPublishingLab(['users']);
  const theme = (colour: string) =>
    JSON.stringify({ BaseThemeId: 'CLASSIC', Configuration: { DataColorPalette: { Colors: [colour] } } });
  await lab.write(`${home}/theme.json`, theme('#2E5EAA'));
  expect(codes(await lab.publish())).toEqual([]);
  await lab.write(`${home}/theme.json`, theme('#E4572E'));
  await lab.edit(definition, retitle);
  await lab.standIn.control.plan(rejection(`dashboard/${board}`));
  await lab.writes();
  expect(codes(await lab.publish())).toEqual(['version-rejected']);
  expect(await lab.writes()).toEqual(['UpdateDashboard']);
  await lab.standIn.control.plan(rejection(`theme/${board}`));
  expect(codes(await lab.publish())).toEqual(['version-rejected']);
  // The theme that failed is taken away: the one before is the newest again.
  expect(await lab.writes()).toEqual([...publication, 'UpdateTheme', 'DeleteTheme']);
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual(['UpdateTheme', 'TagResource']);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it('notes a data set that a cut kept it from noting, without writing it again', async () => {
  const lab = await publishReshape();
  await lab.edit(definition, (text) => text.replace('"Name": "New ', '"Name": "'));
  await lab.standIn.control.plan({ kind: 'cut', when: 'before', operations: ['DescribeIngestion'], times: 4 });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'no-answer' });
  await lab.writes();
  expect((await lab.publish()).plan?.steps).toMatchObject([{ do: 'note', asset: { kind: 'data set' } }]);
  expect(await lab.writes()).toEqual(['TagResource']);
  await expectCompletion(lab);
});

it('knows its own write again that a cut kept it from noting, and goes on', async () => {
  const lab = await startPublishingLab(['users']);
  const committed = await readFile(join(lab.project.root, dataSetFile), 'utf8');
  const calculated = (name: string) => (text: string) =>
    JSON.stringify({ ...JSON.parse(text), calculatedColumns: [{ name, expression: 'toUpper({action})' }] });
  await lab.edit(dataSetFile, calculated('Loud'));
  expect(codes(await lab.publish())).toEqual([]);
  // Loses a column and gains one: written first with both. The second note, after the write, is what is cut.
  await lab.edit(dataSetFile, () => calculated('Quiet')(committed));
  await lab.edit(definition, retitle);
  await lab.standIn.control.plan({ kind: 'cut', when: 'before', operations: ['DescribeIngestion'], times: 4 });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'no-answer' });
  await lab.standIn.control.clearFaults();
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.publish()).toMatchObject({ plan: { steps: [] }, findings: [] });
});

/** Has the nth request of an operation cut, all of its tries. */
function cutNth({ standIn, surroundings }: PublishingLab, operation: string, nth: number): void {
  let calls = 0;
  surroundings.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === `${operation}Command` && ++calls === nth)
          await standIn.control.plan({ kind: 'cut', when: 'before', operations: [operation], times: 4 });
        return await next(args);
      },
    { step: 'initialize', name: `cut-${operation}` },
  );
}

it('says what was rejected, and what is left changed, when the data set can not be put back', async () => {
  const lab = await publishReshape();
  await lab.standIn.control.plan(rejection(`dashboard/${board}`));
  cutNth(lab, 'UpdateDataSet', 2);
  await expect(lab.publish()).rejects.toMatchObject({
    code: 'no-answer',
    published: {
      findings: [
        { code: 'version-rejected', subject: 'Sheets[0]' },
        { code: 'not-put-back', place: { file: dataSetFile }, got: expect.stringContaining('UpdateDataSet: expected') },
      ],
    },
  });
  expect(await liveExpression(lab)).toBe('strlen({action})');
  await expectCompletion(lab);
});

it('says what is left changed when the surroundings fail twice', async () => {
  const lab = await publishReshape();
  await lab.standIn.control.plan({ kind: 'deny', operations: ['UpdateDashboard'] });
  cutNth(lab, 'UpdateDataSet', 2);
  await expect(lab.publish()).rejects.toMatchObject({
    code: 'not-allowed',
    published: { findings: [{ code: 'not-put-back' }] },
  });
  await expectCompletion(lab);
});

/** A copy of `users` that QuickSight is judging, as another run, or one that was killed, left it. */
async function leaveCopies(lab: PublishingLab): Promise<void> {
  const { control } = lab.standIn;
  const resource = `dashboard/${board}--trial`;
  await control.plan({ kind: 'deny', operations: ['DescribeDashboard'], resource });
  await control.plan({ kind: 'deny', operations: ['DeleteDashboard', 'DeleteDataSet'] });
  await expect(lab.publish({ dashboards: ['users'] })).rejects.toMatchObject({ code: 'not-allowed' });
  await lab.standIn.control.clearFaults();
  await lab.writes();
}

/** As if it were minutes later. @returns what is left of the copy */
async function awaitCopy({ surroundings }: PublishingLab) {
  const { client, place } = surroundings;
  const of = { AwsAccountId: place.account, DashboardId: `${board}--trial`, VersionNumber: 1 };
  return await awaitState(surroundings, 'copy', async () => {
    const { Dashboard } = await client.send(new DescribeDashboardCommand(of));
    return Dashboard?.Version?.Status === 'CREATION_IN_PROGRESS' ? undefined : Dashboard?.DashboardId;
  });
}

it('leaves copies of dashboards alone that were not chosen', async () => {
  const lab = await publishReshape(['users', 'movies']);
  await leaveCopies(lab);
  await awaitCopy(lab);
  expect((await lab.publish({ dashboards: ['movies'] })).plan?.steps).toEqual([]);
  expect(await lab.writes()).toEqual([]);
  expect(await awaitCopy(lab)).toBe(`${board}--trial`);
  await expectCompletion(lab);
});

it('leaves copies alone that QuickSight is judging, and takes them away once it has', async () => {
  const lab = await publishReshape(['users'], { pace: { polls: 50, milliseconds: 0 } });
  await leaveCopies(lab);
  await expect(lab.publish()).rejects.toMatchObject({ code: 'conflict' });
  expect(await lab.writes()).toEqual(['CreateDataSet']);
  await awaitCopy(lab);
  expect(codes(await lab.publish())).toEqual([]);
  expect((await lab.writes()).slice(0, 2)).toEqual(['DeleteDashboard', 'DeleteDataSet']);
  await expectCompletion(lab);
});
