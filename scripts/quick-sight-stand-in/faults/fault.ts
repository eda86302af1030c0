import type { DashboardError } from '@aws-sdk/client-quicksight';

/** Which requests a fault meets: all members that are given must fit; none given: any request. */
export interface Scope {
  /** Names of operations, such as UpdateDashboard. */
  readonly operations?: readonly string[];
  /** As calls name it: `dashboard/sales`. */
  readonly resource?: string;
  /** The caller's access key id. */
  readonly caller?: string;
  /** How many requests it meets before it is used up; none: it stays. */
  readonly times?: number;
  /** Milliseconds of the stand-in's clock after which it is over; none: it stays. */
  readonly milliseconds?: number;
}

/** What goes wrong on demand. */
export type Fault = Scope &
  (
    | { readonly kind: 'throttle' }
    /** The operation is not done, and the exception of that name is thrown. */
    | { readonly kind: 'exception'; readonly exception: string; readonly message?: string }
    /** AccessDeniedException in IAM's words. */
    | { readonly kind: 'deny' }
    /** The answer takes so many milliseconds more. */
    | { readonly kind: 'latency'; readonly delay: number }
    /** The connection ends: before the operation was done, or after it, in the middle of the answer. */
    | { readonly kind: 'cut'; readonly when: 'before' | 'during-answer' }
    /** What the operation starts (a version, an ingestion, a data source) fails with these errors. `operations` does not matter here. */
    | { readonly kind: 'fail-work'; readonly errors: readonly DashboardError[] }
  );
