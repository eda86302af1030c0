import type { SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { recordKey } from '../../lambda/pipeline/run-record.ts';
import { memoryLedger } from '../../lambda/pipeline/testing/memory-ledger.ts';
import { MemoryTaggedStore } from '../../lambda/store/testing/memory-tagged-store.ts';
import { requestRun, waitForRun } from './wait-for-run.ts';

/** A lake whose clock goes on only while somebody waits: each turn of `acts` happens at one pause. */
function lakeOf(executions: readonly { name: string; status: string }[] = []) {
  const [ledger, final] = [memoryLedger(), new MemoryTaggedStore('s3://final/')];
  let time = 0;
  const answer = { executions, status: executions[0]?.status, error: 'Glue', cause: 'no workers' };
  // Both commands that are sent find their answer in here.
  const states = { send: async () => answer } as unknown as SFNClient;
  const runs = { ledger, final, states, machine: 'arn:aws:states:us-east-1:123456789012:stateMachine:run' };
  const said: string[] = [];
  const patience = (acts: readonly (() => Promise<unknown>)[]) => {
    const rest = acts.values();
    const sleep = async (milliseconds: number) => {
      time += milliseconds;
      await rest.next().value?.();
    };
    return { most: 600_000, now: () => time, sleep, say: (text: string) => void said.push(text) };
  };
  const take = (run: string) => ledger.take(run, { now: time, until: time + 3_600_000, notBefore: 0 });
  const begin = (run: string) => ledger.begin(run, time + 3_600_000);
  const record = (run: string) =>
    final.put(recordKey(run), new TextEncoder().encode(JSON.stringify({ format: 1, run, tables: [] })));
  return { runs, ledger, patience, take, begin, record, said };
}

test('a run that began before the request does not answer it: the next one does', async () => {
  const { runs, ledger, patience, take, begin, record, said } = lakeOf();
  await ledger.request();
  await take('early');
  await begin('early');
  const request = await requestRun(runs);
  const acts = [
    () => record('early').then(() => ledger.finish('early')),
    () => take('late').then(() => begin('late')),
    () => record('late').then(() => ledger.finish('late')),
  ];
  expect(await waitForRun(runs, request, patience(acts))).toMatchObject({ run: 'late', record: { run: 'late' } });
  expect(said).toEqual([
    'run early: is at work, 2 of 2 requests owed',
    'a run is about to start, 1 of 2 requests owed',
    'run late: builds tables, 1 of 2 requests owed',
  ]);
});

test('a run that nobody saw is the newest one that left a record', async () => {
  const { runs, ledger, patience, take, begin, record } = lakeOf([
    { name: 'next', status: 'RUNNING' },
    { name: 'quick', status: 'SUCCEEDED' },
  ]);
  const request = await requestRun(runs);
  await take('quick');
  await begin('quick');
  await record('quick');
  await ledger.finish('quick');
  expect(await waitForRun(runs, request, patience([]))).toMatchObject({ run: 'quick' });
});

test('a run that failed is told at once, with its cause', async () => {
  const { runs, ledger, patience, take, begin } = lakeOf([{ name: 'bad', status: 'FAILED' }]);
  const request = await requestRun(runs);
  await take('bad');
  await begin('bad');
  const ended = waitForRun(runs, request, patience([() => ledger.release('bad', 0)]));
  await expect(ended).rejects.toMatchObject({
    ...{ code: 'run-failed', exitCode: 3 },
    message: expect.stringContaining('run bad: expected it to succeed, got FAILED (Glue: no workers)'),
  });
});

test('nobody waits for ever, and a run without a record is told', async () => {
  const { runs, ledger, patience, take, begin } = lakeOf();
  const request = await requestRun(runs);
  await expect(waitForRun(runs, request, patience([]))).rejects.toMatchObject({
    ...{ code: 'run-not-done', exitCode: 3 },
    message: expect.stringMatching(/within 10 minutes, got none \(a run is about to start, 1 of 1 requests owed\)/),
  });
  await take('mute');
  await begin('mute');
  await expect(waitForRun(runs, request, patience([() => ledger.finish('mute')]))).rejects.toMatchObject({
    code: 'run-without-record',
  });
});

test('a signal ends the waiting with its reason', async () => {
  const { runs, patience } = lakeOf();
  const request = await requestRun(runs);
  const signal = AbortSignal.abort(new RangeError('enough'));
  await expect(waitForRun(runs, request, { ...patience([]), signal })).rejects.toThrow('enough');
});
