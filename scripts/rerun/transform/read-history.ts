import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** What an execution's history says. */
export interface History {
  /** The state that it entered last. */
  readonly state: string | undefined;
  /** States that it has entered, each once. */
  readonly entered: ReadonlySet<string>;
  /** The run of the Glue job that it started last. */
  readonly jobRun: string | undefined;
  /** How it failed, in the machine's words: names of errors, nothing of what a job said. */
  readonly failure: { readonly error: string; readonly cause: string } | undefined;
}

/** @param output what the service answered when the task was submitted */
function jobRunOf(output: string | undefined): string | undefined {
  const answer: unknown = output === undefined ? undefined : JSON.parse(output);
  const id = typeof answer === 'object' && answer !== null && 'JobRunId' in answer ? answer.JobRunId : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** @param events in their order */
export function readHistory(events: readonly HistoryEvent[]): History {
  const entered = new Set<string>();
  let state: string | undefined;
  let jobRun: string | undefined;
  let failure: History['failure'];
  for (const event of events) {
    const name = event.stateEnteredEventDetails?.name;
    if (name !== undefined) {
      state = name;
      entered.add(name);
    }
    const submitted = event.taskSubmittedEventDetails;
    if (submitted?.resourceType === 'glue') jobRun = jobRunOf(submitted.output) ?? jobRun;
    const failed = event.executionFailedEventDetails;
    if (failed !== undefined) failure = { error: failed.error ?? '', cause: failed.cause ?? '' };
  }
  return { state, entered, jobRun, failure };
}
