import { namesOf } from '../../infra/names/names.ts';
import { connectAws } from '../aws/connect-aws.ts';
import { exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { inOrder } from '../cli/print-findings.ts';
import { createProgress } from '../cli/progress.ts';
import { type GitHub, openGitHub } from '../github/open-github.ts';
import { findProject } from '../lake/project.ts';
import { openQuickSight } from '../publish/open-quick-sight.ts';
import { type DriftReport, driftKinds } from './check.ts';
import { checks } from './checks/checks.ts';
import { drift, hasDrifted, isRefused } from './drift.ts';
import { issueText } from './issue/drift-issue.ts';
import { type IssueDone, keepIssue } from './issue/keep-issue.ts';
import type { Told } from './issue/plan-issue.ts';
import { printReport } from './print-report.ts';

export const help = `Say what differs in AWS from the repository. Nothing is changed.

Usage: npx sluice drift [--env NAME] [--only KIND]... [--issue] [--strict] [--timeout MINUTES] [--json]

Four things are compared, each by itself; what one is refused does not stop the others:

  infrastructure  stacks, by CloudFormation's own detection: what was changed or deleted behind its back
  dashboards      what was edited, shared, rolled back or deleted in QuickSight
  data            objects of raw that no committed file stands for, committed files that raw lacks or has otherwise
  catalog         final tables, their columns and grants; what the crawler saw, as warnings

  --env NAME         an environment of infra/environments/environments.json; may be left out where there is one alone
  --only KIND        only this; may be given again
  --issue            in a workflow: keep one issue of the environment that tells it, closed when nothing differs (GITHUB_TOKEN with issues: write)
  --strict           warnings count too
  --timeout MINUTES  for the detection of one stack (15)
  --json             {environment, checks, issue} on stdout, and nothing else

Exit codes: 0 nothing differs, 1 something does, 2 used wrongly, 3 something could not be looked at.
`;

/** `sluice drift`. @throws CommandError for wrong use, and for what GitHub refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('drift', args, {
    env: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    issue: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    timeout: { type: 'string', default: '15' },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('drift', 'options alone', `"${positionals[0]}"`);
  const unknown = values.only.find((kind) => !driftKinds.some((known) => known === kind));
  if (unknown !== undefined) throw usageError('drift', `--only with one of ${driftKinds.join(', ')}`, `"${unknown}"`);
  if (values.issue && values.only.length > 0)
    throw usageError('drift', '--issue about all of it', `--only ${values.only.join(' ')}`);
  const minutes = Number(values.timeout);
  if (!(minutes > 0 && minutes <= 360)) throw usageError('drift', '--timeout with minutes', `"${values.timeout}"`);
  const environment = findEnvironment('drift', values.env);
  const project = findProject(effects.cwd);
  // What --issue lacks is said before minutes of looking.
  const github = values.issue ? openGitHub('drift', effects) : undefined;
  const progress = createProgress(effects);
  const names = namesOf(environment);
  const endpoint = effects.env['AWS_ENDPOINT_URL'];
  const aws = connectAws({ region: environment.region, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const chosen = checks.filter(({ kind }) => values.only.length === 0 || values.only.includes(kind));
    const asWho = { effects, progress, root: project.root, role: 'drift' as const };
    const report = await drift(
      {
        ...{ project, environment, names, aws, timeout: minutes * 60, say: progress.step },
        openQuickSight: () => openQuickSight('drift', environment, asWho),
      },
      chosen,
      () => undefined,
    );
    progress.clear();
    if (!values.json) printReport(report, effects);
    const issue = github === undefined ? [] : await tell(github, report, values, effects);
    if (values.json) effects.stdout.write(`${JSON.stringify({ ...inJson(report), issue }, undefined, 2)}\n`);
    if (isRefused(report)) return exitCodes.environment;
    return hasDrifted(report, values.strict) ? exitCodes.data : exitCodes.fine;
  } finally {
    progress.clear();
    for (const client of Object.values(aws)) client.destroy();
  }
}

const inJson = ({ environment, checks: made }: DriftReport) => ({
  environment,
  checks: made.map((check) => ({ ...check, findings: inOrder(check.findings) })),
});

/** Of what GitHub refuses programs hear the report too. */
async function tell(
  github: GitHub,
  report: DriftReport,
  { strict, json }: { readonly strict: boolean; readonly json: boolean },
  effects: Effects,
): Promise<IssueDone[]> {
  const told: Told = hasDrifted(report, strict) ? { text: issueText(report) } : isRefused(report) ? 'unknown' : 'clean';
  try {
    const done = await keepIssue(github, report.environment, told);
    for (const { did, number } of done) effects.stderr.write(`issue #${number}: ${did}\n`);
    return done;
  } catch (error) {
    if (json) effects.stdout.write(`${JSON.stringify({ ...inJson(report), issue: null }, undefined, 2)}\n`);
    throw error;
  }
}
