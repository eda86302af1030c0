import { resolve } from 'node:path';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { guardOutput } from '../github/guard-output.ts';
import type { Commented } from './comment.ts';

export const help = `Put a pull request's report into its one comment.

Usage: npx sluice comment --report DIR [--plan] [--json]

For a workflow that workflow_run starts, with "pull-requests: write" and the report's artifact in DIR. Finds the pull request by
the commit of the run, never by what the artifact says, and takes from the artifact nothing but the text of comment.md, which it
makes harmless first. Writes one comment and from then on updates it; one about a newer commit or run stays. A run that failed
without a report adds a line above the last one; one that succeeded without had nothing to report, and posts nothing.

  --report DIR      the artifact, unpacked: the folder that npx sluice report wrote
  --artifact NAME   what the run called it, to link to it (sluice-report)
  --author LOGIN    whose comments are ours: the bot of the token (github-actions[bot])
  --plan            say what would be done and print the comment; change nothing
  --json            what was done as JSON on stdout

Reads GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_API_URL and GITHUB_SERVER_URL.

Exit codes: 0 fine (also where there is no pull request), 2 used wrongly, 3 the surroundings failed.
`;

/** `sluice comment`. @throws CommandError `usage`, `no-github`, `no-workflow-run`, `github-api` */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('comment', args, {
    report: { type: 'string' },
    artifact: { type: 'string', default: 'sluice-report' },
    author: { type: 'string', default: 'github-actions[bot]' },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('comment', 'no argument', `"${positionals[0]}"`);
  if (values.report === undefined) throw usageError('comment', '--report DIR', 'none');
  const [{ readWorkflowRun }, { openGitHub }, { comment }] = await Promise.all([
    import('./workflow-run.ts'),
    import('../github/open-github.ts'),
    import('./comment.ts'),
  ]);
  const run = await readWorkflowRun(effects);
  const done = await comment(openGitHub('comment', effects), run, {
    folder: resolve(effects.cwd, values.report),
    artifact: values.artifact,
    author: values.author,
    server: effects.env['GITHUB_SERVER_URL'] ?? 'https://github.com',
    planOnly: values.plan,
  });
  const { stdout, stderr } = guardOutput(effects);
  if (values.json) stdout.write(`${JSON.stringify({ planned: values.plan, ...done }, undefined, 2)}\n`);
  else {
    stderr.write(`${printable(sentence(done, values.plan))}\n`);
    if (values.plan && done.body !== undefined) stdout.write(done.body);
  }
  return 0;
}

function sentence({ pullRequest, action, why, stale, url }: Commented, planned: boolean): string {
  const where = pullRequest === undefined ? '' : ` on pull request ${pullRequest}`;
  if (action === 'none' || action === 'leave') return `comment${where}: nothing to do: ${why ?? ''}`;
  const verb = { create: ['would be written', 'written'], update: ['would be updated', 'updated'] }[action];
  const old = stale ? ', marked out of date: the pull request has moved on' : '';
  return `comment${where}: ${verb[planned ? 0 : 1]}${old}${url === undefined ? '' : ` (${url})`}`;
}
