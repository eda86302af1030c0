import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemoryStore } from '../store/testing/memory-store.ts';
import { createRunStep } from './create-run-step.ts';
import { PipelineError, type PipelineErrorCode, pipelineErrorCodes } from './pipeline-error.ts';
import { readTrigger } from './read-trigger.ts';
import { parseRunRecord } from './run-record.ts';
import { memoryLedger } from './testing/memory-ledger.ts';

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:run';
const trigger = (event: unknown) => async () => readTrigger(event, { machine, processedBucket: 'processed' });
const step = (event: unknown) => async () =>
  createRunStep({ ledger: memoryLedger(), final: new MemoryStore(), now: () => 0, runTimeout: 1 })(event);
const record = (value: unknown) => async () => parseRunRecord(JSON.stringify(value), 'run-1');
const table = { table: 'a', outcome: 'published', rows: 1 };
const ofRun = (tables: unknown) => record({ format: 1, run: 'run-1', tables });

/** What gives each code; the first one's message is the one that FINDINGS.md shows. */
const refused: Record<PipelineErrorCode, readonly (() => Promise<unknown>)[]> = {
  'unknown-task': [trigger({ do: 'start' }), trigger({ do: 1 })],
  'unknown-machine': [
    trigger({ source: 'aws.states', detail: {} }),
    trigger({ source: 'aws.states', detail: { stateMachineArn: `${machine}2`, name: 'run-1', status: 'FAILED' } }),
    trigger({ source: 'aws.states', detail: { stateMachineArn: machine } }),
  ],
  'unknown-step': [
    step({ step: 'stop', run: 'run-1' }),
    step({ step: 'begin' }),
    step({ step: 'data-sets', run: 'run-1' }),
  ],
  'no-record': [step({ step: 'judge', run: 'run-1' })],
  'record-json': [async () => parseRunRecord('<html>', 'run-1')],
  'record-shape': [
    ofRun([{ ...table, outcome: 'done' }]),
    ...[ofRun('a'), ofRun(['a']), ofRun([{ ...table, rows: '1' }]), ofRun([{ ...table, table: '' }])],
    ...[ofRun([{ ...table, findings: [1] }]), record([]), record({ format: 2 }), record({ format: 1 })],
  ],
  'record-of-another-run': [record({ format: 1, run: 'run-2', tables: [] })],
};

const errorOf = (act: () => Promise<unknown>): Promise<unknown> =>
  act().then(
    () => undefined,
    (error: unknown) => error,
  );

it.each(pipelineErrorCodes)('%s', async (code) => {
  for (const act of refused[code]) expect(await errorOf(act)).toMatchObject({ name: 'PipelineError', code });
});

it('says what FINDINGS.md shows, a heading a code', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  const shown = [...text.matchAll(/^## (\S+)\n[\s\S]*?^ {4}(.*)$/gm)].map(([, code, message]) => [code, message]);
  const said = await Promise.all(
    pipelineErrorCodes.map(async (code) => {
      const [first] = refused[code];
      const error = first === undefined ? undefined : await errorOf(first);
      return [code, error instanceof PipelineError ? error.message : undefined];
    }),
  );
  expect(shown).toEqual(said);
});
