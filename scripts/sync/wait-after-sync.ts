import type { Finding } from '../../lambda/schema/finding.ts';
import type { Cleaned } from '../pipeline/cleaned.ts';
import type { CleanBuckets, Today } from '../pipeline/find-stale.ts';
import type { Patience } from '../pipeline/patience.ts';
import { waitForClean } from '../pipeline/wait-for-clean.ts';
import { type AnsweredRun, type Runs, requestRun, waitForRun } from '../pipeline/wait-for-run.ts';
import { findings } from './findings.ts';
import { isCleanedAgain, type SyncPlan } from './plan-sync.ts';
import { refusedFiles } from './refused-files.ts';
import type { Synced } from './sync.ts';

/** What became of what a sync began. */
export interface Waited {
  /** Of the files that were waited for and are still there. */
  readonly files: number;
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** None: no table could have changed. */
  readonly run: AnsweredRun | undefined;
  /** Refused files of the whole lake, and tables that were not published. */
  readonly findings: readonly Finding[];
}

/** Where to wait, for how long. */
export interface Waiting {
  readonly buckets: CleanBuckets;
  readonly runs: Runs;
  readonly today: Today;
  readonly patience: Patience;
  /** Keys that have a file in datasets/: findings name that. */
  readonly committed: ReadonlyMap<string, { readonly name: string }>;
}

/**
 * Waits until everything that a sync put, removed or had cleaned again is clean, and a run of the tables has seen it; or, where nothing changed, until no
 * run is owed.
 * @throws what waitForClean and waitForRun throw
 */
export async function waitAfterSync({ plan, cleaned: known, manifest }: Synced, waiting: Waiting): Promise<Waited> {
  const { buckets, runs, today, patience, committed } = waiting;
  const { now = () => performance.now() } = patience;
  const until = now() + patience.most;
  const keys = plan.steps.flatMap((step) => {
    if (step.do === 'clean') return [step.key];
    if (step.do === 'put' && step.side === 'files') return [step.wanted.key];
    return step.do === 'remove' && step.side === 'files' ? [step.key] : [];
  });
  const cleaned = await waitForClean(buckets, today, keys, patience, known);
  // Only spares the next sync reading them.
  if (manifest.noteCleaned(cleaned)) await manifest.save().catch(() => undefined);
  const rest = { ...patience, most: Math.max(0, until - now()) };
  const run = await waitForOwed(runs, keys.length > 0, rest);
  const ofKeys = keys.flatMap((key) => cleaned.get(key) ?? []);
  const sum = (of: (one: Cleaned) => number) => ofKeys.reduce((all, one) => all + of(one), 0);
  return {
    files: ofKeys.length,
    rowsIn: sum(({ rowsIn }) => rowsIn),
    rowsClean: sum(({ rowsClean }) => rowsClean),
    rowsQuarantined: sum(({ rowsQuarantined }) => rowsQuarantined),
    run,
    findings: [
      ...refusedFiles(cleaned, { buckets, committed, cleanedAgain: againOf(plan) }),
      ...unpublishedTables(run),
    ],
  };
}

/** @param changed whether tables may have to change */
async function waitForOwed(runs: Runs, changed: boolean, patience: Patience): Promise<AnsweredRun | undefined> {
  if (changed) return waitForRun(runs, await requestRun(runs), patience);
  const { requested, done } = await runs.ledger.read();
  return requested > done ? waitForRun(runs, requested, patience) : undefined;
}

/** Keys that the plan had cleaned again. */
const againOf = ({ steps }: SyncPlan): ReadonlySet<string> =>
  new Set(steps.flatMap((step) => (step.do === 'clean' && isCleanedAgain(step) ? [step.key] : [])));

function unpublishedTables(run: AnsweredRun | undefined): Finding[] {
  const good = new Set(['published', 'unchanged']);
  return (run?.record.tables ?? []).flatMap(({ table, outcome, findings: [why] }) =>
    good.has(outcome) ? [] : [findings.tableNotPublished(table, outcome, why)],
  );
}
