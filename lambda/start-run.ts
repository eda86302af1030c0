import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createStarter, type StarterAnswer } from './pipeline/create-starter.ts';
import { dynamoLedger } from './pipeline/dynamo-ledger.ts';
import { logPipeline } from './pipeline/log-pipeline.ts';
import { nameRun } from './pipeline/name-run.ts';
import { readSeconds, readText } from './pipeline/read-environment.ts';
import { sfnExecutions } from './pipeline/sfn-executions.ts';

type Starter = ReturnType<typeof createStarter>;

function createFromEnvironment(): Starter {
  const { env } = process;
  const machine = readText(env, 'MACHINE_ARN', 'the ARN of the state machine');
  const surroundings = {
    ledger: dynamoLedger(new DynamoDBClient({}), readText(env, 'RUNS_TABLE', 'the name of a DynamoDB table')),
    executions: sfnExecutions(new SFNClient({}), machine),
    now: () => Date.now(),
    nameRun: (now: number) => nameRun(now, randomBytes(4)),
    runTimeout: readSeconds(env, 'RUN_TIMEOUT_SECONDS'),
    leastInterval: readSeconds(env, 'LEAST_INTERVAL_SECONDS', 0),
  };
  const processedBucket = readText(env, 'PROCESSED_BUCKET', 'the name of a bucket');
  return createStarter(surroundings, { machine, processedBucket, tell: logPipeline() });
}

let warm: Starter | undefined;

/**
 * Lambda's entry of all that may start a run: events of processed, the end of a run, the sweep, a schedule, a person.
 * @throws what `createStarter`'s function throws, and ConfigurationError for an environment that lacks something
 */
export async function handler(event: unknown): Promise<StarterAnswer> {
  warm ??= createFromEnvironment();
  return warm(event);
}
