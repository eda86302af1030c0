import { CreateDashboardCommand, UpdateDashboardCommand } from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

const definition = 'dashboards/users/definition.json';
const id = 'sluice-rehearsal-users';
const retitle = (text: string) => text.replace('"Name": "', '"Name": "New ');
const themeOf = (colour: string) =>
  JSON.stringify({ BaseThemeId: 'CLASSIC', Configuration: { DataColorPalette: { Colors: [colour] } } });
const letIn = (
  lab: PublishingLab,
  who: { readonly viewers: readonly string[]; readonly authors?: readonly string[] },
) => lab.edit('dashboards/users/dashboard.json', (text) => JSON.stringify({ ...JSON.parse(text), ...who }));

it('completes, in a second run, whatever a first was cut at', async () => {
  const lab = await startPublishingLab(['users']);
  const { control } = lab.standIn;
  await lab.write('dashboards/users/theme.json', themeOf('#FFFFFF'));
  await lab.publish();
  const operations = [
    ...['UpdateDashboardPermissions', 'UpdateDashboard', 'DescribeDashboard', 'UpdateDashboardPublishedVersion'],
    ...['UpdateThemePermissions', 'UpdateTheme', 'UpdateDataSetPermissions', 'TagResource'],
  ];
  let round = 0;
  for (const operation of operations) {
    for (const when of ['before', 'during-answer'] as const) {
      // Each round lets in some and out others, of all that has permissions.
      const isEven = round++ % 2 === 0;
      await letIn(lab, { viewers: isEven ? [] : ['logistics'], authors: isEven ? ['logistics'] : [] });
      await lab.write('dashboards/users/theme.json', themeOf(isEven ? '#2E5EAA' : '#E4572E'));
      await lab.edit(definition, retitle);
      // Four tries are made, so four have to be cut.
      await control.plan({ kind: 'cut', when, operations: [operation], times: 4 });
      await lab.publish().catch((error: unknown) => expect(error).toMatchObject({ code: 'no-answer', exitCode: 3 }));
      await control.clearFaults();
      const second = await lab.publish();
      expect(second.findings, `${operation} ${when}`).toEqual([]);
      expect((await lab.publish()).plan?.steps, `${operation} ${when}`).toEqual([]);
      expect((await lab.published('users')).Sheets?.[0]?.Name).toBe(await lab.sheetName(definition));
      // What is shared is what is wanted, whatever the notes say.
      expect((await lab.publish({ closely: true })).plan?.steps, `${operation} ${when}`).toEqual([]);
    }
  }
});

it('waits through a minute of throttling, and says so', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.plan({ kind: 'throttle', times: 9 });
  expect((await lab.publish()).findings).toEqual([]);
  expect(lab.said.filter((line) => line.startsWith('QuickSight is throttling')).length).toBe(9);
});

it('gives up after three minutes of throttling: what is done stays done', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.plan({ kind: 'throttle', operations: ['CreateDashboard'] });
  await expect(lab.publish()).rejects.toMatchObject({ code: 'throttled', exitCode: 3 });
  await lab.standIn.control.clearFaults();
  await lab.standIn.control.forgetCalls();
  expect((await lab.publish()).findings).toEqual([]);
  expect(await lab.writes()).toEqual(['CreateDashboard', 'TagResource']);
});

it('names the action and the role that may take it', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.plan({ kind: 'deny', operations: ['CreateDataSet'] });
  await expect(lab.publish()).rejects.toMatchObject({
    ...{ code: 'not-allowed', exitCode: 3 },
    message: expect.stringMatching(/quicksight:CreateDataSet.*role sluice-rehearsal-data/),
  });
});

it('says that nobody is subscribed', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.subscribe(false);
  await expect(lab.publish()).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('subscri') });
});

it('says that somebody else is changing it, and leaves what is live', async () => {
  const lab = await startPublishingLab(['users'], { pace: { polls: 50, milliseconds: 0 } });
  await lab.publish();
  const { Sheets = [], DataSetIdentifierDeclarations } = await lab.published('users');
  const theirs = { DataSetIdentifierDeclarations, Sheets: Sheets.slice(0, 1) };
  const of = { AwsAccountId: lab.environment.account, DashboardId: id, Name: 'Users' };
  await lab.surroundings.client.send(new UpdateDashboardCommand({ ...of, Definition: theirs }));
  await lab.edit(definition, retitle);
  await expect(lab.publish()).rejects.toMatchObject({ code: 'conflict', exitCode: 3 });
});

it('does not take off what somebody else published meanwhile', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  await lab.edit(definition, retitle);
  const [one, other] = await Promise.allSettled([lab.publish(), lab.publish()]);
  const failures = [one, other].flatMap((came) => (came.status === 'rejected' ? [came.reason] : []));
  for (const failure of failures) expect(['conflict', 'lost-race']).toContain(failure.code);
  expect((await lab.publish()).findings).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it('never takes what is not its own', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish({ dashboards: ['users'] });
  const { account } = lab.environment;
  const Definition = await lab.published('users');
  const theirs = 'sluice-rehearsal-movies';
  await lab.surroundings.client.send(
    new CreateDashboardCommand({ AwsAccountId: account, DashboardId: theirs, Name: 'Theirs', Definition }),
  );
  expect((await lab.publish()).findings).toEqual([]);
  await expect(lab.publish({ remove: ['movies'] })).rejects.toMatchObject({ code: 'usage' });
});

it('mends, in a second run, a dashboard whose first version failed', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: `dashboard/${id}`, times: 1 },
    errors: [{ Type: 'INTERNAL_FAILURE', Message: 'try again' }],
  });
  expect((await lab.publish()).findings).toMatchObject([{ code: 'version-rejected', place: { file: definition } }]);
  expect((await lab.publish()).findings).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
  expect((await lab.published('users')).Sheets?.[0]?.Name).toBe(await lab.sheetName(definition));
});

it('says what was found of one dashboard, and publishes a third, when the surroundings fail another', async () => {
  const lab = await startPublishingLab(['users', 'movies', 'sales']);
  await lab.publish();
  const files = ['users', 'movies', 'sales'].map((name) => `dashboards/${name}/definition.json`);
  for (const file of files) await lab.edit(file, retitle);
  const { control } = lab.standIn;
  await control.plan({
    ...{ kind: 'fail-work', resource: `dashboard/${id}`, times: 1 },
    errors: [{ Type: 'COLUMN_TYPE_MISMATCH', Message: 'no' }],
  });
  const resource = 'dashboard/sluice-rehearsal-movies';
  await control.plan({ kind: 'deny', operations: ['UpdateDashboardPublishedVersion'], resource });
  await expect(lab.publish()).rejects.toMatchObject({
    ...{ code: 'not-allowed', exitCode: 3 },
    published: {
      findings: [{ code: 'version-rejected', place: { file: definition } }],
      done: [{ do: 'update', asset: { name: 'sales' } }],
    },
  });
  expect((await lab.published('sales')).Sheets?.[0]?.Name).toBe(
    await lab.sheetName('dashboards/sales/definition.json'),
  );
  await control.clearFaults();
  expect((await lab.publish()).findings).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});
