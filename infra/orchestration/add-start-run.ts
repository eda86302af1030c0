import type { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { addFunction, failuresStayInTheQueue } from '../functions/add-function.ts';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import { startRunSeconds } from '../storage/queues.ts';
import type { RunParts } from './run-parts.ts';
import { minutes, runSeconds } from './run-seconds.ts';

/** What starts a run when one is owed, with the queue of manifests that asks for runs. */
export function addStartRun(stack: Stack, lake: Lake, { storage }: RunParts, table: Table): LambdaFunction {
  const { names, environment } = lake;
  const { queue } = storage.queues.runs;
  const machineArn = names.arn('states', `stateMachine:${names.named('run')}`);
  const startRun = addFunction(stack, lake, storage.keys, {
    name: 'start-run',
    entry: 'lambda/start-run.ts',
    description: 'Starts a run of the tables when one is owed and none is under way',
    memoryMiB: 256,
    timeoutSeconds: startRunSeconds,
    environment: {
      RUNS_TABLE: table.tableName,
      MACHINE_ARN: machineArn,
      PROCESSED_BUCKET: names.bucket('processed'),
      RUN_TIMEOUT_SECONDS: String(runSeconds(lake)),
      LEAST_INTERVAL_SECONDS: String(minutes(environment.transform.leastIntervalMinutes)),
    },
    allowed: {
      KeepTheLease: { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] },
      StartRuns: { actions: ['states:StartExecution'], resources: [machineArn] },
      LookAtRuns: {
        actions: ['states:DescribeExecution'],
        resources: [names.arn('states', `execution:${names.named('run')}:*`)],
        because: 'Executions are named when they start; the machine is named.',
      },
      TakeMessages: {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      },
    },
  });
  const mapping = new CfnEventSourceMapping(stack, 'EventsOfManifests', {
    functionName: startRun.functionName,
    eventSourceArn: queue.queueArn,
    batchSize: 100,
    maximumBatchingWindowInSeconds: 1,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: 2 },
  });
  acknowledge(mapping, ...failuresStayInTheQueue);
  return startRun;
}
