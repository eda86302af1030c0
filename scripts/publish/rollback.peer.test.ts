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
