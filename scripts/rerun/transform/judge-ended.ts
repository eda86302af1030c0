import type { RunRecord } from '../../../lambda/pipeline/run-record.ts';
import type { CommandError } from '../../cli/command-error.ts';
import { findings, type RerunFinding, tableFinding } from '../findings.ts';
import { refusals } from '../refusals.ts';
import type { EndedRun } from './follow-run.ts';
import { hasFailed } from './job-run.ts';

/** Whether the lease was another run's, so that this one touched nothing. */
export const isSuperseded = ({ history }: EndedRun): boolean => history.entered.has('Superseded');

/** Whether the job has left its record: its last act, without which it fails. */
export const hasRecord = ({ history, job }: EndedRun): boolean =>
  history.entered.has('Judge') || job?.state === 'SUCCEEDED';

/** Names of what the machine does once something failed; the state before says where. */
const afterwards = new Set(['TellFailed', 'Failed']);

/**
 * Why the run did not come to its end; undefined where it has, whatever its tables came to.
 * @param execution a link
 */
export function judgeEnd({ run, status, history, job }: EndedRun, execution: string): CommandError | undefined {
  if (status === 'SUCCEEDED') return undefined;
  if (status === 'ABORTED') return refusals.runAborted(run, execution);
  if (status === 'TIMED_OUT') return refusals.runTimedOut(run, execution);
  const { failure, entered } = history;
  if (failure?.error === 'TableRefused' || failure?.error === 'NotRefreshed') return undefined;
  if (job !== undefined && hasFailed(job)) return refusals.jobFailed(job.id, job.state, job.error, job.logs, execution);
  const state = [...entered].filter((name) => !afterwards.has(name)).at(-1);
  return refusals.runFailed(run, state, failure?.cause || failure?.error || status, execution);
}

/**
 * What the tables of a run came to.
 * @param only names of the tables that are asked about, in any order; undefined: all @param asked the one that was named
 */
export function judgeTables(
  { run, tables }: RunRecord,
  only: ReadonlySet<string> | undefined,
  asked: string | undefined,
): { readonly tables: RunRecord['tables']; readonly findings: readonly RerunFinding[] } {
  const told = tables
    .filter(({ table }) => only === undefined || only.has(table))
    .toSorted((left, right) => (left.table < right.table ? -1 : 1));
  const absent =
    asked === undefined || told.some(({ table }) => table === asked) ? [] : [findings.tableMissing(asked, run)];
  return {
    tables: told,
    findings: [
      ...absent,
      ...told.flatMap(({ table, outcome, findings: messages }) => tableFinding(table, outcome, messages) ?? []),
    ],
  };
}
