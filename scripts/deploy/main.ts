import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { createProgress } from '../cli/progress.ts';
import { deploy } from './deploy.ts';
import { describePlan } from './describe-plan.ts';
import type { InfraPlan } from './infra-plan.ts';
import { type Assembly, openAssembly, planOfEnvironment } from './plan-of-environment.ts';

export const help = `Deploy the storage and lake stacks of an environment.

Usage: npx sluice deploy [--env NAME] [--assembly DIR] [--plan] [--insist HASH] [--json]

The access and checks stacks say who may do what: a person deploys them, and here they are only compared. A stack that fails is rolled back by CloudFormation; what holds
data is never deleted with it. Run again, it does the rest.

  --env NAME      an environment of infra/environments/environments.json; may be left out where there is one alone
  --assembly DIR  what npx cdk synth left, instead of synthesising now
  --plan          only say what would be added, changed, replaced, destroyed and opened up, with the plan's hash
  --insist HASH   deploy only if the plan still has this hash
  --json          {environment, hash, stacks} on stdout, and nothing else

Exit codes: 0 done, 2 used wrongly, 3 AWS refused, the plan is another, or a stack could not be deployed.
`;

const root = join(import.meta.dirname, '..', '..');

/** `sluice deploy`. @throws CommandError for wrong use, another plan, and for what AWS refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('deploy', args, {
    env: { type: 'string' },
    assembly: { type: 'string' },
    plan: { type: 'boolean', default: false },
    insist: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('deploy', 'options alone', `"${positionals[0]}"`);
  const environment = findEnvironment('deploy', values.env);
  const { name, region } = environment;
  const progress = createProgress(effects);
  const say = (line: string) => progress.done(printable(line));
  progress.step('synthesising templates');
  const assembly = await openAssembly(environment, values.assembly, { effects, root, say });
  const client = new CloudFormationClient({ region });
  try {
    progress.step('comparing templates');
    const plan = await planWith(values.plan ? 'plan' : 'deploy', environment, assembly, client);
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(plan, undefined, 2)}\n`);
    else effects.stdout.write(`${describePlan(plan).map(printable).join('\n')}\n`);
    if (values.insist !== undefined && values.insist !== plan.hash) {
      const message = `sluice deploy: expected plan ${values.insist}, got plan ${plan.hash}: what is deployed, or the repository, has changed since; look at it again with --plan`;
      throw new CommandError('plan-changed', 'environment', message);
    }
    if (values.plan) {
      const command = `npx sluice deploy --env ${name} --insist ${plan.hash}`;
      effects.stderr.write(`plan ${plan.hash}: ${command} does this and nothing else\n`);
      return exitCodes.fine;
    }
    await deploy({ environment, assembly: assembly.folder, client, plan, root, env: effects.env, say });
    return exitCodes.fine;
  } finally {
    progress.clear();
    client.destroy();
    await assembly.dispose();
  }
}

/** @throws CommandError `aws-refused`: nothing has begun by then */
async function planWith(
  use: 'plan' | 'deploy',
  environment: Environment,
  assembly: Assembly,
  client: CloudFormationClient,
): Promise<InfraPlan> {
  try {
    return await planOfEnvironment(environment, assembly, client);
  } catch (cause) {
    if (!isFromAws(cause)) throw cause;
    const { account, region } = environment;
    const role = namesOf(environment).role(use);
    const message = `sluice deploy: expected AWS to allow it in ${account} ${region}, got ${cause.name}; take the role ${role}, and see that the account can be reached; nothing was deployed`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  }
}
