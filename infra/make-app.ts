import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { App, type AppProps } from 'aws-cdk-lib';
import type { Environment } from './environments/environment.ts';
import { findings } from './environments/findings.ts';
import type { Folders } from './folders/read-folders.ts';
import { namesOf, stackUses } from './names/names.ts';
import { AccessStack } from './stacks/access-stack.ts';
import { ChecksStack } from './stacks/checks-stack.ts';
import { LakeStack } from './stacks/lake-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

/** CDK's flags as it recommends them to new apps; without them it keeps the defaults of its first years. */
const recommended: unknown = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
);

/** An app with the flags, and with what the command line says. */
export function createApp(props: AppProps = {}): App {
  const flags = typeof recommended === 'object' ? { ...recommended } : {};
  return new App({ analyticsReporting: false, ...props, context: { ...flags, ...props.context } });
}

/** The environments that the context asks for: `-c environment=NAME`, or all. */
export function chooseEnvironments(app: App, environments: readonly Environment[]) {
  const name: unknown = app.node.tryGetContext('environment');
  if (name === undefined) return { chosen: environments };
  const chosen = environments.filter((environment) => environment.name === name);
  if (chosen.length > 0) return { chosen };
  const known = environments.map((environment) => environment.name);
  return { findings: [findings.unknownEnvironment({ file: 'cdk' }, String(name), known)] };
}

export interface StacksOf {
  readonly environments: readonly Environment[];
  readonly folders: Folders;
  /** Absolute path of the repository. */
  readonly root: string;
  /** An empty folder for bundles. It may go after synthesis. */
  readonly workFolder: string;
}

/** The stacks of one environment. */
export interface Stacks {
  readonly access: AccessStack;
  /** Absent where there are no workflows. */
  readonly checks?: ChecksStack;
  readonly storage: StorageStack;
  readonly lake: LakeStack;
}

/** Adds the stacks of each environment. Same folders and environments, same templates. */
export function addStacks(app: App, { environments, folders, root, workFolder }: StacksOf): readonly Stacks[] {
  return environments.map((environment) => {
    const lake = { environment, folders, root, workFolder, names: namesOf(environment) };
    const access = new AccessStack(app, lake);
    const storage = new StorageStack(app, lake);
    const checks = stackUses(environment).includes('checks') ? new ChecksStack(app, lake) : undefined;
    // The provider of GitHub's tokens is made there.
    checks?.addStackDependency(access);
    return { access, ...(checks === undefined ? {} : { checks }), storage, lake: new LakeStack(app, lake, storage) };
  });
}
