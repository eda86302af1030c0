import process from 'node:process';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { main as pullMain } from '../pull/main.ts';
import { main } from './main.ts';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

let lab: PublishingLab;
beforeEach(async () => {
  lab = await startPublishingLab(['users']);
  vi.stubEnv('AWS_ENDPOINT_URL_QUICKSIGHT', lab.standIn.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  onTestFinished(() => void vi.unstubAllEnvs());
});

const command = (run: typeof main, ...args: string[]) => asTyped(run, [...args, '--env', 'rehearsal']);

async function asTyped(run: typeof main, args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects = {
    ...{ cwd: lab.project.root, env: process.env, now: () => new Date() },
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const code = await run(args, effects);
  return { code, stdout: out.join(''), stderr: err.join('') };
}

it('plans, publishes, says what it did, and rolls back', async () => {
  const plan = await command(main, '--plan');
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.stdout.split('\n')).toEqual([
    'create data source',
    'create data set users/user_activity_daily (rules of rows)',
    'create data set users/user_activity_daily',
    ...['create dashboard users', ''],
  ]);
  const [, hash = ''] = /plan ([0-9a-f]{16}):/.exec(plan.stderr) ?? [];
  expect(await command(main, '--insist', hash)).toMatchObject({ code: 0, stdout: plan.stdout });
  const again = await command(main, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ steps: [], done: [], findings: [], unchanged: 4 });
  expect(JSON.parse(again.stdout).calls).toEqual({
    ...{ DescribeDataSource: 1, ListDashboards: 1, ListDataSets: 1, ListTagsForResource: 4, ListThemes: 1 },
  });
  await expect(command(main, '--rollback', 'users')).rejects.toMatchObject({ code: 'no-version', exitCode: 2 });
  await lab.edit('dashboards/users/definition.json', (text) => text.replace('"Name": "', '"Name": "New '));
  expect(await command(main, 'users')).toMatchObject({ code: 0 });
  expect((await command(main, '--rollback', 'users', '--to', '1', '--json')).stdout).toContain('"to": 1');
  expect(await command(main, 'users')).toMatchObject({ code: 1, stderr: expect.stringContaining('[rolled-back]') });
  const pulled = await command(pullMain, 'users', '--force');
  expect(pulled).toMatchObject({ code: 0, stdout: 'changed dashboards/users/definition.json\n' });
});

it('prints a command that does what was planned, as it is', async () => {
  const { stderr } = await asTyped(main, ['users', '--overwrite-live', '--plan']);
  const [, printed = ''] = /: npx sluice publish (.*) does this/.exec(stderr) ?? [];
  expect(printed).toMatch(/^users --env rehearsal --overwrite-live --insist [0-9a-f]{16}$/);
  expect(await asTyped(main, printed.split(' '))).toMatchObject({
    ...{ code: 0, stdout: expect.stringContaining('create dashboard users') },
  });
});

it('sends nothing when a definition is wrong', async () => {
  await lab.edit('dashboards/users/definition.json', (text) =>
    text.replace('"ColumnName": "day"', '"ColumnName": "dya"'),
  );
  const came = await command(main);
  expect(came).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('[column-missing]') });
  expect(came.stderr).toContain('nothing was sent');
  expect(await lab.standIn.control.calls()).toEqual([]);
});

it.each([
  [['nobody'], 'a folder of dashboards'],
  [['--to', '2'], '--rollback'],
  [['--rollback', 'users', '--to', 'x'], 'a version'],
  [['--rollback', 'movies'], 'published'],
])('refuses %s', async (args, expected) => {
  await expect(command(main, ...args)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(expected),
  });
});

it('prints what was done and found before it fails', async () => {
  expect(await command(main)).toMatchObject({ code: 0 });
  await lab.edit('dashboards/users/definition.json', (text) => text.replace('"Name": "', '"Name": "New '));
  await lab.edit('dashboards/users/dashboard.json', (text) => text.replace('["analysts"]', '["privacy"]'));
  await lab.standIn.control.plan({ kind: 'deny', operations: ['UpdateDashboard'] });
  const [out, err]: [string[], string[]] = [[], []];
  const effects = {
    ...{ cwd: lab.project.root, env: process.env, now: () => new Date() },
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  await expect(main(['--env', 'rehearsal'], effects)).rejects.toMatchObject({ code: 'not-allowed', exitCode: 3 });
  expect(err.join('')).toContain('0 done, 1 not, 0 held back');
});
