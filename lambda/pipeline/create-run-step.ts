import { buffer } from 'node:stream/consumers';
import { valueAt } from '../handler/json-value.ts';
import { type S3Manifests, type S3ManifestsOf, writeS3Manifests } from '../s3-manifests/write-s3-manifests.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { StoreError } from '../store/object-store.ts';
import { type DataSets, findRefreshes, type Refresh } from './find-refreshes.ts';
import type { Tell } from './happening.ts';
import { judgeRun, type Verdict } from './judge-run.ts';
import { noRecord, unknownStep } from './pipeline-error.ts';
import type { RunLedger } from './run-ledger.ts';
import { parseRunRecord, recordKey } from './run-record.ts';

/** What the machine's steps need; a test passes its own. */
export interface StepSurroundings {
  readonly ledger: RunLedger;
  /** The final bucket. */
  readonly final: ObjectStore;
  /** Undefined in an environment without QuickSight. */
  readonly quickSight?: { readonly dataSets: DataSets; readonly database: string } | undefined;
  /** Undefined in an environment in which nobody connects QuickSight to S3. */
  readonly s3Manifests?: S3ManifestsOf | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds after which the machine ends a run. */
  readonly runTimeout: number;
  readonly tell?: Tell | undefined;
}

/** What each step answers. */
export type StepResult =
  /** `proceed: false`: the lease is another run's, and this one must not touch anything. */
  | { readonly proceed: boolean }
  | S3Manifests
  | Verdict
  | { readonly refreshes: readonly Refresh[] }
  | { readonly finished: boolean };

async function readRecord(final: ObjectStore, run: string): Promise<string> {
  const key = recordKey(run);
  try {
    return (await buffer(final.read(key))).toString('utf8');
  } catch (cause) {
    if (cause instanceof StoreError && cause.code === 'not-found') throw noRecord(key, cause);
    throw cause;
  }
}

/**
 * Makes the function behind `run-step`, of an event `{ "step", "run" }`, with `changed` for the step `data-sets`.
 * @returns a function that throws PipelineError, StoreError, and what the ledger and QuickSight throw; the machine retries what passes
 */
export function createRunStep({ ledger, final, quickSight, s3Manifests, now, runTimeout, tell }: StepSurroundings) {
  const take = async (step: unknown, run: string, event: unknown): Promise<StepResult> => {
    switch (step) {
      case 'begin':
        return { proceed: (await ledger.begin(run, now() + runTimeout)) !== undefined };
      case 's3-manifests':
        if (s3Manifests === undefined) return { written: [], unchanged: [], removed: [], tooManyFiles: [] };
        return writeS3Manifests(s3Manifests);
      case 'judge':
        return judgeRun(parseRunRecord(await readRecord(final, run), run));
      case 'data-sets': {
        const changed = valueAt(event, 'changed');
        if (!Array.isArray(changed)) throw unknownStep('event.changed', 'a list of tables', changed);
        if (quickSight === undefined) return { refreshes: [] };
        const { dataSets, database } = quickSight;
        const names = changed.filter((name) => typeof name === 'string');
        return { refreshes: await findRefreshes(dataSets, { run, database, changed: names }) };
      }
      case 'finish':
        return { finished: await ledger.finish(run) };
      default:
        throw unknownStep('event.step', '"begin", "s3-manifests", "judge", "data-sets" or "finish"', step);
    }
  };
  return async (event: unknown): Promise<StepResult> => {
    const [step, run] = [valueAt(event, 'step'), valueAt(event, 'run')];
    if (typeof run !== 'string' || run === '') throw unknownStep('event.run', "an execution's name", run);
    const result = await take(step, run, event);
    tell?.({ what: 'step', step: String(step), run, result });
    return result;
  };
}
