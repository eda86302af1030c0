import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStarter } from '../../lambda/pipeline/create-starter.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { recordKey, type TableOutcome } from '../../lambda/pipeline/run-record.ts';
import { sfnExecutions } from '../../lambda/pipeline/sfn-executions.ts';
import { S3Store } from '../../lambda/store/s3-store.ts';
import { redrive } from '../../scripts/rerun/clean/dead-letters.ts';
import { scriptedWire } from '../../scripts/rerun/testing/scripted-wire.ts';
import { executionArn, type PipelinePlaces } from '../../scripts/rerun/transform/places.ts';
import { rerunTransform } from '../../scripts/rerun/transform/rerun-transform.ts';
import { defineMachine } from './define-machine.ts';
import { placeOf } from './substitutions.ts';
import { named } from './testing/small-stack.ts';
import { place, type SmallStack, startSmallStack } from './testing/start-small-stack.ts';

const runTimeout = 120;
const options = { settle: 1, transformTimeout: 60, runTimeout, refresh: false, discover: false, s3Manifests: false };
const machines = {
  works: JSON.stringify(defineMachine(options)),
  refuses: JSON.stringify(defineMachine(options)),
  waits: JSON.stringify(defineMachine({ ...options, settle: 100 })),
  'no-job': JSON.stringify(defineMachine(options)).replace(placeOf('TransformJob'), 'missing'),
  'waits-too-long': JSON.stringify(defineMachine({ ...options, settle: 100, runTimeout: 2 })),
};
type Machine = keyof typeof machines;

const started = await startSmallStack(machines, { mocked: 'works', runTimeout }).then(
  (stack) => ({ stack }),
  (error: unknown) => ({ reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
const reason = 'reason' in started ? started.reason : undefined;
if (reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(reason));

describe.skipIf(reason !== undefined)(`sluice rerun, by the machine in LocalStack (${reason ?? 'started'})`, () => {
  let stack: SmallStack;
  let glue: GlueClient;
  let sqs: SQSClient;
  const config = () => ({
    ...{ endpoint: stack.endpoint, region: place.region },
    credentials: { accessKeyId: place.account, secretAccessKey: 'test' },
  });
  beforeAll(() => {
    if ('stack' in started) stack = started.stack;
    [glue, sqs] = [new GlueClient(config()), new SQSClient(config())];
  });
  afterAll(async () => {
    glue?.destroy();
    sqs?.destroy();
    await stack?.stop();
  });

  let runs = 0;
  /** Runs the tables again; what EventBridge, the sweeper and the job do besides is done here. */
  async function rerun(machine: Machine, outcome: TableOutcome = 'published', onRun?: (run: string) => unknown) {
    const places: PipelinePlaces = {
      ...{ region: place.region, machine: `arn:aws:states:${place.region}:${place.account}:stateMachine:${machine}` },
      ...{ startRun: 'start-run', runs: named.table, job: named.job, crawler: undefined, final: named.final },
    };
    const ledger = dynamoLedger(stack.database, named.table);
    const executions = sfnExecutions(stack.states, places.machine);
    const nameRun = () => `${machine}-${++runs}`;
    const surroundings = {
      ledger,
      executions,
      now: Date.now,
      nameRun,
      runTimeout: runTimeout * 1000,
      leastInterval: 0,
    };
    const start = createStarter(surroundings, { machine: places.machine, processedBucket: 'processed' });
    const over = new AbortController();
    const meanwhile = (async () => {
      const known = new Set<string>();
      while (!over.signal.aborted) {
        const { lease } = await ledger.read();
        if (lease !== undefined && !known.has(lease.run)) {
          known.add(lease.run);
          const tables = [{ table: 'a', outcome, rows: 3, findings: outcome === 'refused' ? ['IsComplete "id"'] : [] }];
          const Body = JSON.stringify({ format: 1, run: lease.run, tables });
          await stack.s3.send(new PutObjectCommand({ Bucket: named.final, Key: recordKey(lease.run), Body }));
          await onRun?.(executionArn(places, lease.run));
        }
        for (const body of await stack.take('ends')) if (body.includes(places.machine)) await start(JSON.parse(body));
        await sleep(100);
      }
    })();
    const functions = new LambdaClient(scriptedWire((_, body) => start(body)));
    const said: string[] = [];
    try {
      const report = await rerunTransform({
        ...{ clients: { functions, states: stack.states, glue }, ledger, places, atOnce: true },
        ...{ final: new S3Store(named.final, stack.s3), now: Date.now, until: Date.now() + 90_000, minutes: 2 },
        sleep: () => sleep(100),
        say: (phase) => said.push(phase),
      });
      return { report, said };
    } finally {
      // The end frees the lease for the next test.
      await expect.poll(async () => (await ledger.read()).lease, { timeout: 30_000 }).toBeUndefined();
      over.abort();
      await meanwhile;
    }
  }

  it('follows a run and its job to the end', async () => {
    const { report, said } = await rerun('works');
    expect(report).toMatchObject({
      ...{ status: 'SUCCEEDED', findings: [], failure: undefined, tables: [{ table: 'a', outcome: 'published' }] },
      job: { id: expect.stringMatching(/.+/), state: 'SUCCEEDED' },
    });
    expect(said).toContain(`run ${report.run}: Settle`);
  });

  it('tells a table that was refused', async () => {
    const { report } = await rerun('refuses', 'refused');
    expect(report).toMatchObject({ status: 'FAILED', failure: undefined });
    expect(report.findings).toMatchObject([{ code: 'table-refused', got: 'refused: IsComplete "id"' }]);
  });

  it.each([
    ['no-job', 'run-failed'],
    ['waits-too-long', 'run-timed-out'],
    ['waits', 'run-aborted'],
  ] as const)('%s: %s', async (machine, code) => {
    const stop = (arn: string) => stack.states.send(new StopExecutionCommand({ executionArn: arn }));
    const { report } = await rerun(machine, 'published', machine === 'waits' ? stop : undefined);
    expect(report).toMatchObject({ tables: [], failure: { code, exitCode: 3 } });
    if (machine === 'no-job') expect(report.failure?.message).toContain('in Transform');
  });

  it('has SQS put dead letters back by itself', async () => {
    const arn = (name: string) => `arn:aws:sqs:${place.region}:${place.account}:${name}`;
    const dead = await sqs.send(new CreateQueueCommand({ QueueName: 'clean-dead' }));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('clean-dead'), maxReceiveCount: 2 });
    const alive = await sqs.send(new CreateQueueCommand({ QueueName: 'clean', Attributes: { RedrivePolicy } }));
    for (let count = 0; count < 12; count++)
      await sqs.send(new SendMessageCommand({ QueueUrl: dead.QueueUrl, MessageBody: String(count) }));
    const queue = {
      client: sqs,
      dead: { name: 'clean-dead', arn: arn('clean-dead') },
      alive: { name: 'clean', arn: arn('clean') },
    };
    let commands = 0;
    sqs.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === ReceiveMessageCommand.name) commands++;
          return next(args);
        },
      { step: 'initialize', name: 'count' },
    );
    const waiting = {
      now: Date.now,
      until: Date.now() + 30_000,
      minutes: 1,
      sleep: () => sleep(100),
      say: () => undefined,
    };
    expect(await redrive(queue, waiting)).toEqual({ moved: 12, left: 0, why: undefined });
    expect(commands).toBe(0);
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: alive.QueueUrl, AttributeNames }));
    expect(Attributes).toEqual({ ApproximateNumberOfMessages: '12' });
    expect(await redrive(queue, waiting)).toEqual({ moved: 0, left: 0, why: undefined });
  });
});
