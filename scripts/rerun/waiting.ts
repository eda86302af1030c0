import type { Progress } from '../cli/progress.ts';
import type { Patience } from '../pipeline/patience.ts';

/** How long work elsewhere is waited for, and how that is told. */
export interface Waiting {
  /** Milliseconds since 1970 at which it is given up. */
  readonly until: number;
  readonly now: () => number;
  /** Aborts with Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
  /**
   * On a terminal, one line that is rewritten; elsewhere a line for each new phase.
   * @param phase what is under way @param detail how far it is
   */
  readonly say: (phase: string, detail?: string) => void;
  /** Minutes of `--timeout`, for messages. */
  readonly minutes: number;
  /** How to pause between two looks. */
  readonly sleep?: Patience['sleep'];
}

/** Milliseconds that are left. */
export const timeLeft = ({ until, now }: Waiting): number => Math.max(0, until - now());

/** The same for scripts/pipeline. */
export const patienceOf = (waiting: Waiting): Patience => ({
  most: timeLeft(waiting),
  signal: waiting.signal,
  sleep: waiting.sleep,
  now: waiting.now,
});

/** @param terminal whether the progress rewrites its line */
export function sayPhases(progress: Progress, terminal: boolean): Waiting['say'] {
  let last: string | undefined;
  return (phase, detail) => {
    if (terminal) progress.step(detail === undefined ? phase : `${phase}: ${detail}`);
    // In a log a line says what is begun; that it goes on would fill it.
    else if (phase !== last) progress.done(phase);
    last = phase;
  };
}
