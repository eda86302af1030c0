import { describe, expect, test } from 'vitest';
import { type Frame, scriptedPipeline } from '../testing/scripted-pipeline.ts';
import { testPlaces } from '../testing/test-places.ts';
import { rerunTransform, type TransformOptions } from './rerun-transform.ts';
import { transformInJson, transformLines, transformSummary } from './say-transform.ts';

const settles: Frame = { status: 'RUNNING', enters: ['Settle'] };
const begins: Frame = { status: 'RUNNING', enters: ['Begin', 'HoldsTheLease'] };
const works: Frame = { status: 'RUNNING', enters: ['Transform'], submits: true };
const finishes = ['Judge', 'Finish', 'WasAllPublished'];
const ends = (record: Record<string, string>, more: Partial<Frame> = {}): Frame => ({
  ...{ status: 'SUCCEEDED', enters: [...finishes, 'Done'], record },
  ...more,
});
const refuses = (record: Record<string, string>, error = 'TableRefused') =>
  ends(record, { status: 'FAILED', enters: [...finishes, 'Refused'], failure: { error, cause: '…' } });
const fails = (error = 'States.TaskFailed'): Frame => ({
  ...{ status: 'FAILED', enters: ['TellFailed', 'Failed'] },
  failure: { error: 'RunFailed', cause: error },
});

const job = (state: string, more: object = {}) => ({
  ...{ Id: 'jr_1', JobRunState: state, ExecutionTime: 80, DPUSeconds: 180 },
  ...{ LogGroupName: '/aws-glue/jobs-sluice', ...more },
});
const succeeded = [job('RUNNING', { ExecutionTime: 40, DPUSeconds: 90 }), job('SUCCEEDED')];
const record = { sales_daily: 'published', sales_monthly: 'unchanged' };

type Pipeline = ReturnType<typeof scriptedPipeline>;
const said: string[] = [];
function run(pipeline: Pipeline, more: Partial<TransformOptions> = {}) {
  said.length = 0;
  const minutes = 30;
  const until = pipeline.now() + minutes * 60_000;
  const say = (phase: string, detail?: string) => said.push(detail === undefined ? phase : `${phase}: ${detail}`);
  return rerunTransform({ ...pipeline, minutes, until, say, atOnce: false, ...more });
}

describe('a run that succeeds', () => {
  test('is followed to its end, with its job and its record', async () => {
    const report = await run(scriptedPipeline([[settles, begins, works, ends(record)]], { jobs: succeeded }));
    expect(report).toMatchObject({
      ...{ run: 'run-1', status: 'SUCCEEDED', seconds: 90, findings: [], failure: undefined, crawl: undefined },
      execution:
        'https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/arn:aws:states:eu-central-1:123456789012:execution:run:run-1',
      job: { id: 'jr_1', state: 'SUCCEEDED', seconds: 80, dpuHours: 0.05, error: undefined },
    });
    expect(report.job?.logs).toContain('log-group/$252Faws-glue$252Fjobs-sluice$252Ferror/log-events/jr_1');
    expect(transformLines(report)).toEqual([
      'table          outcome    rows',
      '-------------  ---------  ----',
      'sales_daily    published     7',
      'sales_monthly  unchanged     7',
    ]);
    expect(transformSummary(report)[0]).toMatch(/^run run-1: SUCCEEDED after 90 s: https/);
    expect(transformSummary(report)[1]).toMatch(/^job jr_1: SUCCEEDED, 80 s, 0.05 DPU-hours: https/);
    expect(transformInJson(report).failure).toBeNull();
    expect(said).toEqual([
      'asking for a run',
      'run run-1: Settle',
      'run run-1: HoldsTheLease',
      'run run-1: Transform: RUNNING for 40 s, 0.03 DPU-hours',
    ]);
  });

  test('of a table tells that one and those that it reads', async () => {
    const tables = { sales_daily: 'published', sales_monthly: 'stale', other: 'refused' };
    const pipeline = () => scriptedPipeline([[settles, begins, works, refuses(tables)]], { jobs: succeeded });
    const daily = await run(pipeline(), { table: { name: 'sales_daily', reads: new Set(['sales_daily']) } });
    expect([daily.tables.map(({ table }) => table), daily.findings, daily.failure]).toEqual([
      ['sales_daily'],
      [],
      undefined,
    ]);
    const reads = new Set(['sales_monthly', 'sales_daily']);
    const monthly = await run(pipeline(), { table: { name: 'sales_monthly', reads } });
    expect(monthly.tables.map(({ table }) => table)).toEqual(['sales_daily', 'sales_monthly']);
    expect(monthly.findings.map(({ code }) => code)).toEqual(['table-stale']);
    const missing = await run(pipeline(), { table: { name: 'new_one', reads: new Set(['new_one']) } });
    expect(missing.findings.map(({ code }) => code)).toEqual(['table-missing']);
  });

  test('waits for the one before, which began before the request', async () => {
    const pipeline = scriptedPipeline([[settles], [settles, begins, works, ends(record)]], { jobs: succeeded });
    await pipeline.starter({ do: 'request' });
    await pipeline.ledger.begin('run-1', pipeline.now() + 3_600_000);
    let waits = 0;
    const sleep = async (milliseconds: number) => {
      await pipeline.sleep(milliseconds);
      if (++waits === 3) {
        await pipeline.ledger.finish('run-1');
        await pipeline.starter({
          source: 'aws.states',
          detail: { stateMachineArn: testPlaces.machine, name: 'run-1', status: 'SUCCEEDED' },
        });
      }
    };
    const report = await run(pipeline, { sleep });
    expect(report.run).toBe('run-2');
    expect(said[1]).toBe('run run-1 began before the request: waiting for its end: 1800 s left');
  });

  test('one that is superseded is not the one', async () => {
    const superseded: Frame = { status: 'SUCCEEDED', enters: ['Settle', 'Begin', 'HoldsTheLease', 'Superseded'] };
    const pipeline = scriptedPipeline([[superseded], [begins, works, ends(record)]], { jobs: succeeded });
    let waits = 0;
    const sleep = async (milliseconds: number) => {
      await pipeline.sleep(milliseconds);
      // The sweeper finds the lease of a run that is over.
      if (++waits === 2)
        await pipeline.starter({
          source: 'aws.states',
          detail: { stateMachineArn: testPlaces.machine, name: 'run-1', status: 'FAILED' },
        });
      if (waits === 3) await pipeline.starter({ do: 'request', atOnce: true });
    };
    expect((await run(pipeline, { sleep })).run).toBe('run-2');
  });
});

describe('tables that are not published', () => {
  test.each(['refused', 'failed', 'stale'])('%s is a finding, and no failure of the run', async (outcome) => {
    const pipeline = scriptedPipeline([[begins, works, refuses({ a: outcome })]], { jobs: succeeded });
    const report = await run(pipeline);
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([[`table-${outcome}`, 'error']]);
    expect(report).toMatchObject({ status: 'FAILED', failure: undefined });
  });

  test('a data set that was not refreshed', async () => {
    const pipeline = scriptedPipeline([[begins, works, refuses(record, 'NotRefreshed')]], { jobs: succeeded });
    expect((await run(pipeline)).findings.map(({ code }) => code)).toEqual(['not-refreshed']);
  });
});

describe('a run that does not come to its end', () => {
  test('the job fails: its error without values, and both links', async () => {
    const wrong = job('FAILED', { ErrorMessage: "SparkException: [CAST_INVALID_INPUT] The value 'Ada' is no INT" });
    const report = await run(scriptedPipeline([[begins, works, fails()]], { jobs: [job('RUNNING'), wrong] }));
    expect(report.failure).toMatchObject({ code: 'job-failed', exitCode: 3 });
    expect(report.failure?.message).toMatch(
      /^jr_1: expected the Glue job to have SUCCEEDED, got FAILED \(SparkException: \[CAST_INVALID_INPUT\] The value … is no INT\); read its log https:\S+\$252Ferror\/log-events\/jr_1 and the execution https:\S+run-1$/,
    );
    expect(JSON.stringify(transformInJson(report))).not.toContain('Ada');
    expect(report.tables).toEqual([]);
  });

  test.each([
    [
      'run-failed',
      [begins, { ...fails('Lambda.Unknown'), enters: ['TellFailed', 'Failed'] }],
      /got Lambda\.Unknown in HoldsTheLease;/,
    ],
    [
      'run-failed',
      [begins, works, { ...fails('PipelineError'), enters: ['Judge', 'TellFailed', 'Failed'], record }],
      /got PipelineError in Judge;/,
    ],
    ['run-aborted', [begins, { status: 'ABORTED', enters: [] }], /got it stopped by somebody/],
    ['run-timed-out', [begins, works, { status: 'TIMED_OUT', enters: [] }], /got timed out/],
  ] as [string, Frame[], RegExp][])('%s', async (code, frames, message) => {
    const report = await run(scriptedPipeline([frames], { jobs: [job('RUNNING')] }));
    expect(report.failure).toMatchObject({ code, exitCode: 3 });
    expect(report.failure?.message).toMatch(message);
  });

  test('no record where there should be one', async () => {
    const lost = scriptedPipeline([[begins, works, { ...ends({}), record: undefined } as unknown as Frame]], {
      jobs: succeeded,
    });
    await expect(run(lost)).rejects.toMatchObject({ code: 'record-unreadable' });
  });

  test('one that never starts: the time is up', async () => {
    const pipeline = scriptedPipeline([[]]);
    await expect(run(pipeline)).rejects.toMatchObject({
      code: 'still-under-way',
      message: expect.stringContaining('run run-1: expected its end within 30 minutes'),
    });
    expect(said.at(-1)).toBe('run run-1: not started yet, the sweeper does it within a minute');
  });

  test('one that goes on for too long is not stopped', async () => {
    const pipeline = scriptedPipeline([[begins, works]], { jobs: [job('RUNNING')] });
    await expect(run(pipeline)).rejects.toThrow(
      /it goes on: https:\S+run-1; npx sluice rerun transform --plan says how it stands/,
    );
  });

  test('Ctrl-C says that it goes on', async () => {
    const pipeline = scriptedPipeline([[begins, works]], { jobs: [job('RUNNING')] });
    const controller = new AbortController();
    const sleep = async () => controller.abort();
    await expect(run(pipeline, { sleep, signal: controller.signal })).rejects.toMatchObject({
      code: 'interrupted',
      message: expect.stringMatching(/^run run-1: expected to wait for its end, got interrupted; it goes on: https/),
    });
  });
});

describe('a pause after a run that failed', () => {
  async function paused(scripts: readonly (readonly Frame[])[], minutes: number): Promise<Pipeline> {
    const pipeline = scriptedPipeline(scripts, { jobs: succeeded });
    await pipeline.starter({ do: 'request' });
    await pipeline.ledger.release('run-1', pipeline.now() + minutes * 60_000);
    return pipeline;
  }
  const well = [[], [begins, works, ends(record)]];

  test('is ended with force', async () => {
    expect((await run(await paused(well, 20), { atOnce: true })).run).toBe('run-2');
    expect(said).not.toContainEqual(expect.stringContaining('paused'));
  });

  test('is waited for', async () => {
    const pipeline = await paused(well, 20);
    const sleep = async (milliseconds: number) => {
      await pipeline.sleep(milliseconds);
      await pipeline.starter({ do: 'sweep' });
    };
    expect((await run(pipeline, { sleep })).run).toBe('run-2');
    expect(said).toContain('paused until 2026-05-01 12:20 UTC: the run begins by itself then, or at once with --force');
  });

  test('is told at once when it is longer than the patience', async () => {
    await expect(run(await paused(well, 45))).rejects.toMatchObject({
      code: 'run-paused',
      message: expect.stringContaining('got a pause until 2026-05-01 12:45 UTC after 1 run that failed'),
    });
  });
});

describe('where each run starts the crawler', () => {
  const places = { ...testPlaces, crawler: 'discovery' };
  const last = (status: string, at: number, more: object = {}) => ({
    State: 'READY',
    LastCrawl: { Status: status, StartTime: at, ...more },
  });
  const discovers: Frame = { status: 'RUNNING', enters: ['Discover'] };
  const frames = [[begins, discovers, works, ends(record)]];

  test('it is waited for', async () => {
    const crawls = [last('SUCCEEDED', 1), last('SUCCEEDED', 2)];
    const report = await run(scriptedPipeline(frames, { jobs: succeeded, crawls, places }));
    expect(report).toMatchObject({ crawl: { status: 'SUCCEEDED', started: 2000 }, findings: [] });
    expect(transformSummary(report).at(-1)).toBe('crawl: SUCCEEDED');
  });

  test('what it comes to is a warning, with its log', async () => {
    const log = { ErrorMessage: 'no access', LogGroup: '/aws-glue/crawlers', LogStream: 'discovery' };
    const crawls = [last('SUCCEEDED', 1), last('FAILED', 2, log)];
    const { findings } = await run(scriptedPipeline(frames, { jobs: succeeded, crawls, places }));
    expect(findings).toMatchObject([{ code: 'crawl-not-succeeded', severity: 'warn', got: 'FAILED: "no access"' }]);
    expect(findings[0]?.fix).toMatch(/^see https:.*crawlers\/log-events\/discovery; no table depends on it$/);
  });
});

test('the function that takes requests fails', async () => {
  const pipeline = scriptedPipeline([]);
  pipeline.clients.functions.middlewareStack.add(
    () => async () => ({ output: { $metadata: {}, FunctionError: 'Unhandled' }, response: {} }),
    { step: 'initialize' },
  );
  await expect(run(pipeline)).rejects.toMatchObject({ code: 'start-run-failed', exitCode: 3 });
});
