import { describe, expect, it } from 'vitest';
import { createStarter } from './create-starter.ts';
import type { Executions } from './executions.ts';
import type { Happening } from './happening.ts';
import { memoryLedger } from './testing/memory-ledger.ts';

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:run';
const processedBucket = 'csv-processed-data';
const minute = 60_000;

function pipeline() {
  let now = 1_800_000_000_000;
  const ledger = memoryLedger();
  const started: string[] = [];
  const statuses = new Map<string, 'running' | 'ended'>();
  const told: Happening[] = [];
  let broken = false;
  const executions: Executions = {
    start: async (run) => {
      if (broken) throw new TypeError('out of reach');
      started.push(run);
      statuses.set(run, 'running');
    },
    statusOf: async (run) => statuses.get(run) ?? 'unknown',
  };
  const start = createStarter(
    {
      ...{ ledger, executions, now: () => now, runTimeout: 60 * minute, leastInterval: 0 },
      nameRun: () => `run-${started.length + 1}`,
    },
    { machine, processedBucket, tell: (happening) => told.push(happening) },
  );
  return {
    ...{ ledger, started, statuses, told, start },
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    breakMachine: (is: boolean) => {
      broken = is;
    },
    now: () => now,
  };
}

const manifest = (key = '_manifests/orders/2026-10.csv.json', bucket = processedBucket) => ({
  s3: { bucket: { name: bucket }, object: { key } },
});
const message = (messageId: string, body: string) => ({ eventSource: 'aws:sqs', messageId, body });
const ended = (name: string, status: string) => ({
  source: 'aws.states',
  detail: { stateMachineArn: machine, name, status },
});

describe('what asks for a run', () => {
  it('a manifest does, by S3, by EventBridge, through a queue', async () => {
    const eventBridge = {
      source: 'aws.s3',
      detail: { bucket: { name: processedBucket }, object: { key: '_manifests/orders/a.csv.json' } },
    };
    const queue = { Records: [message('1', JSON.stringify({ Records: [manifest()] }))] };
    for (const event of [{ Records: [manifest()] }, eventBridge, queue, { do: 'request' }]) {
      const { start, started } = pipeline();
      expect(await start(event)).toMatchObject({ came: { what: 'started', run: 'run-1' } });
      expect(started).toEqual(['run-1']);
    }
  });

  it('nothing else does: not what a run writes, not what clean writes beside the manifest', async () => {
    const { start, started, ledger } = pipeline();
    const keys = [
      ...['_transforms/run-1.json', 'sales_daily/data/00000.parquet', 'sales_daily/metadata/v1.metadata.json'],
      ...['_runs/orders/a.csv/0f.csv', '_reports/orders/a.csv/0f.json', 'orders/a.csv/0f/part-00000.csv'],
      ...['_schemas/orders.json', '_manifests', 'x/_manifests/orders/a.csv.json'],
    ];
    const records = [...keys.map((key) => manifest(key)), manifest(undefined, 'csv-final-data')];
    expect(await start({ Records: records })).toEqual({ came: { what: 'no-manifest' } });
    expect(await start({ Event: 's3:TestEvent' })).toEqual({ came: { what: 'no-manifest' } });
    expect(started).toEqual([]);
    expect(await ledger.read()).toMatchObject({ requested: 0 });
  });

  it('a message that is no event goes back; the others count', async () => {
    const { start, told } = pipeline();
    const Records = [message('bad', 'no event'), message('good', JSON.stringify({ Records: [manifest()] }))];
    expect(await start({ Records })).toEqual({
      came: { what: 'started', run: 'run-1' },
      batchItemFailures: [{ itemIdentifier: 'bad' }],
    });
    expect(told.map(({ what }) => what)).toEqual(['message-refused', 'looked']);
  });
});

describe('the end of a run', () => {
  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])(
    '%s frees the lease at once; what is owed waits five minutes',
    async (status) => {
      const { start, ledger, wait, started } = pipeline();
      await start({ do: 'request' });
      await ledger.begin('run-1', Number.MAX_SAFE_INTEGER);
      expect(await start(ended('run-1', status))).toEqual({ came: { what: 'too-soon' } });
      expect(await ledger.read()).toMatchObject({ requested: 1, done: 0, failures: 1 });
      expect((await ledger.read()).lease).toBeUndefined();
      wait(5 * minute - 1);
      expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'too-soon' } });
      wait(1);
      expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'started', run: 'run-2' } });
      // Heard of again, late: it is not the holder's.
      await start(ended('run-1', status));
      expect((await ledger.read()).lease?.run).toBe('run-2');
      expect(started).toEqual(['run-1', 'run-2']);
    },
  );

  it('a person need not wait', async () => {
    const { start, started } = pipeline();
    await start({ do: 'request' });
    await start(ended('run-1', 'FAILED'));
    expect(await start({ do: 'request' })).toEqual({ came: { what: 'too-soon' } });
    expect(await start({ do: 'request', atOnce: true })).toMatchObject({ came: { what: 'started' } });
    expect(started).toHaveLength(2);
  });

  it('SUCCEEDED starts what was asked for meanwhile, and nothing when nothing was', async () => {
    const { start, ledger, started } = pipeline();
    await start({ do: 'request' });
    await ledger.begin('run-1', Number.MAX_SAFE_INTEGER);
    expect(await start({ Records: [manifest()] })).toEqual({ came: { what: 'held' } });
    await ledger.finish('run-1');
    expect(await start(ended('run-1', 'SUCCEEDED'))).toEqual({ came: { what: 'started', run: 'run-2' } });
    await ledger.begin('run-2', Number.MAX_SAFE_INTEGER);
    await ledger.finish('run-2');
    expect(await start(ended('run-2', 'SUCCEEDED'))).toEqual({ came: { what: 'nothing-owed' } });
    expect(started).toHaveLength(2);
  });
});

describe('the sweep', () => {
  it('starts the machine of a lease whose taker could not, and counts the request once', async () => {
    const { start, started, ledger, told, breakMachine } = pipeline();
    breakMachine(true);
    expect(await start({ Records: [manifest()] })).toEqual({ came: { what: 'start-failed' } });
    expect(told.map(({ what }) => what)).toContain('start-failed');
    breakMachine(false);
    expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'started-late', run: 'run-1' } });
    expect(started).toEqual(['run-1']);
    expect(await ledger.read()).toMatchObject({ requested: 1 });
  });

  it('frees the lease of a run whose end nobody heard of', async () => {
    const { start, statuses, ledger } = pipeline();
    await start({ do: 'request' });
    statuses.set('run-1', 'ended');
    expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'too-soon' } });
    expect((await ledger.read()).lease).toBeUndefined();
  });

  it('leaves a run alone that runs, and takes over when its time is surely over', async () => {
    const { start, wait, started } = pipeline();
    await start({ do: 'request' });
    expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'held' } });
    wait(63 * minute);
    expect(await start({ do: 'sweep' })).toEqual({ came: { what: 'started', run: 'run-2' } });
    expect(started).toHaveLength(2);
  });

  it('fails when it can do nothing, so that its alarm sounds', async () => {
    const { start, breakMachine, wait } = pipeline();
    breakMachine(true);
    await start({ do: 'request' });
    wait(minute);
    await expect(start({ do: 'sweep' })).rejects.toThrow('out of reach');
  });
});
