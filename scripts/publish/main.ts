import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import { createProgress } from '../cli/progress.ts';
import { findProject } from '../lake/project.ts';
import { describeStep, stepInJson } from './describe-step.ts';
import { openQuickSight } from './open-quick-sight.ts';
import { publish } from './publish.ts';
import { PublishFailed } from './publish-failed.ts';
import type { Published } from './published.ts';
import { readRepository } from './read-repository.ts';
import { type RolledBack, rollback } from './rollback.ts';

export const help = `Publish dashboards, and what they stand on, to QuickSight.

Usage: npx sluice publish [--env NAME] [DASHBOARD...] [--plan] [--json]
       npx sluice publish [--env NAME] --rollback DASHBOARD [--to VERSION] [--plan] [--json]

DASHBOARD is a folder of dashboards/; none means all. All of them are judged first: one error, and nothing is sent. Then the data source, data
sets, themes and dashboards are made or changed in place; what did not change costs no write. A dashboard's new version is published only once
QuickSight has accepted it: whatever fails before, people see the version that they saw, and a second run does the rest.

  --env NAME        an environment of infra/environments/environments.json; may be left out where there is one alone
  --plan            only say what would be done, with the plan's hash
  --insist HASH     do it only if the plan still has this hash
  --delete NAME     delete a dashboard of ours that has no folder any more, with its data sets and theme, or sales/orders of a folder that is there,
                    whose file is not (may be repeated)
  --closely         read permissions too of what did not change, and take back what was shared by hand in QuickSight
  --overwrite-live  take over what was edited in QuickSight or rolled back since the last publish
  --allow-emptying  let a dashboard lose more than half of its sheets or visuals
  --rollback NAME   publish an earlier version of a dashboard again
  --to VERSION      that one; otherwise the newest before the live one
  --json            {plan, steps, unchanged, done, findings, calls}, or what was rolled back, on stdout, and nothing else

Exit codes: 0 done, 1 something is wrong or held back, 2 used wrongly, 3 QuickSight refused, throttled or could not be reached.
`;

/** `sluice publish`. @throws CommandError for wrong use, and for what the surroundings lack */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('publish', args, {
    env: { type: 'string' },
    plan: { type: 'boolean', default: false },
    insist: { type: 'string' },
    delete: { type: 'string', multiple: true, default: [] },
    closely: { type: 'boolean', default: false },
    'overwrite-live': { type: 'boolean', default: false },
    'allow-emptying': { type: 'boolean', default: false },
    rollback: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const environment = findEnvironment('publish', values.env);
  const project = findProject(effects.cwd);
  const progress = createProgress(effects);
  const { root } = project;
  const to = versionOf(values.to, values.rollback);
  if (values.rollback !== undefined && positionals.length > 0)
    throw usageError('publish', '--rollback with one dashboard', positionals.join(' '));
  const surroundings = await openQuickSight('publish', environment, { effects, progress, root });
  try {
    if (values.rollback !== undefined) {
      const came = await rollback(surroundings, values.rollback, { to, planOnly: values.plan });
      progress.clear();
      sayRolledBack(came, values, effects);
      return came.findings.length === 0 ? 0 : 1;
    }
    progress.step('repository: schemas, tables and dashboards');
    const repository = await readRepository(project, positionals);
    let failure: PublishFailed | undefined;
    const came = await publish(surroundings, repository, {
      ...{ planOnly: values.plan, insist: values.insist, remove: values.delete, closely: values.closely },
      ...{ overwriteLive: values['overwrite-live'], allowEmptying: values['allow-emptying'] },
    }).catch((error: unknown) => {
      if (!(error instanceof PublishFailed)) throw error;
      failure = error;
      return error.published;
    });
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(inJson(came, surroundings.calls), undefined, 2)}\n`);
    else {
      const insist = ['publish', ...positionals, '--env', environment.name];
      for (const name of values.delete) insist.push('--delete', name);
      if (values.closely) insist.push('--closely');
      if (values['overwrite-live']) insist.push('--overwrite-live');
      if (values['allow-emptying']) insist.push('--allow-emptying');
      sayPublished(came, values.plan ? insist : undefined, effects);
    }
    // What was found of one dashboard is said although another's surroundings failed.
    if (failure !== undefined) throw failure;
    return came.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  } finally {
    progress.clear();
    surroundings.client.destroy();
  }
}

function versionOf(to: string | undefined, name: string | undefined): number | undefined {
  if (to === undefined) return undefined;
  if (name === undefined) throw usageError('publish', '--to with --rollback', `--to ${to}`);
  if (!/^[1-9]\d{0,8}$/.test(to)) throw usageError('publish', '--to with a version, such as 3', `"${to}"`);
  return Number(to);
}

function sayRolledBack(came: RolledBack, values: { plan: boolean; json: boolean }, effects: Effects): void {
  if (values.json) {
    effects.stdout.write(`${JSON.stringify(came, undefined, 2)}\n`);
    return;
  }
  const { dashboard, from, to, commit, next } = came;
  if (came.findings.length > 0) {
    printFindings(came.findings, effects);
    effects.stderr.write(`${dashboard} stays at version ${from}: nothing was done\n`);
    return;
  }
  const did = values.plan ? 'would go back' : 'went back';
  effects.stdout.write(`${dashboard} ${did} from version ${from} to ${to}, of commit ${commit ?? 'unknown'}\n`);
  effects.stderr.write(`to make the repository agree: ${next}\n`);
}

function inJson({ plan, done, findings }: Published, calls: ReadonlyMap<string, number>) {
  return {
    ...{ plan: plan?.hash ?? null, steps: plan?.steps.map(stepInJson) ?? [], unchanged: plan?.unchanged ?? 0 },
    ...{ done: done.map(stepInJson).map(({ differences: _, ...step }) => step), findings: inOrder(findings) },
    calls: Object.fromEntries([...calls].sort()),
  };
}

/** @param insist what to run to do what was planned; undefined: it was done */
function sayPublished(
  { plan, done, findings }: Published,
  insist: readonly string[] | undefined,
  effects: Effects,
): void {
  const planOnly = insist !== undefined;
  for (const step of planOnly ? (plan?.steps ?? []) : done) {
    for (const line of describeStep(step)) effects.stdout.write(`${printable(line)}\n`);
  }
  printFindings(findings, effects);
  if (plan === undefined) {
    effects.stderr.write('nothing was sent\n');
    return;
  }
  const rest = planOnly ? '' : `, ${plan.steps.length - done.length} not`;
  const count = planOnly ? `${plan.steps.length} to do` : `${done.length} done${rest}`;
  effects.stderr.write(`${count}, ${plan.held.length} held back, ${plan.unchanged} unchanged\n`);
  if (planOnly) {
    const command = printable(`npx sluice ${insist.join(' ')} --insist ${plan.hash}`);
    effects.stderr.write(`plan ${plan.hash}: ${command} does this and nothing else\n`);
  }
}
