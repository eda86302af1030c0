import type { GitHub } from '../github/open-github.ts';
import type { PullRequest } from './find-pull-request.ts';
import { type Marker, parseMarker } from './marker.ts';
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
  | { readonly action: 'create' }
  | { readonly action: 'update'; readonly id: number }
  | { readonly action: 'leave'; readonly url: string; readonly why: string };

/**
 * The newest comment that begins with our marker and that the bot itself wrote: a marker alone is anyone's.
 * @param author login of the bot
 * @throws the API's error
 */
export async function findComment(
  github: GitHub,
  number: number,
  author: string,
): Promise<StandingComment | undefined> {
  const { octokit, owner, repo } = github;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  let newest: StandingComment | undefined;
  for await (const { data } of pages) {
    for (const { id, body = '', user, html_url: url } of data) {
      const marker = user?.login === author ? parseMarker(body) : undefined;
      if (marker !== undefined) newest = { id, url, body, marker };
    }
  }
  return newest;
}

/** A comment about a newer commit or run stays; otherwise there is one comment, brought up to date. */
export function planComment(
  standing: StandingComment | undefined,
  run: WorkflowRun,
  pull: PullRequest,
  body: string,
): Plan {
  if (standing === undefined) return { action: 'create' };
  const { id, url, marker } = standing;
  const stale = pull.headSha !== run.headSha;
  if (stale && marker.headSha === pull.headSha) {
    return { action: 'leave', url, why: 'the comment is about a newer commit' };
  }
  const newer = marker.run > run.number || (marker.run === run.number && marker.attempt > run.attempt);
  // A comment about a commit that is gone may come from a run with a higher number: only the pull request's own commit settles it.
  if (newer && (stale || marker.headSha === run.headSha)) {
    return { action: 'leave', url, why: 'the comment is of a newer run' };
  }
  if (standing.body.replaceAll('\r\n', '\n').trim() === body.trim()) {
    return { action: 'leave', url, why: 'the comment says the same' };
  }
  return { action: 'update', id };
}

/**
 * Does it.
 * @returns the comment's address
 * @throws the API's error
 */
export async function applyComment(github: GitHub, number: number, plan: Plan, body: string): Promise<string> {
  const { octokit, owner, repo } = github;
  switch (plan.action) {
    case 'leave':
      return plan.url;
    case 'create':
      return (await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body })).data.html_url;
    case 'update':
      return (await octokit.rest.issues.updateComment({ owner, repo, comment_id: plan.id, body })).data.html_url;
  }
}
