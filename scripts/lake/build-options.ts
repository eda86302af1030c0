import type { Progress } from '../cli/progress.ts';

/** How a build is run. */
export interface BuildOptions {
  readonly now: () => Date;
  readonly progress: Progress;
  /** Build even if nothing changed. */
  readonly force?: boolean;
}
