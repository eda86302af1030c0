import { createServer, type Server } from 'node:http';
import process from 'node:process';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { main } from './main.ts';
import { startGitHub } from './testing/start-github.ts';

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject();
});
afterAll(() => project.dispose());

/** An AWS that allows nothing. */
let server: Server;
let endpoint = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const isXml =
      request.headers['x-amz-target'] === undefined && !/^\/(accounts|resources|List)/.test(request.url ?? '');
    response.writeHead(403, {
      'content-type': isXml ? 'text/xml' : 'application/json',
      'x-amzn-errortype': 'AccessDeniedException',
    });
    const xml = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';
    response.end(isXml ? xml : JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function run(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects = {
    ...{ cwd: project.root, env: { ...process.env, NO_COLOR: '1', ...more }, now: () => new Date() },
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const code = await main(args, effects);
  return { code, stdout: out.join(''), stderr: err.join('') };
}

it('says of each kind that it was refused, and exits with 3', async () => {
  const { code, stderr, stdout } = await run([]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  for (const kind of ['infrastructure', 'dashboards', 'data', 'catalog'])
    expect(stderr).toMatch(new RegExp(`^refused ${kind}: `, 'm'));
  expect(stderr).toMatch(/not looked at: sluice-rehearsal-storage: AccessDenied/);
  // Whose role lacks it.
  expect(stderr).toContain('take the role sluice-rehearsal-drift');
});

it('gives programs the same, and keeps an issue that told of something', async () => {
  const standIn = await startGitHub();
  onTestFinished(() => standIn.close());
  const github = { GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'example/sluice', GITHUB_API_URL: standIn.endpoint };
  const { code, stdout } = await run(['--json', '--issue'], github);
  const { checks, environment, issue } = JSON.parse(stdout);
  expect({ code, environment, issue }).toEqual({ code: 3, environment: 'rehearsal', issue: [] });
  expect(checks.map(({ status }: { status: string }) => status)).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(standIn.issues).toEqual([]);
});

it.each([
  [['--only', 'weather'], /--only with one of infrastructure, dashboards, data, catalog/],
  [['--issue', '--only', 'data'], /--issue about all of it/],
  [['--timeout', '0'], /--timeout with minutes/],
  [['sales'], /options alone/],
])('refuses %s', async (args, message) => {
  await expect(run(args)).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
});

it('says what --issue lacks before it looks', async () => {
  const without = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: 'example/sluice' };
  await expect(run(['--issue'], without)).rejects.toMatchObject({ code: 'no-github', exitCode: 3 });
});
