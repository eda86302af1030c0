import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { createProgress } from '../cli/progress.ts';
import { findProject } from '../lake/project.ts';
import { openQuickSight } from '../publish/open-quick-sight.ts';
import { pull } from './pull.ts';

export const help = `Take over a dashboard as it was edited in QuickSight.

Usage: npx sluice pull DASHBOARD [--env NAME] [--plan] [--force] [--json]
       npx sluice pull ID [--env NAME] --as NAME

The published version comes back into dashboards/<name>/: the definition, its title, its data sets and theme, with logical names for ARNs. A
data set becomes a short file where that says all of it. What a file says already stays, to the byte. Nothing is changed in QuickSight.

  --env NAME  an environment of infra/environments/environments.json; may be left out where there is one alone
  --as NAME   make a new folder of that name; DASHBOARD is then the id of any dashboard
  --force     overwrite files with changes that are not committed
  --plan      only say which files would change
  --json      {dashboard, version, files} on stdout, and nothing else

Exit codes: 0 done, 2 used wrongly, 3 QuickSight refused, throttled or could not be reached.
`;

/** `sluice pull`. @throws CommandError for wrong use, and for what the surroundings lack */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('pull', args, {
    env: { type: 'string' },
    as: { type: 'string' },
    force: { type: 'boolean', default: false },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [dashboard, ...more] = positionals;
  if (dashboard === undefined || more.length > 0)
    throw usageError('pull', 'one dashboard', positionals.length === 0 ? 'none' : positionals.join(' '));
  const environment = findEnvironment('pull', values.env);
  const project = findProject(effects.cwd);
  const progress = createProgress(effects);
  const surroundings = await openQuickSight('pull', environment, { effects, progress, root: project.root });
  try {
    const options = { dashboard, as: values.as, force: values.force, planOnly: values.plan };
    const came = await pull(surroundings, project, options);
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(came, undefined, 2)}\n`);
    else {
      for (const { file, did } of came.files) effects.stdout.write(`${did} ${file}\n`);
      const count = came.files.length === 0 ? 'no file differs' : `${came.files.length} files`;
      effects.stderr.write(`${came.dashboard}, version ${came.version}: ${count}${values.plan ? ' to change' : ''}\n`);
    }
    return 0;
  } finally {
    progress.clear();
    surroundings.client.destroy();
  }
}
