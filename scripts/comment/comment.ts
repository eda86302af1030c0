import { CommandError } from '../cli/command-error.ts';
import type { GitHub } from '../github/open-github.ts';
import type { Links } from './comment-body.ts';
import { findPullRequest } from './find-pull-request.ts';
import { type Plan, planComment } from './plan-comment.ts';
import { applyComment, findComment } from './post-comment.ts';
import { readCommentFile } from './read-comment-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What was done, or would be. */
export interface Commented {
  /** Undefined: no open pull request has the run's commit. */
  readonly pullRequest: number | undefined;
  readonly action: Plan['action'];
  /** Why nothing was done. */
  readonly why: string | undefined;
  /** The pull request has moved on since the run. */
  readonly stale: boolean;
  readonly report: 'text' | 'missing' | 'unusable';
  readonly url: string | undefined;
  /** What was written, or would be. */
  readonly body: string | undefined;
}

export interface CommentOptions {
  /** The artifact, unpacked: absolute. */
  readonly folder: string;
  /** Its name in the run, to link to it. */
  readonly artifact: string;
  /** Login of the bot whose token this is. */
  readonly author: string;
  /** https://github.com, or that of an enterprise. */
  readonly server: string;
  /** Change nothing. */
  readonly planOnly: boolean;
}

/**
 * Brings the one comment of a run's pull request up to date.
 * @throws CommandError `github-api`
 */
export async function comment(github: GitHub, run: WorkflowRun, options: CommentOptions): Promise<Commented> {
  const file = await readCommentFile(options.folder);
  const nothing = { report: file.kind, action: 'none', url: undefined, body: undefined, stale: false } as const;
  if (run.event !== 'pull_request') {
    return { ...nothing, pullRequest: undefined, why: `the run was started by ${run.event}, not by a pull request` };
  }
  return await withApi(async () => {
    const pull = await findPullRequest(github, run);
    if (pull === undefined)
      return { ...nothing, pullRequest: undefined, why: `no open pull request has ${run.headSha}` };
    const links = await findLinks(github, run, options);
    const plan = planComment(await findComment(github, pull.number, options.author), { run, pull, file, links });
    return {
      pullRequest: pull.number,
      action: plan.action,
      why: 'why' in plan ? plan.why : undefined,
      stale: pull.headSha !== run.headSha,
      report: file.kind,
      url: options.planOnly ? undefined : await applyComment(github, pull.number, plan),
      body: 'body' in plan ? plan.body : undefined,
    };
  });
}

/** The artifact is linked to where the token may list a run's artifacts (`actions: read`); without, the run alone. */
async function findLinks({ octokit, owner, repo }: GitHub, run: WorkflowRun, options: CommentOptions): Promise<Links> {
  const address = `${options.server}/${owner}/${repo}/actions/runs/${run.id}`;
  try {
    const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
      owner,
      repo,
      run_id: run.id,
      name: options.artifact,
      per_page: 1,
    });
    const [found] = data.artifacts;
    const known = found !== undefined && found.name === options.artifact && !found.expired;
    return { run: address, artifact: known ? `${address}/artifacts/${found.id}` : undefined };
  } catch (error) {
    if (statusOf(error) === 403 || statusOf(error) === 404) return { run: address, artifact: undefined };
    throw error;
  }
}

/** GitHub's refusals, and its not being there, are the surroundings' failures. */
async function withApi<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || !(error instanceof Error)) throw error;
    const message = `GitHub's API: expected it to answer, got ${status} (${error.message}); ${fixOf(status)}`;
    throw new CommandError('github-api', 'environment', message, { cause: error.cause });
  }
}

function fixOf(status: number): string {
  if (status === 401) return "pass the job's token on as GITHUB_TOKEN";
  if (status === 403)
    return 'give the job "pull-requests: write", or wait until the rate limit allows it, and run it again';
  if (status === 404) return 'see that GITHUB_REPOSITORY is the repository of the run';
  return 'run it again';
}

/** Octokit's RequestError carries the answer's status; 500 where there was none. */
function statusOf(error: unknown): number | undefined {
  const known = error instanceof Error && error.name === 'HttpError' && 'status' in error;
  return known && typeof error.status === 'number' ? error.status : undefined;
}
