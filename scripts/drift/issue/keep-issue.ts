import { CommandError } from '../../cli/command-error.ts';
import type { GitHub } from '../../github/open-github.ts';
import { driftLabel, markerOf } from './drift-issue.ts';
import { type IssueAction, type KnownIssue, planIssue, type Told } from './plan-issue.ts';

/** What was done, and to which issue. */
export interface IssueDone {
  readonly did: IssueAction['do'];
  readonly number: number;
}

/**
 * Keeps the one issue of an environment: makes, rewrites, reopens or closes it. With nothing to say differently nothing is written.
 * @throws CommandError `github-refused`
 */
export async function keepIssue(github: GitHub, environment: string, told: Told): Promise<IssueDone[]> {
  try {
    const done: IssueDone[] = [];
    for (const action of planIssue(await findIssues(github, environment), told))
      done.push({ did: action.do, number: await apply(github, action) });
    return done;
  } catch (cause) {
    if (!(cause instanceof Error && 'status' in cause)) throw cause;
    const message = `sluice drift: expected GitHub to keep the issue in ${github.owner}/${github.repo}, got ${cause.message}; give the job "issues: write"`;
    throw new CommandError('github-refused', 'environment', message, { cause });
  }
}

/**
 * Issues that tell of the environment's drift, open or closed. One that has lost the label is known by its marker, if a workflow has written it: anybody
 * may write a marker, and only who may label issues gives the label.
 */
async function findIssues({ octokit, owner, repo }: GitHub, environment: string): Promise<KnownIssue[]> {
  const marker = markerOf(environment);
  const asked = { owner, repo, per_page: 100 };
  const list = octokit.rest.issues.listForRepo;
  const labelled = await octokit.paginate(list, { ...asked, labels: driftLabel, state: 'all' });
  const open = await octokit.paginate(list, { ...asked, state: 'open' });
  const known = new Map<number, KnownIssue>();
  for (const { number, state, body, pull_request } of [...labelled, ...open.filter(isOfWorkflow)])
    if (pull_request === undefined && body?.includes(marker) === true)
      known.set(number, { number, isOpen: state === 'open', body });
  return [...known.values()];
}

const isOfWorkflow = ({ user }: { readonly user: { readonly type?: string } | null }): boolean => user?.type === 'Bot';

async function apply({ octokit, owner, repo }: GitHub, action: IssueAction): Promise<number> {
  const { issues } = octokit.rest;
  if (action.do === 'create') {
    const { data } = await issues.create({ owner, repo, ...action.text, labels: [driftLabel] });
    return data.number;
  }
  const at = { owner, repo, issue_number: action.number };
  // The state last: a run that is cut says it again.
  if ('note' in action) await issues.createComment({ ...at, body: action.note });
  if (action.do === 'close') await issues.update({ ...at, state: 'closed' });
  else if (action.do === 'reopen') await issues.update({ ...at, ...action.text, state: 'open' });
  else await issues.update({ ...at, ...action.text });
  return action.number;
}
