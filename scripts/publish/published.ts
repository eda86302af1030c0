import type { Finding } from '../../lambda/schema/finding.ts';
import type { PublishPlan, Step } from './plan/publish-plan.ts';

/** What a run came to. */
export interface Published {
  /** undefined: the repository itself is wrong, and nothing was asked of QuickSight. */
  readonly plan: PublishPlan | undefined;
  /** Steps that were carried out whole. */
  readonly done: readonly Step[];
  readonly findings: readonly Finding[];
}
