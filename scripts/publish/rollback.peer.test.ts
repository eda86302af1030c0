import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteDataSetCommand } from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { rollback } from './rollback.ts';
import { startPublishingLab } from './testing/publishing-lab.ts';

const home = 'dashboards/users';
const dataSetFile = `${home}/data-sets/user_activity_daily.json`;
const newest = { to: undefined, planOnly: false };

/** Version 1 asks for a calculated column in a control, and for another one in a formula; version 2 for neither, and the data set has none. */
async function publishTwice() {
  const lab = await startPublishingLab(['users']);
  const read = (file: string) => readFile(join(lab.project.root, file), 'utf8');
  const [dataSet, definition] = [await read(dataSetFile), await read(`${home}/definition.json`)];
  await lab.edit(dataSetFile, (text) =>
    JSON.stringify({
      ...JSON.parse(text),
      calculatedColumns: ['Loud', 'Quiet'].map((name) => ({ name, expression: 'toUpper({action})' })),
    }),
  );
  await lab.edit(`${home}/definition.json`, (text) => {
    const first = JSON.parse(text);
    const [sheet] = first.Sheets;
    sheet.ParameterControls[0].Dropdown.SelectableValues.LinkToDataSetColumn.ColumnName = 'Loud';
    const field = { DataSetIdentifier: 'user_activity_daily', Name: 'Whisper', Expression: 'toLower({Quiet})' };
    return JSON.stringify({ ...first, CalculatedFields: [...(first.CalculatedFields ?? []), field] });
  });
  expect((await lab.publish()).findings).toEqual([]);
  await lab.edit(dataSetFile, () => dataSet);
  await lab.edit(`${home}/definition.json`, () => definition);
  expect((await lab.publish()).findings).toEqual([]);
  await lab.writes();
  return lab;
}

it('refuses a version whose columns are gone, says which, and changes nothing', async () => {
  const lab = await publishTwice();
  const came = await rollback(lab.surroundings, 'users', newest);
  expect(came.findings.map(({ code, got }) => [code, got])).toEqual([
    ['version-outdated', '"Loud"'],
    ['version-outdated', '"Quiet"'],
  ]);
  expect(came.findings[0]).toMatchObject({
    subject: expect.stringMatching(/^users, version 1, Sheets\[0\]\.ParameterControls\[0\]/),
    fix: expect.stringContaining('git checkout abcdef012345 -- dashboards/users && npx sluice publish users'),
  });
  expect((await rollback(lab.surroundings, 'users', { ...newest, planOnly: true })).findings).toHaveLength(2);
  expect(await lab.writes()).toEqual([]);
  expect(JSON.stringify(await lab.published('users'))).not.toContain('Whisper');
});

it('refuses a version whose data set is gone', async () => {
  const lab = await publishTwice();
  const of = { AwsAccountId: lab.environment.account, DataSetId: 'sluice-rehearsal-users--user_activity_daily' };
  await lab.surroundings.client.send(new DeleteDataSetCommand(of));
  await lab.writes();
  const { findings } = await rollback(lab.surroundings, 'users', newest);
  expect(findings).toMatchObject([{ code: 'version-outdated', expected: 'the data set "user_activity_daily"' }]);
  expect(await lab.writes()).toEqual([]);
});

/** Four versions, each with a name of its own for the first sheet. */
async function publishFour() {
  const lab = await startPublishingLab(['users']);
  const file = `${home}/definition.json`;
  await lab.publish();
  for (let count = 2; count <= 4; count++) {
    await lab.edit(file, (text) => text.replace('"Name": "', '"Name": "New '));
    await lab.publish();
  }
  const bad = await readFile(join(lab.project.root, file), 'utf8');
  const nameLive = async () => (await lab.published('users')).Sheets?.[0]?.Name;
  return { lab, file, bad, nameLive };
}

it('publishes none of the versions again that one rollback after another took off', async () => {
  const { lab, file, bad, nameLive } = await publishFour();
  await rollback(lab.surroundings, 'users', newest);
  await rollback(lab.surroundings, 'users', newest);
  const good = await nameLive();
  for (const text of [bad, bad.replace('"Name": "New ', '"Name": "')]) {
    await lab.edit(file, () => text);
    expect((await lab.publish()).findings).toMatchObject([{ code: 'rolled-back' }]);
    expect(await nameLive()).toBe(good);
  }
  // Who goes forward again says that this one was good after all; the other one stays what it was.
  await rollback(lab.surroundings, 'users', { ...newest, to: 3 });
  expect((await lab.publish()).findings).toEqual([]);
  await lab.edit(file, () => bad);
  expect((await lab.publish()).findings).toMatchObject([{ code: 'rolled-back' }]);
  expect((await lab.publish({ overwriteLive: true })).findings).toEqual([]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it.each(['TagResource', 'UpdateDashboardPublishedVersion'])(
  'is not undone by a publish when it is cut at %s',
  async (operation) => {
    for (const when of ['before', 'during-answer'] as const) {
      const { lab, nameLive } = await publishFour();
      // The last of what it writes of that kind: notes are written before the version too.
      let calls = 0;
      const nth = operation === 'TagResource' ? 2 : 1;
      lab.surroundings.client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === `${operation}Command` && ++calls === nth)
              await lab.standIn.control.plan({ kind: 'cut', when, operations: [operation], times: 4 });
            return await next(args);
          },
        { step: 'initialize', name: 'cut-late' },
      );
      await expect(rollback(lab.surroundings, 'users', newest)).rejects.toMatchObject({ code: 'no-answer' });
      await lab.standIn.control.clearFaults();
      const live = await nameLive();
      const { findings } = await lab.publish();
      expect(await nameLive()).toBe(live);
      const isTaken = operation === 'TagResource' || when === 'during-answer';
      expect(findings.map(({ code }) => code)).toEqual(isTaken ? ['rolled-back'] : []);
    }
  },
);
