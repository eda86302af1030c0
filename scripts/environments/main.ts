import type { Environment } from '../../infra/environments/environment.ts';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { namesOf } from '../../infra/names/names.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { textTable } from '../cli/text-table.ts';
import { writeOutputs } from '../github/write-outputs.ts';

export const help = `List the environments, and the roles that workflows take in each.

Usage: npx sluice environments [--env NAME] [--json]

In a workflow, with --env, it gives the step the outputs name, account, region, plan-role, deploy-role, data-role, verify-role and drift-role, so
that no workflow repeats what infra/environments/environments.json says. Nothing is asked of AWS.

  --env NAME  that one alone
  --json      a list of {name, account, region, roles} on stdout, and nothing else
`;

/** Roles that workflows take: infra/delivery.ts makes them. */
const roleUses = ['plan', 'deploy', 'data', 'verify', 'drift'] as const;

/** `sluice environments`. @throws CommandError for wrong use, and for a file that is wrong */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('environments', args, {
    env: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('environments', 'options alone', `"${positionals[0]}"`);
  const described = chosen(values.env).map(describe);
  const [only] = described;
  if (values.env !== undefined && only !== undefined) await writeOutputs(outputsOf(only), effects);
  if (values.json) effects.stdout.write(`${JSON.stringify(described, undefined, 2)}\n`);
  else {
    const columns = ['environment', 'account', 'region', 'for', 'role'].map((title) => ({ title }));
    const rows = described.flatMap(({ name, account, region, roles }) =>
      roleUses.map((use) => [name, account, region, use, roles[use]]),
    );
    effects.stdout.write(`${textTable(columns, rows, 120).join('\n')}\n`);
  }
  return exitCodes.fine;
}

function chosen(name: string | undefined): readonly Environment[] {
  if (name !== undefined) return [findEnvironment('environments', name)];
  const read = readEnvironments();
  if ('environments' in read) return read.environments;
  throw new CommandError('environments', 'usage', read.findings.map(formatFinding).join('\n'));
}

type Roles = Readonly<Record<(typeof roleUses)[number], string>>;

function describe(environment: Environment) {
  const names = namesOf(environment);
  const { name, account, region } = environment;
  const roles: Roles = {
    plan: names.roleArn('plan'),
    deploy: names.roleArn('deploy'),
    data: names.roleArn('data'),
    verify: names.roleArn('verify'),
    drift: names.roleArn('drift'),
  };
  return { name, account, region, roles };
}

function outputsOf({ name, account, region, roles }: ReturnType<typeof describe>): Readonly<Record<string, string>> {
  return {
    ...{ name, account, region },
    ...Object.fromEntries(roleUses.map((use) => [`${use}-role`, roles[use]])),
  };
}
