import { readChanges } from '../changes/read-changes.ts';
import type { Progress } from '../cli/progress.ts';
import type { Project } from '../lake/project.ts';
import { checkSchemaChanges } from '../schema-changes/check-schema-changes.ts';
import type { TracedChange } from '../schema-changes/schema-change.ts';
import { baseTargets } from './base-targets.ts';
import type { JudgeOptions } from './judge-dashboards.ts';
import { type Verdict, validate } from './validate.ts';

/** What validate found of a change. */
export interface BaseVerdict extends Verdict {
  /** As asked for, and the commit that was compared with. */
  readonly base: { readonly ref: string; readonly sha: string };
  /** Differences between schemas and between output contracts, with what each reaches. */
  readonly schemaChanges: readonly TracedChange[];
}

/**
 * Judges what the working tree changes since it left a base, what that touches, and whether it breaks what people look at.
 * @throws CommandError as readChanges does
 */
export async function validateBase(
  project: Project,
  base: string,
  progress: Progress,
  options: JudgeOptions,
): Promise<BaseVerdict> {
  progress.step(`git: what changed since ${base}`);
  const changes = await readChanges(project, { base });
  const verdict = await validate(project, await baseTargets(project, changes), progress, options);
  progress.step('schemas: what breaks downstream');
  const checked = await checkSchemaChanges(project, changes, verdict.findings);
  return { ...verdict, findings: checked.findings, base: changes.base, schemaChanges: checked.changes };
}
