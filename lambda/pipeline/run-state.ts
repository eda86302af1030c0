/** Who may run now. */
export interface Lease {
  /** The execution's name. */
  readonly run: string;
  /** Milliseconds since 1970: from then on the run is surely over, since the machine ends it before. */
  readonly until: number;
  /** `requested` when the run began; undefined before its first step. */
  readonly seen?: number | undefined;
}

/** The one item of the pipeline. A run is owed while `requested > done`. */
export interface RunState {
  readonly requested: number;
  readonly done: number;
  /** Runs in a row that failed. */
  readonly failures: number;
  /** Milliseconds since 1970; 0: at once. */
  readonly notBefore: number;
  readonly lease?: Lease | undefined;
}

/** Before anything was asked for. */
export const atRest: RunState = { requested: 0, done: 0, failures: 0, notBefore: 0 };

/** Why no run starts. `held`: one is under way; `too-soon`: the least interval, or the pause after a failure, is not over. */
export type Hindrance = 'nothing-owed' | 'held' | 'too-soon';

/**
 * @param now milliseconds since 1970
 * @returns undefined when a run may start
 */
export function findHindrance({ requested, done, notBefore, lease }: RunState, now: number): Hindrance | undefined {
  if (requested <= done) return 'nothing-owed';
  if (lease !== undefined && lease.until > now) return 'held';
  return notBefore > now ? 'too-soon' : undefined;
}

const firstPause = 5 * 60_000;
const longestPause = 60 * 60_000;

/**
 * How long nothing is tried again after a run that failed: 5 minutes, twice as long each further time, at most an hour. What fails
 * for good would otherwise be paid for every minute.
 * @param failures in a row, this one included
 * @returns milliseconds
 */
export const pauseAfter = (failures: number): number =>
  Math.min(longestPause, firstPause * 2 ** Math.max(0, failures - 1));
