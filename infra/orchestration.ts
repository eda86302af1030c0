import { Duration, type Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { CfnCrawler, CfnJob } from 'aws-cdk-lib/aws-glue';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { addFunction, failuresStayInTheQueue } from './functions/add-function.ts';
import { acknowledge } from './judge/acknowledge.ts';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import { type Allowed, addRole } from './roles/role.ts';
import type { StorageStack } from './stacks/storage-stack.ts';
import { defineMachine } from './state-machine/define-machine.ts';
import type { Substitution } from './state-machine/substitutions.ts';
import { startRunSeconds } from './storage/queues.ts';
import { removalOf } from './storage/removal.ts';

/** What the machine calls. */
export interface RunParts {
  readonly storage: StorageStack;
  readonly notices: Topic;
  readonly job: CfnJob;
  readonly crawler: CfnCrawler;
}

/** What runs tables, one run at a time. */
export interface Orchestration {
  readonly startRun: LambdaFunction;
  readonly runStep: LambdaFunction;
  readonly machine: CfnStateMachine;
}

/** Seconds that files may come after the first one to be of the same run. */
const settle = 20;

const minutes = (count: number): number => Duration.minutes(count).toSeconds();

/** A run may wait for the job of one that was given up, and refresh data sets after its own. */
const runSeconds = ({ environment }: Lake): number => minutes(environment.transform.timeoutMinutes + 60);

function addRunsTable(stack: Stack, { names, environment }: Lake): Table {
  return new Table(stack, 'Runs', {
    tableName: names.named('runs'),
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: removalOf(environment),
  });
}

function addStartRun(stack: Stack, lake: Lake, { storage }: RunParts, table: Table): LambdaFunction {
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

const quickSightArns = ({ names }: Lake) => [
  names.arn('quicksight', 'dataset/*'),
  names.arn('quicksight', 'dataset/*/ingestion/*'),
];

function addRunStep(stack: Stack, lake: Lake, { storage }: RunParts, table: Table): LambdaFunction {
  const { names, environment } = lake;
  const refresh = environment.once.quickSight === 'import';
  return addFunction(stack, lake, storage.keys, {
    name: 'run-step',
    entry: 'lambda/run-step.ts',
    description: 'The steps of a run that need code',
    memoryMiB: 256,
    timeoutSeconds: 60,
    environment: {
      RUNS_TABLE: table.tableName,
      FINAL_BUCKET: names.bucket('final'),
      RUN_TIMEOUT_SECONDS: String(runSeconds(lake)),
      ...(refresh ? { QUICKSIGHT_ACCOUNT: environment.account, FINAL_DATABASE: names.databases.final } : {}),
    },
    allowed: {
      KeepTheLease: { actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] },
      ReadRecords: {
        actions: ['s3:GetObject'],
        resources: [`${names.bucketArn('final')}/_transforms/*`],
        because: because.objects,
      },
      DecryptRecords: { actions: ['kms:Decrypt'], resources: [storage.keys.lake.keyArn] },
      ...(refresh
        ? {
            FindDataSets: {
              actions: [
                ...['quicksight:ListDataSets', 'quicksight:DescribeDataSet'],
                ...['quicksight:ListIngestions', 'quicksight:ListTagsForResource'],
              ],
              resources: quickSightArns(lake),
              because: because.dataSets,
            },
          }
        : {}),
    },
  });
}

function machineMay(lake: Lake, parts: RunParts, runStep: LambdaFunction): Allowed {
  const { names, environment } = lake;
  return {
    TakeSteps: { actions: ['lambda:InvokeFunction'], resources: [runStep.functionArn] },
    RunTheJob: {
      actions: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'],
      resources: [names.arn('glue', `job/${names.named('transform')}`)],
    },
    TellPeople: { actions: ['sns:Publish'], resources: [parts.notices.topicArn] },
    EncryptNotices: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [parts.storage.keys.watching.keyArn],
    },
    ...(environment.once.quickSight === 'import'
      ? {
          RefreshDataSets: {
            actions: ['quicksight:CreateIngestion', 'quicksight:DescribeIngestion'],
            resources: quickSightArns(lake),
            because: because.dataSets,
          },
        }
      : {}),
    ...(environment.crawler.inEveryRun
      ? {
          Discover: {
            actions: ['glue:StartCrawler'],
            resources: [names.arn('glue', `crawler/${names.named('discovery')}`)],
          },
        }
      : {}),
    DeliverLogs: {
      actions: [
        ...['logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery'],
        ...[
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:DescribeResourcePolicies',
          'logs:DescribeLogGroups',
        ],
      ],
      resources: ['*'],
      because: because.noResource,
    },
    Trace: {
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
      because: because.noResource,
    },
  };
}

function addMachine(stack: Stack, lake: Lake, parts: RunParts, runStep: LambdaFunction): CfnStateMachine {
  const { names, environment } = lake;
  const refresh = environment.once.quickSight === 'import';
  const discover = environment.crawler.inEveryRun;
  const role = addRole(
    stack,
    lake,
    'state-machine',
    new ServicePrincipal('states.amazonaws.com'),
    machineMay(lake, parts, runStep),
  );
  // Under /aws/vendedlogs/, or the policy of deliveries outgrows its limit: https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
  const log = new CfnLogGroup(stack, 'Log-run', {
    logGroupName: `/aws/vendedlogs/states/${names.named('run')}`,
    retentionInDays: environment.retentionDays.logs,
    kmsKeyId: parts.storage.keys.watching.keyArn,
  });
  log.applyRemovalPolicy(removalOf(environment));
  const values: Partial<Record<Substitution, string>> = {
    RunStepFunction: runStep.functionArn,
    TransformJob: names.named('transform'),
    NoticesTopic: parts.notices.topicArn,
    ...(refresh ? { AwsAccountId: environment.account } : {}),
    ...(discover ? { DiscoveryCrawler: names.named('discovery') } : {}),
  };
  const machine = new CfnStateMachine(stack, 'Run', {
    stateMachineName: names.named('run'),
    stateMachineType: 'STANDARD',
    roleArn: role.roleArn,
    definitionString: JSON.stringify(
      defineMachine({
        ...{ settle, refresh, discover },
        transformTimeout: minutes(environment.transform.timeoutMinutes),
        runTimeout: runSeconds(lake),
      }),
    ),
    definitionSubstitutions: values,
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.attrArn } }],
    },
    tracingConfiguration: { enabled: true },
  });
  machine.node.addDependency(parts.job, parts.crawler);
  return machine;
}

/** What EventBridge tells `start-run`: that a run has ended, that it is time to sweep, that it is time for a run. */
function addRules(stack: Stack, lake: Lake, startRun: LambdaFunction, machine: CfnStateMachine): void {
  const { names, environment } = lake;
  const { schedule } = environment.transform;
  const ended = {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [machine.ref], status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] },
  };
  const covered =
    'An event that EventBridge loses is made good by the sweep of the next minute, which the alarm on its errors watches.';
  const rule = (name: string, props: { eventPattern?: object; scheduleExpression?: string; input?: string }) => {
    const { input, ...when } = props;
    const made = new CfnRule(stack, `Rule-${name}`, {
      name: names.named(name),
      ...when,
      targets: [{ id: 'start-run', arn: startRun.functionArn, ...(input === undefined ? {} : { input }) }],
    });
    acknowledge(made, 'Serverless-EventBusDLQ', covered);
    new CfnPermission(stack, `Permission-${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: startRun.functionArn,
      principal: 'events.amazonaws.com',
      sourceAccount: environment.account,
      sourceArn: made.attrArn,
    });
  };
  rule('run-ended', { eventPattern: ended });
  rule('sweep', { scheduleExpression: 'rate(1 minute)', input: JSON.stringify({ do: 'sweep' }) });
  if (schedule !== undefined) {
    rule('schedule', { scheduleExpression: schedule, input: JSON.stringify({ do: 'request' }) });
  }
}

/** Makes what turns new manifests into one run of the tables at a time (state-machine/README.md). */
export function addOrchestration(stack: Stack, lake: Lake, parts: RunParts): Orchestration {
  const table = addRunsTable(stack, lake);
  const startRun = addStartRun(stack, lake, parts, table);
  const runStep = addRunStep(stack, lake, parts, table);
  const machine = addMachine(stack, lake, parts, runStep);
  addRules(stack, lake, startRun, machine);
  return { startRun, runStep, machine };
}
