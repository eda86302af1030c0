import type { Names } from '../../infra/names/names.ts';
import type { RunRecord } from '../../lambda/pipeline/run-record.ts';
import type { Aws } from '../aws/connect-aws.ts';
import { readRunRecord } from '../aws/read-run-record.ts';
import { waitUntil } from '../aws/wait-until.ts';
import { CommandError } from '../cli/command-error.ts';
import { type Execution, newestExecutions } from '../pipeline/newest-executions.ts';
import { findings, type VerifyFinding } from './findings.ts';

/** What the last run that left a record says. */
export interface LastRun {
  readonly record: RunRecord | undefined;
  /** Newer runs that left none. */
  readonly findings: readonly VerifyFinding[];
}

interface Options {
  readonly aws: Pick<Aws, 's3' | 'states'>;
  readonly names: Names;
  /** Seconds to wait for the end of a run that is under way. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** Runs that are looked through for a record. */
const most = 20;

/** Waits until no run is under way, since one publishes tables before its record is there. @throws CommandError `run-unfinished` */
export async function readLastRun({ aws, names, timeout, signal, say }: Options): Promise<LastRun> {
  const machine = names.arn('states', `stateMachine:${names.named('run')}`);
  const ended = await waitUntil(
    async () => {
      const runs = await newestExecutions(aws.states, machine);
      const running = runs.find(({ status }) => status === 'RUNNING');
      if (running === undefined) return runs;
      say(`run ${running.name}: under way`);
      return undefined;
    },
    { most: timeout, signal },
  );
  if (ended === undefined) {
    const message = `sluice verify: expected the run to end, got one that is under way after ${Math.round(timeout / 60)} minutes; allow it more time with --timeout`;
    throw new CommandError('run-unfinished', 'environment', message);
  }
  const without: Execution[] = [];
  for (const run of ended.slice(0, most)) {
    const record = await readRunRecord({ s3: aws.s3, names }, run.name);
    if (record !== undefined) return { record, findings: failed(without) };
    without.push(run);
  }
  const none = without.length === 0 ? [findings.runFailed(names.named('run'), 'none, ever')] : failed(without);
  return { record: undefined, findings: none };
}

/** The newest says it; those before it were followed by a try. */
const failed = ([newest]: readonly Execution[]): VerifyFinding[] =>
  newest === undefined ? [] : [findings.runFailed(newest.name, `${newest.status}, and no record`)];
