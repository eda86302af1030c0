import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStarter } from '../../lambda/pipeline/create-starter.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { type RunRecord, recordKey, type TableOutcome } from '../../lambda/pipeline/run-record.ts';
import { sfnExecutions } from '../../lambda/pipeline/sfn-executions.ts';
import { defineMachine } from './define-machine.ts';
import { placeOf } from './substitutions.ts';
import { branches, secretOfTheJob } from './testing/branches.ts';
import { hurried, named } from './testing/small-stack.ts';
import { place, type SmallStack, startSmallStack } from './testing/start-small-stack.ts';

const arn = (kind: string, name: string) => `arn:aws:states:${place.region}:${place.account}:${kind}:${name}`;
const runTimeout = 120;
const options = { settle: 2, transformTimeout: 60, runTimeout, refresh: false, discover: false, s3Manifests: false };
const machines = {
  mocked: hurried(defineMachine({ ...options, refresh: true, discover: true, s3Manifests: true })),
  real: JSON.stringify(defineMachine(options)),
  waits: JSON.stringify(defineMachine({ ...options, settle: 100 })),
  'no-job': JSON.stringify(defineMachine(options)).replace(placeOf('TransformJob'), 'missing'),
  'waits-too-long': JSON.stringify(defineMachine({ ...options, settle: 100, runTimeout: 2 })),
};

const started = await startSmallStack(machines, { mocked: 'mocked', runTimeout }).then(
  (stack) => ({ stack }),
  (error: unknown) => ({ reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
const reason = 'reason' in started ? started.reason : undefined;
if (reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(reason));

describe.skipIf(reason !== undefined)(`the machine in LocalStack (${reason ?? 'started'})`, () => {
  let stack: SmallStack;
  beforeAll(() => {
    if ('stack' in started) stack = started.stack;
  });
  afterAll(() => stack?.stop());

  async function endOf(
    executionArn: string,
  ): Promise<{ status: string | undefined; error?: string | undefined; cause?: string | undefined }> {
    for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(100)) {
      const { status, error, cause } = await stack.states.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return { status, error, cause };
    }
    return { status: 'RUNNING' };
  }

  async function statesOf(executionArn: string): Promise<string[]> {
    const { events = [] } = await stack.states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return events.flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? []);
  }

  describe('goes every way', () => {
    const before = ['Settle', 'Begin', 'HoldsTheLease'];
    const within = /Refresh$|Refreshed$|Look|^KeepCount$/;
    let notices: string[] = [];

    beforeAll(async () => {
      const executions = Object.keys(branches).map(async (name) => {
        const stateMachineArn = `${arn('stateMachine', 'mocked')}#${name}`;
        await stack.states.send(new StartExecutionCommand({ stateMachineArn, name, input: '{}' }));
        return endOf(`${arn('execution', 'mocked')}:${name}`);
      });
      await Promise.all(executions);
      notices = await stack.take('read');
    }, 120_000);

    it.each(Object.entries(branches))('%s', async (name, branch) => {
      const executionArn = `${arn('execution', 'mocked')}:${name}`;
      const end = await endOf(executionArn);
      expect(end).toMatchObject({ status: branch.status, error: branch.error });
      if (branch.cause !== undefined) expect(end.cause).toBe(branch.cause);
      const states = await statesOf(executionArn);
      const top = states.filter(
        (state) => branch.states.includes(state) || before.includes(state) || !within.test(state),
      );
      const proceeds = branch.states.length > 0 ? ['Discover', 'WriteS3Manifests', ...branch.states] : ['Superseded'];
      expect(top).toEqual([...before, ...proceeds]);
      const told = notices.filter((notice) => notice.includes(`:${name}`) || notice.includes(`Run ${name} `));
      if (branch.tells === 'failed' || branch.tells === 'not-refreshed') expect(told).toHaveLength(1);
    });

    it('tells each outcome once, with an attribute to choose by, and nothing of what a job said', () => {
      const outcomes = notices.map((notice) => /"outcome": ?\{[^}]*"Value": ?"([a-z-]+)"/.exec(notice)?.[1]);
      const expected = Object.values(branches).flatMap(({ tells }) => tells ?? []);
      expect(outcomes.sort()).toEqual(expected.sort());
      expect(notices.join()).not.toContain(secretOfTheJob);
    });
  });

  describe('with its lease', () => {
    let runs = 0;
    /** `start-run` as it is in AWS, but for how its events arrive. */
    function starter(machine: keyof typeof machines) {
      const executions = sfnExecutions(stack.states, arn('stateMachine', machine));
      const ledger = dynamoLedger(stack.database, named.table);
      const surroundings = { ledger, executions, now: () => Date.now(), nameRun: () => `${machine}-${++runs}` };
      const start = createStarter(
        { ...surroundings, runTimeout: runTimeout * 1000, leastInterval: 0 },
        { machine: arn('stateMachine', machine), processedBucket: 'processed' },
      );
      return { start, ledger, executions };
    }
    const landed = { Records: [{ s3: { bucket: { name: 'processed' }, object: { key: '_manifests/a/b.csv.json' } } }] };

    /** What EventBridge says of the end of a run. */
    async function heardEnd(run: string): Promise<unknown> {
      for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(200)) {
        const bodies = (await stack.take('ends')).map((body): unknown => JSON.parse(body));
        const found = bodies.find((body) => JSON.stringify(body).includes(`"name":"${run}"`));
        if (found !== undefined) return found;
      }
      return undefined;
    }
    async function leaveRecord(run: string, outcome: TableOutcome = 'published'): Promise<void> {
      const record: RunRecord = { format: 1, run, tables: [{ table: 'a', outcome, rows: 1, findings: [] }] };
      const Body = JSON.stringify(record);
      await stack.s3.send(new PutObjectCommand({ Bucket: named.final, Key: recordKey(run), Body }));
    }

    it('a hundred files are one run, one that lands during it is one more, each by the function itself', async () => {
      const { start, ledger } = starter('real');
      const hundred = await Promise.all(Array.from({ length: 100 }, () => start(landed)));
      expect(hundred.filter(({ came }) => came.what === 'started')).toHaveLength(1);
      await expect
        .poll(async () => (await ledger.read()).lease?.seen, { timeout: 30_000, interval: 100 })
        .toBeDefined();
      expect((await ledger.read()).lease?.seen).toBe(100);
      expect(await start(landed)).toMatchObject({ came: { what: 'held' } });
      const run = hundred.flatMap(({ came }) => ('run' in came ? [came.run] : []))[0] ?? '';
      await leaveRecord(run);
      expect(await start(await heardEnd(run))).toMatchObject({ came: { what: 'started' } });
      const next = (await ledger.read()).lease?.run ?? '';
      await leaveRecord(next);
      expect(await start(await heardEnd(next))).toEqual({ came: { what: 'nothing-owed' } });
      expect(await ledger.read()).toMatchObject({ requested: 101, done: 101 });
      expect((await ledger.read()).lease).toBeUndefined();
    });

    it.each([
      ['aborted', 'waits'],
      ['timed out', 'waits-too-long'],
      ['failed, without a job to start,', 'no-job'],
    ] as const)('a run that is %s frees it, and is owed', async (_, machine) => {
      const { start, ledger, executions } = starter(machine);
      const answer = await start({ do: 'request', atOnce: true });
      const run = 'run' in answer.came ? answer.came.run : '';
      expect(await executions.statusOf(run)).toBe('running');
      const executionArn = `${arn('execution', machine)}:${run}`;
      if (machine === 'waits') await stack.states.send(new StopExecutionCommand({ executionArn }));
      const statuses = { waits: 'ABORTED', 'waits-too-long': 'TIMED_OUT', 'no-job': 'FAILED' };
      expect(await endOf(executionArn)).toMatchObject({ status: statuses[machine] });
      expect(await executions.statusOf(run)).toBe('ended');
      expect((await ledger.read()).lease?.run).toBe(run);
      expect(await start(await heardEnd(run))).toEqual({ came: { what: 'too-soon' } });
      const { requested, done, lease } = await ledger.read();
      expect({ owed: requested - done > 0, lease }).toEqual({ owed: true, lease: undefined });
    });

    it('a table that is refused fails the run, which is not tried again with the same input', async () => {
      const { start, ledger } = starter('real');
      const { came } = await start({ do: 'request', atOnce: true });
      const run = 'run' in came ? came.run : '';
      await leaveRecord(run, 'refused');
      expect(await endOf(`${arn('execution', 'real')}:${run}`)).toMatchObject({
        status: 'FAILED',
        error: 'TableRefused',
      });
      expect(await start(await heardEnd(run))).toEqual({ came: { what: 'nothing-owed' } });
      expect(await ledger.read()).toMatchObject({ failures: 0 });
      expect((await ledger.read()).lease).toBeUndefined();
    });

    it('the same execution is started once, and asked for in vain when there never was one', async () => {
      const { executions } = starter('waits');
      await executions.start('twice');
      await executions.start('twice');
      expect(await executions.statusOf('twice')).toBe('running');
      expect(await executions.statusOf('never')).toBe('unknown');
      const executionArn = `${arn('execution', 'waits')}:twice`;
      await stack.states.send(new StopExecutionCommand({ executionArn }));
      await endOf(executionArn);
      await executions.start('twice');
      expect(await executions.statusOf('twice')).toBe('ended');
    });
  });
});
