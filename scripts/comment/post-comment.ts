import type { GitHub } from '../github/open-github.ts';
import { parseMarker } from './marker.ts';
import type { Plan, StandingComment } from './plan-comment.ts';

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

/**
 * Does it.
 * @returns the comment's address; undefined where there is none
 * @throws the API's error
 */
export async function applyComment(github: GitHub, number: number, plan: Plan): Promise<string | undefined> {
  const { octokit, owner, repo } = github;
  switch (plan.action) {
    case 'none':
      return undefined;
    case 'leave':
      return plan.url;
    case 'create': {
      const comment = { owner, repo, issue_number: number, body: plan.body };
      return (await octokit.rest.issues.createComment(comment)).data.html_url;
    }
    case 'update': {
      const comment = { owner, repo, comment_id: plan.id, body: plan.body };
      return (await octokit.rest.issues.updateComment(comment)).data.html_url;
    }
  }
}
