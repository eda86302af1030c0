import type { Progress } from '../cli/progress.ts';
import type { PageModel } from '../preview/model.ts';

/** How a build is run. */
export interface BuildOptions {
  readonly now: () => Date;
  readonly progress: Progress;
  /** Build even if nothing changed. */
  readonly force?: boolean;
  /** Told of the page once it is drawn, so that nobody has to compute it again; not called where nothing had changed. */
  readonly onPage?: (model: PageModel) => void;
}
