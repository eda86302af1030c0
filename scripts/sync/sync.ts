import { randomUUID } from 'node:crypto';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { CleanedFiles } from '../pipeline/cleaned.ts';
import type { CleanBuckets, Today } from '../pipeline/find-stale.ts';
import { applySync } from './apply-sync.ts';
import { findings } from './findings.ts';
import { look } from './look.ts';
import { ManifestWriter } from './manifest-writer.ts';
import { planSync, type SyncPlan } from './plan-sync.ts';
import type { Tree } from './read-tree.ts';
import type { Step } from './step.ts';

/** What a sync needs. */
export interface SyncOptions {
  readonly buckets: CleanBuckets;
  readonly tree: Tree;
  readonly today: Today;
  /** Of the tree. */
  readonly commit: string;
  /** As messages name it. */
  readonly environment: string;
  readonly prune?: boolean;
  readonly planOnly?: boolean;
  /** The hash of the plan that somebody agreed to: another one is not done. */
  readonly insist?: string | undefined;
  /** Has keys of raw cleaned again. */
  readonly requestClean: (keys: readonly string[]) => Promise<void>;
  /** Told of each step that is done. */
  readonly onDone?: ((step: Step, plan: SyncPlan) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a sync did, or would do. */
export interface Synced {
  readonly plan: SyncPlan;
  /** In the plan's order, whichever upload ended first. */
  readonly done: readonly Step[];
  /** Of the tree and of the lake. */
  readonly findings: readonly Finding[];
  /** Manifests of clean, as they were before. */
  readonly cleaned: CleanedFiles;
  /** To write down what waiting has seen. */
  readonly manifest: ManifestWriter;
}

/**
 * Makes raw hold the committed files and processed the schemas, and has cleaned again what is not of today. What people uploaded is not touched.
 * @throws SyncCut with what was done, for what cut it once something may have been done; before that CommandError and StoreError
 */
export async function sync(options: SyncOptions): Promise<Synced> {
  const { buckets, tree, today, commit, environment, insist } = options;
  const seen = await look(buckets, tree);
  const shown = { files: buckets.raw.name, schemas: buckets.processed.name };
  const plan = planSync(tree, seen, { prune: options.prune ?? false, today, shown });
  const manifest = new ManifestWriter(buckets.processed, seen, randomUUID());
  const found = [...tree.findings, ...plan.findings];
  const done = new Set<Step>();
  const cameTo = (more: readonly Finding[] = []): Synced => ({
    ...{ plan, done: plan.steps.filter((step) => done.has(step)), findings: [...found, ...more] },
    ...{ cleaned: seen.cleaned, manifest },
  });
  if (insist !== undefined && insist !== plan.hash)
    return cameTo([findings.planChanged(environment, insist, plan.hash)]);
  if (options.planOnly === true) return cameTo();
  const onDone = (step: Step) => {
    done.add(step);
    options.onDone?.(step, plan);
  };
  const isNews = manifest.noteCleaned(seen.cleaned);
  try {
    await applySync({ buckets, tree, commit, manifest, onDone, signal: options.signal }, plan.steps);
    if (isNews && plan.steps.every((step) => step.do === 'clean')) await manifest.save();
    const stale = plan.steps.filter((step) => step.do === 'clean');
    await options.requestClean(stale.map(({ key }) => key));
    for (const step of stale) onDone(step);
  } catch (error) {
    throw new SyncCut(cameTo(), error);
  }
  return cameTo();
}

/** A sync that something cut after it had begun: what was done stays done, and the next one does the rest. */
export class SyncCut extends Error {
  override readonly name = 'SyncCut';
  readonly synced: Synced;

  constructor(synced: Synced, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.synced = synced;
  }
}
