import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const github = join(import.meta.dirname, '..', '..', '..', '.github');

export interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface WorkflowJob {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

export interface Workflow {
  /** `deploy.yml`. */
  readonly file: string;
  /** As it is written. */
  readonly text: string;
  readonly on: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

/** Every workflow of the repository, parsed. */
export function readWorkflows(): Workflow[] {
  const folder = join(github, 'workflows');
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { ...(parse(text) as Omit<Workflow, 'file' | 'text'>), file, text };
    });
}

/** The steps of the composite actions, by path from the repository. */
export function readActions(): {
  readonly file: string;
  readonly text: string;
  readonly steps: readonly WorkflowStep[];
}[] {
  const folder = join(github, 'actions');
  return readdirSync(folder).map((name) => {
    const text = readFileSync(join(folder, name, 'action.yml'), 'utf8');
    const { runs } = parse(text) as { readonly runs: { readonly steps: readonly WorkflowStep[] } };
    return { file: `${name}/action.yml`, text, steps: runs.steps };
  });
}
