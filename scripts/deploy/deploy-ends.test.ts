import { CloudFormationClient, CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import { afterAll, expect, test } from 'vitest';
import { findEnvironment } from '../cli/find-environment.ts';
import { deploy } from './deploy.ts';

const clients: CloudFormationClient[] = [];
afterAll(() => {
  for (const client of clients) client.destroy();
});

/** CloudFormation that answers each request so, without a network. */
function answering(answer: () => object): CloudFormationClient {
  const client = new CloudFormationClient({ region: 'us-east-1' });
  client.middlewareStack.add(() => async () => ({ response: undefined, output: { $metadata: {}, ...answer() } }), {
    step: 'initialize',
    priority: 'high',
  });
  clients.push(client);
  return client;
}

const standing = (StackStatus: string) => answering(() => ({ Stacks: [{ StackStatus }] }));
const throwing = (error: Error) =>
  answering(() => {
    throw error;
  });
const expired = new CloudFormationServiceException({
  ...{ name: 'ExpiredToken', $fault: 'client', message: 'The security token included in the request is expired' },
  $metadata: { httpStatusCode: 403 },
});

async function deployed(code: number, client: CloudFormationClient) {
  const [said, ran]: [string[], string[][]] = [[], []];
  const ended = await deploy({
    ...{ environment: findEnvironment('deploy', 'rehearsal'), assembly: '/assembly', client, root: '/', env: {} },
    plan: { environment: 'rehearsal', hash: 'abc', stacks: [] },
    say: (line) => said.push(line),
    runCdk: async (_root, args) => {
      ran.push([...args]);
      return code;
    },
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(ran.map(([verb, ...args]) => [verb, ...args.slice(0, 2)])).toEqual([
    ['deploy', 'sluice-rehearsal-storage', 'sluice-rehearsal-lake'],
  ]);
  return { ended, said };
}

test('a deploy that ended well says how each stack stands', async () => {
  expect(await deployed(0, standing('UPDATE_COMPLETE'))).toEqual({
    ended: undefined,
    said: ['sluice-rehearsal-storage: UPDATE_COMPLETE', 'sluice-rehearsal-lake: UPDATE_COMPLETE'],
  });
});

test('one that failed says what is live', async () => {
  const { ended } = await deployed(1, standing('UPDATE_ROLLBACK_COMPLETE'));
  expect(ended).toMatchObject({
    ...{ code: 'deploy-failed', exitCode: 3 },
    message: expect.stringContaining(
      'got exit status 1 of cdk; live now: sluice-rehearsal-storage: UPDATE_ROLLBACK_COMPLETE, as it was before',
    ),
  });
});

const where =
  /could not be read \(ExpiredToken\): look at the stacks sluice-rehearsal-storage and sluice-rehearsal-lake of CloudFormation in 123456789012 us-east-1/;

test.each([
  [0, 'live-unread', /cdk ended with status 0/],
  [1, 'deploy-failed', /got exit status 1 of cdk/],
])(
  'credentials that expired while cdk ended with %d: what is known is said, never that nothing was deployed',
  async (code, expected, what) => {
    const { ended } = await deployed(code, throwing(expired));
    expect(ended).toMatchObject({ code: expected, exitCode: 3, cause: expired, message: expect.stringMatching(where) });
    expect(ended).toMatchObject({ message: expect.stringMatching(what) });
    expect(ended).toMatchObject({ message: expect.not.stringContaining('nothing was deployed') });
  },
);

test('a bug keeps its stack', async () => {
  const bug = new TypeError('a bug');
  expect((await deployed(0, throwing(bug))).ended).toBe(bug);
});
