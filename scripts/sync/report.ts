import type { Finding } from '../../lambda/schema/finding.ts';
import type { Effects } from '../cli/effects.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import { describeStep, stepInJson } from './describe-step.ts';
import type { Synced } from './sync.ts';
import type { Waited } from './wait-after-sync.ts';

/** What a sync came to. */
export interface SyncReport {
  readonly synced: Synced;
  readonly waited: Waited | undefined;
  readonly pipeline: Pipeline;
  readonly commit: string;
  readonly values: { readonly plan: boolean; readonly prune: boolean; readonly json: boolean };
}

/** Says what was done, or would be. @returns the exit code that the findings ask for */
export function report(came: SyncReport, effects: Effects): number {
  const { synced, waited, values } = came;
  const found = [...synced.findings, ...(waited?.findings ?? [])];
  if (values.json) effects.stdout.write(`${JSON.stringify(inJson(came, found), undefined, 2)}\n`);
  else {
    for (const step of values.plan ? synced.plan.steps : synced.done)
      effects.stdout.write(`${printable(describeStep(step))}\n`);
    printFindings(found, effects);
  }
  sayCounts(came, effects);
  return found.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function inJson({ synced, waited, pipeline, commit }: SyncReport, found: readonly Finding[]) {
  const { plan, done } = synced;
  return {
    ...{ plan: plan.hash, commit, steps: plan.steps.map(stepInJson), heldBack: plan.heldBack.map(stepInJson) },
    ...{ done: done.map(stepInJson), unchanged: plan.unchanged, findings: inOrder(found) },
    waited: waited === undefined ? null : { ...waited, run: waited.run?.record ?? null, findings: undefined },
    calls: Object.fromEntries([...pipeline.calls].sort()),
  };
}

function sayCounts({ synced, waited, pipeline, values }: SyncReport, { stderr }: Effects): void {
  const { plan, done } = synced;
  const { environment, names } = pipeline;
  const rest = plan.steps.length - done.length;
  const count = values.plan ? `${plan.steps.length} to do` : `${done.length} done, ${rest} not`;
  stderr.write(`${count}, ${plan.unchanged} unchanged\n`);
  if (plan.heldBack.length > 0) {
    for (const step of plan.heldBack) stderr.write(`${printable(`would ${describeStep(step)}`)}\n`);
    stderr.write(
      `${plan.heldBack.length} are gone from the repository and stay in the lake: give --prune to remove them\n`,
    );
  }
  const removed = (values.plan ? plan.steps : done).filter((step) => step.do === 'remove');
  if (removed.length > 0) {
    const bucket = names.bucket('raw');
    stderr.write(
      `to undo a removal: bring the file back in git and sync again; or, for ${environment.retentionDays.replacedRaw} days, aws s3api copy-object --bucket ${bucket} --key KEY --copy-source "${bucket}/KEY?versionId=VERSION"\n`,
    );
  }
  if (waited !== undefined) {
    const { files, rowsIn, rowsClean, rowsQuarantined, run } = waited;
    stderr.write(`${files} files clean: ${rowsIn} rows in, ${rowsClean} clean, ${rowsQuarantined} quarantined\n`);
    stderr.write(run === undefined ? 'no table had to be built\n' : `run ${run.run}: ${tablesOf(waited)}\n`);
  }
  if (!values.plan) return;
  const prune = values.prune ? ' --prune' : '';
  const command = `npx sluice sync --env ${environment.name}${prune} --insist ${plan.hash}`;
  stderr.write(`plan ${plan.hash}: ${command} does this and nothing else\n`);
}

function tablesOf({ run }: Waited): string {
  const counts = new Map<string, number>();
  for (const { outcome } of run?.record.tables ?? []) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} tables ${outcome}`).join(', ') || 'no tables';
}
