import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { RunLedger } from '../../lambda/pipeline/run-ledger.ts';
import { parseRunRecord, type RunRecord, recordKey } from '../../lambda/pipeline/run-record.ts';
import type { RunState } from '../../lambda/pipeline/run-state.ts';
import type { TaggedStore } from '../../lambda/store/tagged-store.ts';
import { CommandError } from '../cli/command-error.ts';
import { newestExecutions } from './newest-executions.ts';
import { askUntil, type Patience } from './patience.ts';

/** Where runs are asked for, happen, and leave their records. */
export interface Runs {
  readonly ledger: RunLedger;
  readonly states: SFNClient;
  /** ARN of the state machine. */
  readonly machine: string;
  readonly final: TaggedStore;
}

/**
 * Asks for a run of the tables, as a file's manifest does; a pause after failures ends. Whoever asks once all manifests are there, and waits
 * until this request is answered, has waited for a run that saw them all: events of manifests may be counted later.
 * @returns the count to wait for
 */
export const requestRun = async ({ ledger }: Pick<Runs, 'ledger'>): Promise<number> =>
  (await ledger.request({ atOnce: true })).requested;

/** A run that answered. */
export interface AnsweredRun {
  readonly run: string;
  /** What it came to, table by table. */
  readonly record: RunRecord;
}

/**
 * Waits until every request up to this one is answered.
 * @param request the count that `requestRun` gave
 * @returns the run that answered it, with its record
 * @throws CommandError `run-failed` for one that failed after it had begun with the request; `run-not-done` when the time is up; what AWS throws
 */
export async function waitForRun(runs: Runs, request: number, patience: Patience): Promise<AnsweredRun> {
  // The lease is free again when a run is over: who held it last with the request in sight has answered it, or failed.
  let holder: string | undefined;
  let last: RunState | undefined;
  const run = await askUntil(patience, async () => {
    const state = await runs.ledger.read();
    const { done, lease } = state;
    const wasHolder = holder;
    if (lease?.seen !== undefined && lease.seen >= request) holder = lease.run;
    if (done >= request) return wasHolder ?? (await newestRecorded(runs));
    if (wasHolder !== undefined && lease?.run !== wasHolder) await refuseFailed(runs, wasHolder);
    last = state;
    patience.say?.(describe(state, request));
    return undefined;
  });
  if (run !== undefined) return { run, record: await readRecord(runs.final, run) };
  const message = `runs: expected a run that answers request ${request} within ${Math.round(patience.most / 60_000)} minutes, got none (${last === undefined ? 'no answer' : describe(last, request)}); look at the state machine's executions, then run this again`;
  throw new CommandError('run-not-done', 'environment', message);
}

/** It may be so short that nobody saw it hold the lease. Then it is the newest that left a record. */
async function newestRecorded({ states, machine, final }: Runs): Promise<string | undefined> {
  for (const { name } of await newestExecutions(states, machine))
    if ((await final.get(recordKey(name))) !== undefined) return name;
  return undefined;
}

function describe({ requested, done, lease, failures }: RunState, request: number): string {
  const owed = `${requested - done} of ${requested} requests owed`;
  if (lease !== undefined)
    return `run ${lease.run}: ${lease.seen !== undefined && lease.seen >= request ? 'builds tables' : 'is at work'}, ${owed}`;
  return failures > 0 ? `the last ${failures} runs failed, ${owed}` : `a run is about to start, ${owed}`;
}

async function refuseFailed({ states, machine }: Runs, run: string): Promise<void> {
  const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${run}`;
  const { status, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
  if (status === undefined || status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE') return;
  const why = [error, cause?.slice(0, 400)].filter((text) => text !== undefined).join(': ');
  const message = `run ${run}: expected it to succeed, got ${status}${why === '' ? '' : ` (${why})`}; mend what its execution says: it is tried again by itself in a few minutes`;
  throw new CommandError('run-failed', 'environment', message);
}

/** @throws CommandError `run-without-record`; PipelineError for one that is damaged */
async function readRecord(final: TaggedStore, run: string): Promise<RunRecord> {
  const key = recordKey(run);
  const got = await final.get(key);
  if (got !== undefined) return parseRunRecord(got.body.toString('utf8'), run);
  const message = `${final.name}${key}: expected the record of the run, got none; look at the log of its Glue job`;
  throw new CommandError('run-without-record', 'environment', message);
}
