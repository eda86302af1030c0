import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf, stackUses } from '../../infra/names/names.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { deployedTemplates } from './deployed-stacks.ts';
import type { InfraPlan } from './infra-plan.ts';
import { planInfra } from './plan-infra.ts';
import { readAssembly } from './read-assembly.ts';
import { runCdkHere } from './run-cdk-here.ts';

/** A cloud assembly, and what to do when it is not needed any more. */
export interface Assembly {
  /** Absolute. */
  readonly folder: string;
  /** As messages name it. */
  readonly shown: string;
  dispose(): Promise<void>;
}

/**
 * The assembly that was given, or one synthesised now. cdk-nag's errors are errors here.
 * @param given as the person wrote it
 * @param root absolute path of the repository
 * @throws CommandError `synth-failed`
 */
export async function openAssembly(
  { name }: Environment,
  given: string | undefined,
  { effects, root, say }: { readonly effects: Effects; readonly root: string; readonly say: (line: string) => void },
): Promise<Assembly> {
  if (given !== undefined) {
    return { folder: resolve(effects.cwd, given), shown: given, dispose: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'sluice-assembly-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const args = ['synth', '--quiet', '--output', folder, '--context', `environment=${name}`];
  const code = await runCdkHere(root, args, effects.env, say);
  if (code === 0) return { folder, shown: 'cdk.out', dispose };
  await dispose();
  const message = `sluice deploy: expected npx cdk synth to end well, got exit status ${code}; mend what it says above`;
  throw new CommandError('synth-failed', 'environment', message);
}

/** Compares an assembly with what is deployed: all stacks, although some are deployed by people alone. */
export async function planOfEnvironment(
  environment: Environment,
  { folder, shown }: Assembly,
  client: CloudFormationClient,
): Promise<InfraPlan> {
  const names = namesOf(environment);
  const stacks = stackUses(environment).map((which) => names.stack(which));
  const after = await readAssembly(folder, shown, stacks);
  return planInfra(environment.name, after, await deployedTemplates(client, stacks));
}
