import { GetJobRunCommand, type GlueClient } from '@aws-sdk/client-glue';
import { maskJobError } from './mask-job-error.ts';
import { jobLogLink, type PipelinePlaces } from './places.ts';

/** One run of the Glue job. */
export interface JobRun {
  readonly id: string;
  /** STARTING, RUNNING, WAITING, STOPPING, STOPPED, SUCCEEDED, FAILED, ERROR, TIMEOUT or EXPIRED. */
  readonly state: string;
  /** While it has run; Glue counts from when its workers are there. */
  readonly seconds: number;
  /** Data-processing-unit hours so far: what is billed. Undefined until Glue says. */
  readonly dpuHours: number | undefined;
  /** What it ended by, masked. */
  readonly error: string | undefined;
  /** A link to its log. */
  readonly logs: string;
}

/** States in which it says why. */
export const hasFailed = ({ state }: JobRun): boolean =>
  ['FAILED', 'ERROR', 'TIMEOUT', 'STOPPED', 'EXPIRED'].includes(state);

/** @throws what Glue throws */
export async function readJobRun(glue: GlueClient, places: PipelinePlaces, id: string): Promise<JobRun> {
  const { JobRun: run } = await glue.send(new GetJobRunCommand({ JobName: places.job, RunId: id }));
  const seconds = run?.ExecutionTime ?? 0;
  // With auto scaling Glue counts by itself; without it, all workers count all the time.
  const dpuSeconds = run?.DPUSeconds ?? (run?.MaxCapacity === undefined ? undefined : run.MaxCapacity * seconds);
  return {
    id,
    seconds,
    state: run?.JobRunState ?? 'unknown',
    dpuHours: dpuSeconds === undefined ? undefined : Math.round(dpuSeconds / 36) / 100,
    error: run?.ErrorMessage === undefined || run.ErrorMessage === '' ? undefined : maskJobError(run.ErrorMessage),
    logs: jobLogLink(places, run?.LogGroupName ?? `/aws-glue/jobs/${places.job}`, id),
  };
}
