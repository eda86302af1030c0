import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RunLedger } from '../../../lambda/pipeline/run-ledger.ts';
import type { RunState } from '../../../lambda/pipeline/run-state.ts';
import { askUntil } from '../../pipeline/patience.ts';
import { clock, refusals, runGoesOn } from '../refusals.ts';
import { patienceOf, type Waiting } from '../waiting.ts';
import type { PipelinePlaces } from './places.ts';

/**
 * Asks for a run, as a file that was cleaned does.
 * @param atOnce also ends a pause
 * @throws CommandError `start-run-failed`, and what Lambda throws
 */
export async function requestRun(functions: LambdaClient, places: PipelinePlaces, atOnce: boolean): Promise<void> {
  const Payload = JSON.stringify({ do: 'request', ...(atOnce ? { atOnce } : {}) });
  const answer = await functions.send(new InvokeCommand({ FunctionName: places.startRun, Payload }));
  if (answer.FunctionError !== undefined) throw refusals.startRunFailed(places.startRun, answer.FunctionError);
}

export interface ServingOptions extends Waiting {
  /** The count that the run has to have seen: `requested` after the request. */
  readonly target: number;
  /** Runs that ended without serving it. */
  readonly past: ReadonlySet<string>;
}

/** A lease of which nothing is known yet counts when its run begins: then it sees what was asked for by now. */
const serves = ({ lease }: RunState, target: number): boolean =>
  lease !== undefined && (lease.seen === undefined || lease.seen >= target);

/**
 * Finds the run that answers a request: the first that begins after it, which waits for the one that began before.
 * @returns its name; undefined when the request is answered already, by a run that nobody saw
 * @throws CommandError `run-paused` when a pause is longer than the patience, `still-under-way`
 */
export async function findServingRun(
  ledger: RunLedger,
  places: PipelinePlaces,
  options: ServingOptions,
): Promise<string | undefined> {
  const { target, past, now, until, say, minutes } = options;
  const found = await askUntil(patienceOf(options), async () => {
    const state = await ledger.read();
    if (state.done >= target) return { run: undefined };
    const lease = state.lease === undefined || state.lease.until <= now() ? undefined : state.lease;
    if (lease !== undefined && !past.has(lease.run)) {
      if (serves(state, target)) return { run: lease.run };
      say(
        `run ${lease.run} began before the request: waiting for its end`,
        `${Math.round((until - now()) / 1000)} s left`,
      );
    } else if (lease === undefined && state.notBefore > now()) {
      if (state.notBefore > until) throw refusals.runPaused(places.machine, state.failures, state.notBefore);
      say(`paused until ${clock(state.notBefore)}: the run begins by itself then, or at once with --force`);
    } else say('waiting for the run to begin');
    return undefined;
  });
  if (found === undefined) throw refusals.stillUnderWay(places.machine, minutes, runGoesOn(undefined));
  return found.run;
}
