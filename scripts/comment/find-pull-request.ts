import type { GitHub } from '../github/open-github.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** The pull request that a run was for. */
export interface PullRequest {
  readonly number: number;
  /** Its newest commit; another than the run's once more was pushed. */
  readonly headSha: string;
}

/** What both lists of GitHub's API say of a pull request. */
interface Listed {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo?: { readonly id: number } | null };
}

/**
 * Finds the open pull request of a run by what GitHub says of the run, never by anything that the run wrote: by its commit, else (a
 * fork's commits are not always known by it) among all open ones by commit, else by the branch that it came from.
 * Of several for one commit, the one that GitHub names in the run, else the newest.
 * @throws the API's error
 */
export async function findPullRequest(github: GitHub, run: WorkflowRun): Promise<PullRequest | undefined> {
  const { octokit, owner, repo } = github;
  const associated: readonly Listed[] = await octokit.paginate(
    octokit.rest.repos.listPullRequestsAssociatedWithCommit,
    { owner, repo, commit_sha: run.headSha, per_page: 100 },
  );
  const open = associated.filter(({ state }) => state === 'open');
  const byCommit = choose(open.filter(isOf(run)), run);
  if (byCommit !== undefined) return byCommit;
  const all: readonly Listed[] = await octokit.paginate(octokit.rest.pulls.list, {
    owner,
    repo,
    state: 'open',
    sort: 'updated',
    direction: 'desc',
    per_page: 100,
  });
  return choose(all.filter(isOf(run)), run) ?? choose(all.filter(isFromBranch(run)), run);
}

const isOf =
  ({ headSha }: WorkflowRun) =>
  ({ head }: Listed): boolean =>
    head.sha === headSha;

/** The same branch of the same repository, by its id: names of forks' branches are anyone's. */
const isFromBranch =
  ({ headRepository, headBranch }: WorkflowRun) =>
  ({ head }: Listed): boolean =>
    headRepository !== undefined && head.repo?.id === headRepository && head.ref === headBranch;

function choose(found: readonly Listed[], { pullRequests }: WorkflowRun): PullRequest | undefined {
  const [best] = found.toSorted(
    (one, other) =>
      Number(pullRequests.includes(other.number)) - Number(pullRequests.includes(one.number)) ||
      other.number - one.number,
  );
  return best === undefined ? undefined : { number: best.number, headSha: best.head.sha };
}
