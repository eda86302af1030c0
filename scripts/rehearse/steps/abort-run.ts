import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { dynamoLedger } from '../../../lambda/pipeline/dynamo-ledger.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { machineRuns } from '../settle.ts';
import { until } from '../until.ts';

const most = 120;

/** Somebody stops the run that a new file has started: its end is heard, and its lease is free for the next one. */
export async function abortRun(rehearsal: Rehearsal): Promise<string[]> {
  const { clients, names } = rehearsal;
  const running = await until(most, async () =>
    (await machineRuns(rehearsal)).find(({ status }) => status === 'RUNNING'),
  );
  if (running === undefined) return [`expected the file to start a run within ${most} s, got none`];
  const executionArn = names.arn('states', `execution:${names.named('run')}:${running.name}`);
  await clients.states.send(new StopExecutionCommand({ executionArn }));
  const ledger = dynamoLedger(clients.items, names.named('runs'));
  const freed = await until(most, async () => ((await ledger.read()).lease?.run === running.name ? undefined : true));
  return freed === true ? [] : [`${running.name}: expected its lease free ${most} s after it was aborted, got it held`];
}
