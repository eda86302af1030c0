import type { Executions } from './executions.ts';
import type { RunLedger } from './run-ledger.ts';
import { findHindrance, type Hindrance, pauseAfter, type RunState } from './run-state.ts';

/** What starts runs needs; a test passes its own. */
export interface StarterSurroundings {
  readonly ledger: RunLedger;
  readonly executions: Executions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A name that no run had before: letters, digits and hyphens, 80 at most. */
  readonly nameRun: (now: number) => string;
  /** Milliseconds after which the machine ends a run (its TimeoutSeconds). */
  readonly runTimeout: number;
  /** Milliseconds from the start of one run to the next at least. */
  readonly leastInterval: number;
}

/** What came of looking for something to do. */
export type Started =
  | { readonly what: 'started' | 'started-late'; readonly run: string }
  | { readonly what: Hindrance };

/** Between the moment when a lease is taken and the one when its machine counts its time: a Lambda's life, and clocks that differ. */
const grace = 120_000;

const leaseEnd = ({ now, runTimeout }: StarterSurroundings): number => now() + runTimeout + grace;

/**
 * Starts a run if one is owed and nothing hinders it. The lease is taken before the machine is started: who dies between the two
 * leaves a lease under whose name the sweeper starts the machine.
 * @param state the item, as it was read last
 */
export async function startOwed(surroundings: StarterSurroundings, state: RunState): Promise<Started> {
  const { ledger, executions, leastInterval } = surroundings;
  const now = surroundings.now();
  const hindrance = findHindrance(state, now);
  if (hindrance !== undefined) return { what: hindrance };
  const run = surroundings.nameRun(now);
  const taken = await ledger.take(run, { now, until: leaseEnd(surroundings), notBefore: now + leastInterval });
  if (!taken) return { what: 'held' };
  await executions.start(run);
  return { what: 'started', run };
}

/** Frees the lease of a run that ended without finishing, if it holds it, and starts what is owed once the pause is over. */
export async function releaseRun(surroundings: StarterSurroundings, run: string): Promise<Started> {
  const { ledger, now } = surroundings;
  const { failures, notBefore } = await ledger.read();
  await ledger.release(run, Math.max(notBefore, now() + pauseAfter(failures + 1)));
  return startOwed(surroundings, await ledger.read());
}

/**
 * What nobody else did: starts the machine of a lease whose taker died, frees the lease of a machine whose end nobody heard of,
 * starts what is owed now that a pause is over. To be called every minute or so.
 */
export async function sweepRuns(surroundings: StarterSurroundings): Promise<Started> {
  const { ledger, executions, now } = surroundings;
  const state = await ledger.read();
  const { lease } = state;
  if (lease === undefined || lease.until <= now()) return startOwed(surroundings, state);
  const status = await executions.statusOf(lease.run);
  if (status === 'ended') return releaseRun(surroundings, lease.run);
  if (status === 'running') return { what: 'held' };
  // Its time begins only now. Someone else's lease by now: then it must not start any more.
  if (!(await ledger.renew(lease.run, leaseEnd(surroundings)))) return { what: 'held' };
  await executions.start(lease.run);
  return { what: 'started-late', run: lease.run };
}
