import { commentBody, type Links, withEarlierReport } from './comment-body.ts';
import type { PullRequest } from './find-pull-request.ts';
import type { Marker } from './marker.ts';
import type { CommentFile } from './read-comment-file.ts';
import { runOutcome } from './run-outcome.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** Our comment as it stands on the pull request. */
export interface StandingComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly marker: Marker;
}

/** What is to be done, and why where nothing is. */
export type Plan =
  | { readonly action: 'create'; readonly body: string }
  | { readonly action: 'update'; readonly id: number; readonly body: string }
  | { readonly action: 'leave'; readonly url: string; readonly why: string }
  | { readonly action: 'none'; readonly why: string };

/** What a run is, found out before anything is decided. */
export interface Told {
  readonly run: WorkflowRun;
  readonly pull: PullRequest;
  readonly file: CommentFile;
  readonly links: Links;
}

/**
 * One comment, brought up to date by runs about the pull request's newest commit alone. A run that left no report never takes away one that the
 * comment holds, unless it succeeded: then there is nothing to report any more.
 */
export function planComment(standing: StandingComment | undefined, told: Told): Plan {
  const { run, pull, file, links } = told;
  const outcome = runOutcome(file, run, links.artifact !== undefined);
  const stale = pull.headSha !== run.headSha;
  if (standing === undefined) {
    if (outcome === 'nothing-changed') return { action: 'none', why: 'the run had nothing to report' };
    if (outcome === 'silent') return { action: 'none', why: silence(run) };
    return { action: 'create', body: commentBody(outcome, file, run, links, stale ? pull.headSha : undefined) };
  }
  const { id, url, marker } = standing;
  const leave = (why: string) => ({ action: 'leave', url, why }) as const;
  if (outcome === 'silent') return leave(silence(run));
  if (stale) {
    const newer = marker.headSha === pull.headSha;
    return leave(newer ? 'the comment is about a newer commit' : 'the run is not about the newest commit');
  }
  // A comment about a commit that is gone may come from a run with a higher number: only the pull request's own commit settles it.
  const newer = marker.run > run.number || (marker.run === run.number && marker.attempt > run.attempt);
  if (newer && marker.headSha === run.headSha) return leave('the comment is of a newer run');
  if (outcome === 'nothing-changed' && marker.reportOf === run.headSha) return leave('the comment holds its report');
  const body =
    outcome === 'no-report' && marker.reportOf !== undefined
      ? withEarlierReport(standing.body, marker.reportOf, file, run, links)
      : commentBody(outcome, file, run, links, undefined);
  if (standing.body.replaceAll('\r\n', '\n').trim() === body.trim()) return leave('the comment says the same');
  return { action: 'update', id, body };
}

function silence({ conclusion }: WorkflowRun): string {
  return `the run ${conclusion === undefined ? 'has no conclusion' : `ended as ${conclusion}`} and left no report`;
}
