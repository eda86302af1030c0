import type { CommentFile } from './read-comment-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * What a run has to tell a pull request: `report`; `no-report`: it left none, or none that can be shown, and should have; `nothing-changed`: it
 * succeeded without one, as it does where no data, dashboards or infrastructure changed; `silent`: it was cancelled, skipped, or waits.
 */
export type RunOutcome = 'report' | 'no-report' | 'nothing-changed' | 'silent';

/** https://docs.github.com/rest/checks/runs: conclusions of a run that went wrong by itself. */
const failures = ['failure', 'timed_out', 'startup_failure'];

/** @param fetched what is in the artifact's folder @param hasArtifact GitHub knows of an artifact of the run */
export function runOutcome(fetched: CommentFile, { conclusion = '' }: WorkflowRun, hasArtifact: boolean): RunOutcome {
  if (fetched.kind === 'text') return 'report';
  if (fetched.kind === 'unusable' || failures.includes(conclusion)) return 'no-report';
  // An artifact that is there and was not fetched says nothing about what changed.
  if (conclusion === 'success') return hasArtifact ? 'no-report' : 'nothing-changed';
  return 'silent';
}
