import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Template } from 'aws-cdk-lib/assertions';
import type { Environment } from '../environments/environment.ts';
import { readEnvironments } from '../environments/read-environments.ts';
import { type Folders, readFolders } from '../folders/read-folders.ts';
import { addStacks, createApp } from '../make-app.ts';
import { type Names, namesOf } from '../names/names.ts';

/** One resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[] | string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A template as CloudFormation gets it. */
export interface TemplateJson {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** The templates of one environment. */
export interface Templates {
  readonly access: TemplateJson;
  /** Empty where there are no workflows. */
  readonly checks: TemplateJson;
  readonly storage: TemplateJson;
  readonly lake: TemplateJson;
  readonly names: Names;
  readonly environment: Environment;
}

/** The repository. */
export const repository = join(import.meta.dirname, '..', '..');

/** The rehearsal's environment, of the repository's own file. @throws TypeError when it is wrong: the tests can't begin */
export function rehearsal(): Environment {
  const read = readEnvironments();
  const found = 'environments' in read ? read.environments.find(({ name }) => name === 'rehearsal') : undefined;
  if (found === undefined) throw new TypeError('environments.json: expected an environment called rehearsal');
  return found;
}

/** The repository's folders, or another's. @throws TypeError when they are wrong */
export function foldersOf(root: string = repository): Folders {
  const read = readFolders(root);
  if ('findings' in read) throw new TypeError(`${root}: expected sound schemas, got ${read.findings.length} findings`);
  return read.folders;
}

const workFolder = mkdtempSync(join(tmpdir(), 'sluice-infra-'));
process.on('exit', () => rmSync(workFolder, { recursive: true, force: true }));
let synthesised = 0;

/** What CDK judges by its own rules takes seconds; `judge/` has it judged once, with everything else. */
const quick = { '@aws-cdk/core:validateAgainstDefaultRules': false };

/** Synthesises one environment. Functions are bundled once a process. */
export function synthesize(environment: Environment = rehearsal(), folders: Folders = foldersOf()): Templates {
  const app = createApp({ outdir: join(workFolder, `cdk.out-${synthesised++}`), context: quick });
  const [stacks] = addStacks(app, { environments: [environment], folders, root: repository, workFolder });
  if (stacks === undefined) throw new TypeError('expected stacks');
  const json = (which: 'access' | 'checks' | 'storage' | 'lake'): TemplateJson => {
    const stack = stacks[which];
    return stack === undefined ? { Resources: {} } : (Template.fromStack(stack).toJSON() as TemplateJson);
  };
  const names = namesOf(environment);
  return {
    ...{ access: json('access'), checks: json('checks'), storage: json('storage'), lake: json('lake') },
    ...{ names, environment },
  };
}

/** The resources of a type, by their logical ids. */
export const resourcesOf = (template: TemplateJson, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
