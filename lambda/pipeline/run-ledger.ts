import type { RunState } from './run-state.ts';

/**
 * The one item, and every change that is ever made to it. Each is one conditional update: it happens as a whole or not at all,
 * whoever else is at it. Times are milliseconds since 1970. Repeating one whose answer was lost is safe.
 */
export interface RunLedger {
  read(): Promise<RunState>;
  /** Asks for a run. `atOnce` also ends a pause. @returns the item after it */
  request(options?: { readonly atOnce?: boolean | undefined }): Promise<RunState>;
  /** Takes the lease if a run is owed, none is held at `now`, and no pause holds. @returns whether it is ours */
  take(
    run: string,
    times: { readonly now: number; readonly until: number; readonly notBefore: number },
  ): Promise<boolean>;
  /** @returns false when the lease is not this run's */
  renew(run: string, until: number): Promise<boolean>;
  /** Notes how many requests the run will have answered. @returns undefined when the lease is not this run's */
  begin(run: string, until: number): Promise<number | undefined>;
  /** The requests that the run had seen are answered, and the lease is free. @returns false when it is not this run's, or never began */
  finish(run: string): Promise<boolean>;
  /** Frees the lease of a run that failed; what it owed is still owed. @returns false when the lease is not this run's */
  release(run: string, notBefore: number): Promise<boolean>;
}
