import { expect, it, onTestFinished } from 'vitest';
import { openGitHub } from '../../github/open-github.ts';
import { type StandInIssue, startGitHub } from '../testing/start-github.ts';
import { driftLabel, markerOf } from './drift-issue.ts';
import { keepIssue } from './keep-issue.ts';
import type { Told } from './plan-issue.ts';

async function start() {
  const standIn = await startGitHub();
  onTestFinished(() => standIn.close());
  const env = { GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'example/sluice', GITHUB_API_URL: standIn.endpoint };
  const github = openGitHub('drift', { env });
  return { ...standIn, keep: (told: Told, environment = 'dev') => keepIssue(github, environment, told) };
}

const told = (what: string, environment = 'dev') => ({
  text: { title: `Drift: ${environment}`, body: `${what}\n\n${markerOf(environment)}\n` },
});

const other = (number: number, more: Partial<StandInIssue> = {}): StandInIssue => ({
  ...{ number, title: 'x', body: '', state: 'open', labels: [], user: { type: 'User' }, comments: [] },
  ...more,
});

it('makes one issue, rewrites it when something else differs, closes it, and opens it again', async () => {
  const { issues, keep, writes } = await start();
  expect(await keep(told('one'))).toEqual([{ did: 'create', number: 1 }]);
  expect(issues).toMatchObject([{ title: 'Drift: dev', state: 'open', labels: [{ name: driftLabel }] }]);
  expect(writes()).toEqual(['POST issues']);
  expect(await keep(told('one'))).toEqual([]);
  expect(writes()).toEqual([]);
  expect(await keep(told('two'))).toEqual([{ did: 'rewrite', number: 1 }]);
  expect(issues[0]?.body).toContain('two');
  expect(await keep('unknown')).toEqual([]);
  expect(await keep('clean')).toEqual([{ did: 'close', number: 1 }]);
  expect(issues).toMatchObject([{ state: 'closed', comments: ['Nothing differs any more.'] }]);
  expect(await keep('clean')).toEqual([]);
  expect(await keep(told('two'))).toEqual([{ did: 'reopen', number: 1 }]);
  expect(issues).toMatchObject([{ state: 'open', comments: [expect.anything(), 'It differs again.'] }]);
  expect(issues).toHaveLength(1);
});

it('keeps one for each environment', async () => {
  const { issues, keep } = await start();
  await keep(told('one'));
  await keep(told('one', 'prod'), 'prod');
  await keep('clean', 'prod');
  expect(issues.map(({ state, title }) => [title, state])).toEqual([
    ['Drift: dev', 'open'],
    ['Drift: prod', 'closed'],
  ]);
});

it('finds it behind pages of others, and leaves those alone', async () => {
  const { issues, keep } = await start();
  issues.push(other(1, { body: told('x').text.body, labels: [{ name: driftLabel }], user: { type: 'Bot' } }));
  for (let number = 2; number < 260; number++) issues.push(other(number, { labels: [{ name: driftLabel }] }));
  expect(await keep(told('two'))).toEqual([{ did: 'rewrite', number: 1 }]);
  expect(issues).toHaveLength(259);
  expect(issues.slice(1).every(({ body }) => body === '')).toBe(true);
});

it('closes one that two runs have made at once', async () => {
  const { issues, keep } = await start();
  const body = told('one').text.body;
  for (const number of [4, 7]) issues.push(other(number, { body, labels: [{ name: driftLabel }] }));
  expect(await keep(told('one'))).toEqual([{ did: 'close', number: 7 }]);
  expect(issues.map(({ number, state }) => [number, state])).toEqual([
    [4, 'open'],
    [7, 'closed'],
  ]);
});

it('knows its own without the label, and takes nobody else’s marker or pull request for it', async () => {
  const { issues, keep } = await start();
  const body = told('one').text.body;
  issues.push(other(1, { body }), other(2, { body, labels: [{ name: driftLabel }], pull_request: {} }));
  issues.push(other(3, { body, user: { type: 'Bot' } }));
  expect(await keep(told('two'))).toEqual([{ did: 'rewrite', number: 3 }]);
});

it('says what GitHub refuses', async () => {
  const { forbid, keep } = await start();
  forbid();
  await expect(keep(told('one'))).rejects.toMatchObject({
    ...{ code: 'github-refused', exitCode: 3 },
    message: expect.stringContaining('issues: write'),
  });
});
