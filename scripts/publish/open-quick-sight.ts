import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../infra/environments/environment.ts';
import type { RoleUse } from '../../infra/names/names.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import type { Progress } from '../cli/progress.ts';
import type { Surroundings } from './apply/surroundings.ts';
import { findCommit } from './find-commit.ts';
import { type Calls, patientClient } from './quick-sight/patient-client.ts';
import { placeIn } from './request/place.ts';

const isWaiting = /: waiting for \d+ s$/;

/**
 * QuickSight of an environment, as the role that publishes, unless another is named. The SDK takes credentials, and AWS_ENDPOINT_URL, from the process's environment.
 * @param verb for messages
 * @param root of the repository
 * @param role whom messages about permissions name
 * @throws CommandError `no-quicksight` where the environment has none
 */
export async function openQuickSight(
  verb: string,
  environment: Environment,
  {
    effects,
    progress,
    root,
    role = 'data',
  }: { readonly effects: Effects; readonly progress: Progress; readonly root: string; readonly role?: RoleUse },
): Promise<Surroundings & { readonly calls: Calls }> {
  const { name, once, quickSight, region } = environment;
  const lacks = once.quickSight === 'skip' ? 'once.quickSight is "skip"' : 'it has no quickSight';
  if (once.quickSight === 'skip' || quickSight === undefined) {
    const message = `sluice ${verb}: expected an environment with QuickSight, got ${name}, where ${lacks}; subscribe in the console, then say "import" and who is who under quickSight in infra/environments/environments.json`;
    throw new CommandError('no-quicksight', 'environment', message);
  }
  const place = placeIn(environment);
  const calls: Calls = new Map();
  const patience = {
    now: () => effects.now().getTime(),
    sleep: (milliseconds: number) => sleep(milliseconds),
    say: (text: string) => {
      if (effects.stderr.isTTY === true) progress.step(text);
      // In a log a line says what is begun; that it goes on would fill it.
      else if (!isWaiting.test(text)) progress.done(text);
    },
  };
  const context = { ...patience, environment, role: place.names.role(role), calls };
  const client = patientClient({ region }, context);
  return {
    ...{ ...patience, client, place, calls, commit: await findCommit(root) },
    // The same count that a file's manifest adds to: the sweeper starts the run within a minute.
    askForRun: async () => {
      const items = new DynamoDBClient({ region });
      await dynamoLedger(items, place.names.named('runs')).request({ atOnce: true });
      items.destroy();
    },
  };
}
