import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createStarter } from '../../../lambda/pipeline/create-starter.ts';
import { parseRunRecord, recordKey } from '../../../lambda/pipeline/run-record.ts';
import { memoryLedger } from '../../../lambda/pipeline/testing/memory-ledger.ts';
import { MemoryStore } from '../../../lambda/store/testing/memory-store.ts';
import type { PipelinePlaces } from '../transform/places.ts';
import { ServiceError, scriptedWire } from './scripted-wire.ts';
import { testPlaces } from './test-places.ts';

/** How an execution goes on: what the next look at it finds. */
export interface Frame {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** States that it enters by then. */
  readonly enters: readonly string[];
  /** The job is submitted. */
  readonly submits?: boolean;
  readonly failure?: { readonly error: string; readonly cause: string };
  /** Outcomes by table: the job leaves its record. */
  readonly record?: Readonly<Record<string, string>>;
}

interface Run {
  readonly frames: readonly Frame[];
  looks: number;
}

/**
 * A pipeline in memory: the real starter and ledger behind `start-run`, and a machine whose executions go as they are told.
 * @param scripts of the runs, in the order in which they start @param jobs what GetJobRun answers, look by look
 */
export function scriptedPipeline(
  scripts: readonly (readonly Frame[])[],
  {
    jobs = [],
    crawls = [],
    places = testPlaces,
  }: { jobs?: readonly object[]; crawls?: readonly object[]; places?: PipelinePlaces } = {},
) {
  const ledger = memoryLedger();
  const final = new MemoryStore();
  const runs = new Map<string, Run>();
  let time = Date.UTC(2026, 4, 1, 12);
  const now = () => time;
  const starter = createStarter(
    {
      ledger,
      now,
      nameRun: () => `run-${runs.size + 1}`,
      executions: {
        async start(run) {
          runs.set(run, { frames: scripts[runs.size] ?? [], looks: 0 });
        },
        statusOf: async (run) => (runs.has(run) ? 'running' : 'unknown'),
      },
      ...{ runTimeout: 3_600_000, leastInterval: 0 },
    },
    { machine: places.machine, processedBucket: 'processed' },
  );
  const runOf = (body: unknown) => {
    const name =
      String((body as { executionArn: string }).executionArn)
        .split(':')
        .at(-1) ?? '';
    const run = runs.get(name);
    if (run === undefined) throw new ServiceError('ExecutionDoesNotExist');
    return { name, run, seen: run.frames.slice(0, Math.max(1, run.looks)) };
  };
  /** What the machine does on its way to the frame. */
  const act = async (name: string, frame: Frame) => {
    if (frame.enters.includes('Begin')) await ledger.begin(name, time + 3_600_000);
    if (frame.record !== undefined) {
      const tables = Object.entries(frame.record).map(([table, outcome]) => ({
        table,
        outcome,
        rows: 7,
        findings: [],
      }));
      const text = JSON.stringify({ format: 1, run: name, tables });
      parseRunRecord(text, name);
      await final.write(recordKey(name), new TextEncoder().encode(text));
    }
    if (frame.enters.includes('Finish')) await ledger.finish(name);
    if (frame.status === 'RUNNING' || frame.status === 'SUCCEEDED') return;
    await starter({
      source: 'aws.states',
      detail: { stateMachineArn: places.machine, name, status: frame.status },
    });
  };
  const states = async (operation: string, body: unknown): Promise<object> => {
    if (operation === 'ListExecutions') return { executions: [...runs.keys()].reverse().map((name) => ({ name })) };
    const { name, run, seen } = runOf(body);
    if (operation === 'DescribeExecution') {
      const frame = run.frames[run.looks] ?? run.frames.at(-1);
      if (frame === undefined) throw new ServiceError('ExecutionDoesNotExist');
      if (run.looks < run.frames.length) {
        run.looks++;
        await act(name, frame);
      }
      return { status: frame.status, startDate: 1000, ...(frame.status === 'RUNNING' ? {} : { stopDate: 1090 }) };
    }
    let id = 0;
    const event = (more: object) => ({ id: ++id, timestamp: 1000, ...more });
    const events = seen.flatMap((frame) => [
      ...frame.enters.map((state) => event({ stateEnteredEventDetails: { name: state } })),
      ...(frame.submits === true
        ? [
            event({
              taskSubmittedEventDetails: {
                resourceType: 'glue',
                resource: 'startJobRun.sync',
                output: '{"JobRunId":"jr_1"}',
              },
            }),
          ]
        : []),
      ...(frame.failure === undefined ? [] : [event({ executionFailedEventDetails: frame.failure })]),
    ]);
    return { events };
  };
  const looked = { jobs: 0, crawls: 0 };
  const next = (kind: keyof typeof looked, list: readonly object[]) => list[Math.min(looked[kind]++, list.length - 1)];
  const glue = (operation: string): object => {
    const answer = operation === 'GetJobRun' ? next('jobs', jobs) : next('crawls', crawls);
    if (answer === undefined) throw new ServiceError('EntityNotFoundException');
    return operation === 'GetJobRun' ? { JobRun: answer } : { Crawler: { Name: 'discovery', ...answer } };
  };
  return {
    ...{ ledger, final, places, starter, now },
    clients: {
      functions: new LambdaClient(scriptedWire((_, body) => starter(body))),
      states: new SFNClient(scriptedWire(states)),
      glue: new GlueClient(scriptedWire(glue)),
    },
    /** Time goes on only while somebody waits. */
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
}
