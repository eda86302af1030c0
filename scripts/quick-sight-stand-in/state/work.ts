import type { Work } from './state.ts';

/** How long the service works on what it was asked for. */
export interface Pace {
  /** Descriptions that find it unfinished. */
  readonly polls: number;
  readonly milliseconds: number;
}

export const startWork = (pace: Pace, now: number, succeeds: boolean): Work => ({
  succeeds,
  polls: pace.polls,
  dueAt: now + pace.milliseconds,
});

/** Finished, without a poll being counted. */
export const isDone = (work: Work, now: number): boolean => work.polls <= 0 && now >= work.dueAt;

/** What a description finds; one that finds the work unfinished counts as a poll. */
export function poll(work: Work, now: number): 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED' {
  if (!isDone(work, now)) {
    work.polls -= 1;
    return 'IN_PROGRESS';
  }
  return work.succeeds ? 'SUCCESSFUL' : 'FAILED';
}

/** What a list finds: no poll is counted. */
export const glance = (work: Work, now: number): 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED' =>
  isDone(work, now) ? (work.succeeds ? 'SUCCESSFUL' : 'FAILED') : 'IN_PROGRESS';
