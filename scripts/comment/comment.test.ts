import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from './main.ts';
import { formatMarker } from './marker.ts';
import { type Answer, type Asked, type GitHubStandIn, startGitHub } from './testing/start-git-hub.ts';

const sha = 'a'.repeat(40);
const newer = 'b'.repeat(40);
const older = 'c'.repeat(40);
const repository = '/repos/team/lake';
const bot = 'github-actions[bot]';
const runAddress = 'https://github.com/team/lake/actions/runs/77';

/** What the stand-in knows; a test says what is different. */
interface World {
  readonly associated: readonly unknown[];
  readonly open: readonly unknown[];
  readonly comments: readonly unknown[];
  readonly artifacts: Answer;
  readonly write: Answer;
}

const pull = (number: number, head = sha, more = {}) => ({
  number,
  state: 'open',
  head: { sha: head, ref: 'topic', repo: { id: 5 } },
  ...more,
});
const comment = (id: number, body: string, login = bot) => ({
  id,
  body,
  user: { login },
  html_url: `https://github.com/team/lake/pull/9#issuecomment-${id}`,
});
const marked = (head: string, run: number, attempt = 1, reportOf: string | undefined = head) =>
  `${formatMarker({ headSha: head, run, attempt, reportOf })}\nwhat it said\n`;
const without = (head: string, run: number) =>
  `${formatMarker({ headSha: head, run, attempt: 1, reportOf: undefined })}\n### Sluice: no report\n`;

let folder: string;
let gitHub: GitHubStandIn;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-comment-'));
  await mkdir(join(folder, 'report'));
  await writeFile(join(folder, 'report', 'comment.md'), '### Sluice: nothing wrong found\n');
});
afterEach(async () => {
  await gitHub?.close();
  await rm(folder, { recursive: true });
});

async function run(different: Partial<World> = {}, event: object = {}, args: readonly string[] = ['--json']) {
  const world: World = {
    associated: [pull(9)],
    open: [],
    comments: [],
    artifacts: { body: { total_count: 1, artifacts: [{ id: 31, name: 'sluice-report', expired: false }] } },
    write: { body: comment(1, '') },
    ...different,
  };
  gitHub = await startGitHub(({ method, path }) => {
    const [route] = path.split('?');
    if (method !== 'GET') return world.write;
    if (route === `${repository}/commits/${sha}/pulls`) return { body: world.associated };
    if (route === `${repository}/pulls`) return { body: world.open };
    if (route === `${repository}/actions/runs/77/artifacts`) return world.artifacts;
    if (route !== `${repository}/issues/9/comments`) return undefined;
    const first = !path.includes('page=2');
    const next = first && world.comments.length > 1 ? `${repository}/issues/9/comments?page=2` : undefined;
    return { body: first ? world.comments.slice(0, 1) : world.comments.slice(1), ...(next && { next }) };
  });
  const file = join(folder, 'event.json');
  const workflowRun = {
    ...{ id: 77, run_number: 12, run_attempt: 1, name: 'Check', event: 'pull_request', conclusion: 'success' },
    ...{ head_sha: sha, head_branch: 'topic', head_repository: { id: 5, owner: { login: 'fork' } }, pull_requests: [] },
    ...event,
  };
  await writeFile(file, JSON.stringify({ workflow_run: workflowRun }));
  let stdout = '';
  let stderr = '';
  const code = await main(['--report', 'report', ...args], {
    cwd: folder,
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_TOKEN: 'secret-token',
      GITHUB_REPOSITORY: 'team/lake',
      GITHUB_API_URL: gitHub.url,
      GITHUB_EVENT_PATH: file,
    },
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    now: () => new Date(0),
  });
  return {
    code,
    stderr,
    stdout,
    done: args.includes('--json') ? JSON.parse(stdout) : undefined,
    writes: gitHub.asked.filter(({ method }) => method !== 'GET'),
  };
}

const bodyOf = (asked: Asked | undefined): string => String(Object(asked?.body).body);

describe('one comment', () => {
  test('is written where there is none, with marker and links', async () => {
    const { code, done, writes } = await run();
    expect(code).toBe(0);
    expect(done).toMatchObject({ pullRequest: 9, action: 'create', stale: false, report: 'text' });
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({
      method: 'POST',
      path: `${repository}/issues/9/comments`,
      authorization: 'token secret-token',
    });
    expect(bodyOf(writes[0])).toBe(
      [
        `<!-- sluice-report head=${sha} run=12 attempt=1 -->`,
        '### Sluice: nothing wrong found',
        '',
        `<sub>About <code>aaaaaaa</code> · [run 12](${runAddress}) · [the whole report](${runAddress}/artifacts/31)</sub>`,
        '',
      ].join('\n'),
    );
  });

  test('is updated, found on whatever page it is', async () => {
    const { writes, done } = await run({ comments: [comment(1, 'hello', 'someone'), comment(2, marked(older, 11))] });
    expect(done.action).toBe('update');
    expect(writes).toMatchObject([{ method: 'PATCH', path: `${repository}/issues/comments/2` }]);
  });

  test('is not one that somebody else wrote with our marker', async () => {
    const { writes } = await run({ comments: [comment(1, marked(older, 11), 'someone')] });
    expect(writes).toMatchObject([{ method: 'POST' }]);
  });

  test('is not one of the bot that says our marker further down', async () => {
    const { writes } = await run({ comments: [comment(1, `quote\n${marked(older, 11)}`)] });
    expect(writes).toMatchObject([{ method: 'POST' }]);
  });

  test('is left where it says the same', async () => {
    const first = await run();
    const body = bodyOf(first.writes[0]);
    await gitHub.close();
    const { done, writes } = await run({ comments: [comment(1, body.trimEnd().replaceAll('\n', '\r\n'))] });
    expect([done.action, writes]).toEqual(['leave', []]);
  });

  test('with --plan nothing is written', async () => {
    const { done, writes } = await run({}, {}, ['--json', '--plan']);
    expect(done).toMatchObject({ planned: true, action: 'create' });
    expect(writes).toEqual([]);
  });
});

describe('which pull request', () => {
  test('a fork: the commit is not associated, the open ones are searched by it', async () => {
    const { done } = await run({
      associated: [],
      open: [pull(8, newer, { head: { sha: newer, ref: 'x', repo: { id: 6 } } }), pull(9)],
    });
    expect(done.pullRequest).toBe(9);
  });

  test('a closed one is none', async () => {
    const { done, code, writes } = await run({ associated: [pull(9, sha, { state: 'closed' })] });
    expect([code, done.action, done.pullRequest, writes]).toEqual([0, 'none', undefined, []]);
    expect(done.why).toContain('no open pull request');
  });

  test('of two for one commit the one that GitHub names in the run', async () => {
    const { done } = await run({ associated: [pull(9), pull(10)] }, { pull_requests: [{ number: 9 }] });
    expect(done.pullRequest).toBe(9);
  });

  test('a branch of the same name in another fork is not it', async () => {
    const other = pull(8, newer, { head: { sha: newer, ref: 'topic', repo: { id: 6 } } });
    expect((await run({ associated: [], open: [other] })).done.action).toBe('none');
  });

  test('a run that no pull request started asks for nothing', async () => {
    const { done } = await run({}, { event: 'push' });
    expect(done.why).toContain('push');
    expect(gitHub.asked).toEqual([]);
  });

  test('what the artifact says of a number plays no part', async () => {
    await writeFile(join(folder, 'report', 'report.json'), JSON.stringify({ pullRequest: 1, number: 1 }));
    await writeFile(join(folder, 'report', 'pr-number'), '1');
    expect((await run()).done.pullRequest).toBe(9);
    expect(gitHub.asked.some(({ path }) => path.includes('/1/'))).toBe(false);
  });
});

describe('a pull request that has moved on', () => {
  const moved = { associated: [], open: [pull(9, newer)] };

  test('the comment says so', async () => {
    const { done, writes } = await run(moved);
    expect(done.stale).toBe(true);
    expect(bodyOf(writes[0])).toContain(
      '**Out of date:** this is about <code>aaaaaaa</code>; the pull request has moved on to <code>bbbbbbb</code>.',
    );
  });

  test('the comment about its newest commit stays, whatever its run', async () => {
    const { done, writes } = await run({ ...moved, comments: [comment(1, marked(newer, 1))] });
    expect([done.action, done.why, writes]).toEqual(['leave', 'the comment is about a newer commit', []]);
  });

  test.each([11, 13])(
    'so does one about a commit in between, of run %i: this run is not of the newest',
    async (number) => {
      const { done, writes } = await run({ ...moved, comments: [comment(1, marked(older, number))] });
      expect([done.action, done.why, writes]).toEqual(['leave', 'the run is not about the newest commit', []]);
    },
  );

  test('an older run of the same commit does not write over a newer attempt', async () => {
    expect((await run({ comments: [comment(1, marked(sha, 12, 2))] })).writes).toEqual([]);
  });

  test('the newest commit has its say, though a run about one that is gone had a higher number', async () => {
    expect((await run({ comments: [comment(1, marked(older, 13))] })).writes).toMatchObject([{ method: 'PATCH' }]);
  });
});

describe('a run without a report', () => {
  const none = { artifacts: { body: { artifacts: [] } } };
  beforeEach(() => rm(join(folder, 'report'), { recursive: true }));

  test('that succeeded has nothing to say where nothing was said', async () => {
    const { done, writes } = await run(none);
    expect([done.action, done.why, writes]).toEqual(['none', 'the run had nothing to report', []]);
  });

  test.each([
    ['a report', marked(older, 11)],
    ['that there is none', without(older, 11)],
    ['that there is none of this very commit', without(sha, 11)],
  ])('that succeeded corrects a comment that holds %s', async (_, body) => {
    const { writes } = await run({ ...none, comments: [comment(1, body)] });
    expect(writes).toMatchObject([{ method: 'PATCH', path: `${repository}/issues/comments/1` }]);
    expect(bodyOf(writes[0])).toContain('changes no data, dashboards or infrastructure');
    expect(bodyOf(writes[0])).toContain(`head=${sha} run=12 attempt=1 report=none -->`);
    expect(bodyOf(writes[0])).not.toContain('what it said');
  });

  test('that succeeded takes no report of its own commit away', async () => {
    const { done } = await run({ ...none, comments: [comment(1, marked(sha, 11))] });
    expect([done.action, done.why]).toEqual(['leave', 'the comment holds its report']);
  });

  test('that succeeded, with an artifact that was not fetched: no word of what changed', async () => {
    const { writes } = await run();
    expect(bodyOf(writes[0])).toContain(`The report that [the run](${runAddress}) left could not be fetched.`);
    expect(bodyOf(writes[0])).not.toContain('changes no data');
  });

  test.each(['failure', 'timed_out', 'startup_failure'])('that ended as %s is told', async (conclusion) => {
    const { done, writes } = await run(none, { conclusion });
    expect(done).toMatchObject({ action: 'create', report: 'missing' });
    expect(bodyOf(writes[0])).toContain(`left no report; [its log](${runAddress}) says why.`);
    expect(bodyOf(writes[0])).toContain('report=none');
    expect(bodyOf(writes[0])).not.toContain('artifacts');
  });

  test.each(['cancelled', 'skipped', 'action_required', null])(
    'that ended as %s writes nothing',
    async (conclusion) => {
      const first = await run(none, { conclusion });
      expect([first.done.action, first.writes]).toEqual(['none', []]);
      await gitHub.close();
      const second = await run({ ...none, comments: [comment(1, marked(older, 11))] }, { conclusion });
      expect([second.done.action, second.writes]).toEqual(['leave', []]);
    },
  );

  test.each(['success', 'failure'])('that was superseded and ended as %s leaves a report alone', async (conclusion) => {
    const moved = { associated: [], open: [pull(9, newer)], comments: [comment(1, marked(older, 11))] };
    const { done, writes } = await run({ ...none, ...moved }, { conclusion });
    expect([done.action, writes]).toEqual(['leave', []]);
  });

  test('that failed keeps the report of an earlier push below a line that says so, once', async () => {
    const failed = { conclusion: 'failure' };
    const first = await run({ ...none, comments: [comment(1, marked(older, 11))] }, failed);
    const body = bodyOf(first.writes[0]);
    expect(body.split('\n')).toEqual([
      `<!-- sluice-report head=${sha} run=12 attempt=1 report=${older} -->`,
      `> **No report of the newest run:** The run ended as failure and left no report; [its log](${runAddress}) says why. What follows is of an earlier push, <code>ccccccc</code>.`,
      '',
      'what it said',
    ]);
    await gitHub.close();
    const again = await run(
      { ...none, comments: [comment(1, body.replaceAll('\n', '\r\n'))] },
      { ...failed, run_attempt: 2 },
    );
    expect(bodyOf(again.writes[0])).toBe(body.replace('attempt=1', 'attempt=2'));
  });

  test('that failed keeps the report of its own commit, and a report that comes takes the place of all of it', async () => {
    const first = await run({ ...none, comments: [comment(1, marked(sha, 11))] }, { conclusion: 'failure' });
    const body = bodyOf(first.writes[0]);
    expect(body).toContain('What follows is of an earlier run.\n\nwhat it said');
    await gitHub.close();
    await mkdir(join(folder, 'report'));
    await writeFile(join(folder, 'report', 'comment.md'), 'new');
    const again = await run({ comments: [comment(1, body)] }, { run_attempt: 2 });
    expect(bodyOf(again.writes[0])).not.toMatch(/what it said|No report/);
  });

  test('that failed finds room above the longest report', async () => {
    await mkdir(join(folder, 'report'));
    await writeFile(join(folder, 'report', 'comment.md'), 'a line of it\n'.repeat(9000));
    const whole = bodyOf((await run()).writes[0]);
    await gitHub.close();
    await rm(join(folder, 'report'), { recursive: true });
    const { writes } = await run({ ...none, comments: [comment(1, whole)] }, { conclusion: 'failure', run_attempt: 2 });
    expect(bodyOf(writes[0]).length).toBeLessThanOrEqual(65_536);
    expect(bodyOf(writes[0])).toContain(whole.slice(whole.indexOf('\n')).trim());
  });
});

describe('the artifact is nobody’s word', () => {
  const put = (content: string | Uint8Array) => writeFile(join(folder, 'report', 'comment.md'), content);

  test('one that can’t be shown takes no report away', async () => {
    await put(Uint8Array.of(0x61, 0xff, 0xfe));
    const { writes } = await run({ comments: [comment(1, marked(older, 11))] });
    expect(bodyOf(writes[0])).toMatch(/not UTF-8.*\n\nwhat it said/);
  });

  test('a link is not followed', async () => {
    await writeFile(join(folder, 'secret'), 'secret of the runner');
    await rm(join(folder, 'report', 'comment.md'));
    await symlink(join(folder, 'secret'), join(folder, 'report', 'comment.md'));
    const { writes } = await run();
    expect(bodyOf(writes[0])).toContain('no regular file');
    expect(bodyOf(writes[0])).not.toContain('secret');
  });

  test.each([
    ['not UTF-8', Uint8Array.of(0x61, 0xff, 0xfe)],
    ['larger', new Uint8Array(300_000).fill(97)],
  ])('%s: it is not shown', async (what, content) => {
    await put(content);
    const { done, writes } = await run();
    expect(done.report).toBe('unusable');
    expect(bodyOf(writes[0])).toContain(what);
  });

  test('too long: cut at a line, with the footer whole', async () => {
    await put(`${'@team <b> [x](https://evil.example)\n'.repeat(4000)}`);
    const body = bodyOf((await run()).writes[0]);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(60_000);
    expect(body).toMatch(/evil\.example\)\n\n… cut here: the artifact holds the rest\.(<\/b>)+\n\n<sub>.*<\/sub>\n$/);
  });

  test('one line without an end: cut to nothing rather than through', async () => {
    await put('x'.repeat(200_000));
    expect(bodyOf((await run()).writes[0]).length).toBeLessThan(1000);
  });

  test('it gives the runner no command, where it is printed', async () => {
    await put('a\n::error::b\n  ::set-output name=x::y\n##[error]c');
    const { stdout, stderr } = await run({}, {}, ['--plan']);
    expect(stdout).toContain('error');
    expect(stdout + stderr).not.toMatch(/^\s*::|##\[/m);
  });

  test('a marker in it is text', async () => {
    await put(`${marked(newer, 99)}`);
    expect(bodyOf((await run()).writes[0])).toContain('&lt;!-- sluice-report');
  });
});

describe('GitHub refuses', () => {
  test.each([
    [401, 'GITHUB_TOKEN'],
    [403, 'pull-requests: write'],
    [500, 'run it again'],
  ])('%i is the surroundings’ failure, with what to do', async (status, fix) => {
    await expect(run({ write: { status, body: { message: 'no' } } })).rejects.toMatchObject({
      code: 'github-api',
      exitCode: 3,
      message: expect.stringContaining(fix),
    });
  });

  test('a token that may not list artifacts: the comment links to the run alone', async () => {
    const { writes } = await run({ artifacts: { status: 403, body: { message: 'no' } } });
    expect(bodyOf(writes[0])).not.toContain('the whole report');
  });

  test('an event of another kind', async () => {
    await expect(run({}, { head_sha: 'main; rm -rf /' })).rejects.toMatchObject({
      code: 'no-workflow-run',
      exitCode: 3,
    });
  });
});
