import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError } from '../cli/command-error.ts';
import { type StackState, stackStates } from './deployed-stacks.ts';
import type { InfraPlan } from './infra-plan.ts';
import { runCdkHere } from './run-cdk-here.ts';

export interface Deploy {
  readonly environment: Environment;
  /** Absolute path of the cloud assembly. */
  readonly assembly: string;
  readonly client: CloudFormationClient;
  readonly plan: InfraPlan;
  /** Absolute path of the repository. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes each line that is to stay. */
  readonly say: (line: string) => void;
  /** Runs `cdk`. @returns its exit status */
  readonly runCdk?: typeof runCdkHere;
}

/**
 * Deploys the storage stack, then the lake's, by `cdk`; then says how each stands.
 * @throws CommandError `deploy-failed`, with what is live; `live-unread` when cdk has ended well and AWS does not say any more what is live
 */
export async function deploy(options: Deploy): Promise<void> {
  const { environment, assembly, client, plan, root, env, say, runCdk = runCdkHere } = options;
  const names = namesOf(environment);
  const ours = (['storage', 'lake'] as const).map((which) => names.stack(which));
  const behind = plan.stacks.filter(({ name, changes }) => !ours.includes(name) && changes.length > 0);
  for (const { name, exists } of behind) {
    say(`${name} ${exists ? 'is behind the repository' : 'is not there'}: npx cdk deploy ${name}, by a person`);
  }
  const args = ['deploy', ...ours, '--app', assembly, '--require-approval', 'never', '--progress', 'events'];
  const code = await runCdk(root, [...args, '--context', `environment=${environment.name}`], env, say);
  const states = await statesAfter(code, environment, client, ours);
  for (const state of states) say(describeState(state));
  if (code === 0) return;
  const live = states.map(describeState).join('; ');
  const message = `sluice deploy: expected ${ours.join(' and ')} to be deployed, got exit status ${code} of cdk; live now: ${live}; mend what it says above and run it again: it does the rest`;
  throw new CommandError('deploy-failed', 'environment', message);
}

/** Credentials may have expired while cdk was at work: what it came to is said all the same. */
async function statesAfter(
  code: number,
  { account, region }: Environment,
  client: CloudFormationClient,
  stacks: readonly string[],
): Promise<StackState[]> {
  try {
    return await stackStates(client, stacks);
  } catch (cause) {
    if (!isFromAws(cause)) throw cause;
    const names = stacks.join(' and ');
    const unread = `what is live could not be read (${cause.name}): look at the stacks ${names} of CloudFormation in ${account} ${region}`;
    if (code === 0) {
      const message = `sluice deploy: cdk ended with status 0, so that ${names} are deployed; ${unread}, or take the role again and see that npx sluice deploy --plan is empty`;
      throw new CommandError('live-unread', 'environment', message, { cause });
    }
    const message = `sluice deploy: expected ${names} to be deployed, got exit status ${code} of cdk; ${unread}, mend what cdk says above, take the role again and run it again: it does the rest`;
    throw new CommandError('deploy-failed', 'environment', message, { cause });
  }
}

/** `sluice-prod-lake: UPDATE_ROLLBACK_COMPLETE since …, as it was before`. */
function describeState({ name, status, since }: StackState): string {
  if (status === undefined) return `${name}: not there`;
  const before = status.includes('ROLLBACK_COMPLETE') ? ', as it was before' : '';
  return `${name}: ${status}${since === undefined ? '' : ` since ${since}`}${before}`;
}
