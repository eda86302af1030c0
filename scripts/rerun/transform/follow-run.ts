import type { GlueClient } from '@aws-sdk/client-glue';
import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { askUntil } from '../../pipeline/patience.ts';
import { refusals, runGoesOn } from '../refusals.ts';
import { patienceOf, type Waiting } from '../waiting.ts';
import { type JobRun, readJobRun } from './job-run.ts';
import { executionArn, executionLink, type PipelinePlaces } from './places.ts';
import { type History, readHistory } from './read-history.ts';

/** A run that has ended. */
export interface EndedRun {
  readonly run: string;
  /** SUCCEEDED, FAILED, TIMED_OUT or ABORTED. */
  readonly status: string;
  /** Of the execution, to the second. */
  readonly seconds: number;
  readonly history: History;
  readonly job: JobRun | undefined;
}

interface RunClients {
  readonly states: SFNClient;
  readonly glue: GlueClient;
}

async function historyOf({ states }: RunClients, arn: string): Promise<History> {
  const events: HistoryEvent[] = [];
  const pages = paginateGetExecutionHistory({ client: states, pageSize: 1000 }, { executionArn: arn });
  for await (const page of pages) events.push(...(page.events ?? []));
  return readHistory(events);
}

/** @returns undefined where it has not started yet: whoever took its lease died, and the sweeper starts it */
async function describe({ states }: RunClients, arn: string) {
  try {
    return await states.send(new DescribeExecutionCommand({ executionArn: arn }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

const figures = ({ state, seconds, dpuHours }: JobRun): string =>
  `${state} for ${seconds} s${dpuHours === undefined ? '' : `, ${dpuHours} DPU-hours`}`;

/**
 * Follows a run to its end: its execution, and the run of the Glue job that it started.
 * @throws CommandError `still-under-way`; what the services throw
 */
export async function followRun(
  clients: RunClients,
  places: PipelinePlaces,
  run: string,
  waiting: Waiting,
): Promise<EndedRun> {
  const arn = executionArn(places, run);
  const { say, minutes } = waiting;
  const ended = await askUntil(patienceOf(waiting), async () => {
    const execution = await describe(clients, arn);
    if (execution === undefined) {
      say(`run ${run}: not started yet, the sweeper does it within a minute`);
      return undefined;
    }
    const history = await historyOf(clients, arn);
    const job = history.jobRun === undefined ? undefined : await readJobRun(clients.glue, places, history.jobRun);
    const { status = '', startDate, stopDate } = execution;
    if (status === 'RUNNING' || status === 'PENDING_REDRIVE') {
      const detail = history.state === 'Transform' && job !== undefined ? figures(job) : undefined;
      say(`run ${run}: ${history.state ?? 'begins'}`, detail);
      return undefined;
    }
    const seconds = Math.round(((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)) / 1000);
    return { run, status, seconds, history, job };
  });
  if (ended === undefined) throw refusals.stillUnderWay(`run ${run}`, minutes, runGoesOn(executionLink(places, run)));
  return ended;
}
