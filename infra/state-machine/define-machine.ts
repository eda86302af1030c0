import { refreshStates } from './refresh-states.ts';
import { lambdaStep, passingFaults, type State, type States } from './states.ts';
import { placeOf } from './substitutions.ts';

/** What differs between environments. All times are seconds. */
export interface MachineOptions {
  /** Files that land within this time after the first one are of the same run. */
  readonly settle: number;
  /** The job is stopped after this time. */
  readonly transformTimeout: number;
  /** The run is ended after this time, whatever it is at; `RUN_TIMEOUT_SECONDS` of both functions. */
  readonly runTimeout: number;
  /** Whether dashboards' data sets in SPICE are refreshed. */
  readonly refresh: boolean;
  /** Whether each run starts the crawler that discovers prefixes without a schema. */
  readonly discover: boolean;
  /** Whether each run says which clean files QuickSight may read from S3 itself. */
  readonly s3Manifests: boolean;
}

/** A definition in Amazon States Language: https://states-language.net/spec.html. */
export interface MachineDefinition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: States;
}

const runName = '$$.Execution.Name';

/** Who reads notices may choose by `outcome` (a subscription's filter policy). A job's own message may quote a row: it stays in the log. */
const tell = (outcome: string, subject: string, message: string, next: string): State => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sns:publish',
  Parameters: {
    TopicArn: placeOf('NoticesTopic'),
    Subject: subject,
    'Message.$': message,
    MessageAttributes: { outcome: { DataType: 'String', StringValue: outcome } },
  },
  Retry: passingFaults,
  ResultPath: null,
  Next: next,
});

const failed = (error: string, cause: string): State => ({ Type: 'Fail', Error: error, Cause: cause });
const toTellFailed = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'TellFailed' }];

/** What comes between the lease and the job, by the options. */
const afterLease = ({ discover, s3Manifests }: MachineOptions) =>
  discover ? 'Discover' : s3Manifests ? 'WriteS3Manifests' : 'Transform';

const beginning = (options: MachineOptions): States => ({
  Settle: {
    Type: 'Wait',
    Comment: 'Files that land meanwhile are of this run: it counts them when it begins.',
    Seconds: options.settle,
    Next: 'Begin',
  },
  Begin: {
    ...lambdaStep('begin', { 'run.$': runName }, { 'proceed.$': '$.Payload.proceed' }, '$.begin'),
    Catch: toTellFailed,
    Next: 'HoldsTheLease',
  },
  HoldsTheLease: {
    Type: 'Choice',
    Choices: [{ Variable: '$.begin.proceed', BooleanEquals: true, Next: afterLease(options) }],
    Default: 'Superseded',
  },
  Superseded: {
    Type: 'Succeed',
    Comment: 'Another run holds the lease, or this one was started by hand: ask start-run instead, {"do": "request"}.',
  },
});

const discovering = ({ s3Manifests }: MachineOptions): States => ({
  Discover: {
    Type: 'Task',
    Comment: 'Not waited for, and no reason to fail: it may still be at it from the last run.',
    Resource: 'arn:aws:states:::aws-sdk:glue:startCrawler',
    Parameters: { Name: placeOf('DiscoveryCrawler') },
    ResultPath: null,
    Catch: [
      {
        ErrorEquals: ['States.ALL'],
        ResultPath: '$.discovery',
        Next: s3Manifests ? 'WriteS3Manifests' : 'Transform',
      },
    ],
    Next: s3Manifests ? 'WriteS3Manifests' : 'Transform',
  },
});

const writingS3Manifests: States = {
  WriteS3Manifests: {
    ...lambdaStep('s3-manifests', { 'run.$': runName }, { 'written.$': '$.Payload.written' }, '$.s3Manifests'),
    Comment:
      'Before the job: what they name depends on no table. No reason to stop tables: the alarm on the function rings.',
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.s3Manifests', Next: 'Transform' }],
    Next: 'Transform',
  },
};

const transforming = ({ transformTimeout, refresh }: MachineOptions): States => ({
  Transform: {
    Type: 'Task',
    Comment: 'Ended with the machine. One run of the job at a time: a run that was given up may still be ending.',
    Resource: 'arn:aws:states:::glue:startJobRun.sync',
    Parameters: { JobName: placeOf('TransformJob'), Arguments: { '--run.$': runName } },
    TimeoutSeconds: transformTimeout,
    Retry: [
      {
        ErrorEquals: ['Glue.ConcurrentRunsExceededException'],
        IntervalSeconds: 30,
        BackoffRate: 1.5,
        MaxDelaySeconds: 300,
        MaxAttempts: 10,
      },
      {
        ErrorEquals: ['Glue.ThrottlingException', 'Glue.OperationTimeoutException', 'Glue.InternalServiceException'],
        IntervalSeconds: 5,
        BackoffRate: 2,
        MaxAttempts: 4,
        JitterStrategy: 'FULL',
      },
    ],
    ResultPath: null,
    Catch: toTellFailed,
    Next: 'Judge',
  },
  Judge: {
    ...lambdaStep(
      'judge',
      { 'run.$': runName },
      { 'outcome.$': '$.Payload.outcome', 'changed.$': '$.Payload.changed', 'notice.$': '$.Payload.notice' },
      '$.verdict',
    ),
    Catch: toTellFailed,
    Next: refresh ? 'FindDataSets' : 'Finish',
  },
});

const finishing = ({ refresh }: MachineOptions): States => ({
  Finish: {
    ...lambdaStep('finish', { 'run.$': runName }, { 'finished.$': '$.Payload.finished' }, '$.finish'),
    Catch: toTellFailed,
    Next: 'WasAllPublished',
  },
  WasAllPublished: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.verdict.outcome', StringEquals: 'refused', Next: 'TellRefused' },
      ...(refresh ? [{ Variable: '$.refresh.failed', BooleanEquals: true, Next: 'TellNotRefreshed' }] : []),
      { Variable: '$.verdict.outcome', StringEquals: 'unchanged', Next: 'Done' },
    ],
    Default: 'TellPublished',
  },
  TellPublished: tell('published', 'Sluice: tables published', '$.verdict.notice', 'Done'),
  TellRefused: tell('refused', 'Sluice: a table was refused', '$.verdict.notice', 'Refused'),
  ...(refresh
    ? {
        TellNotRefreshed: tell(
          'not-refreshed',
          'Sluice: a data set was not refreshed',
          "States.Format('Run {} published its tables, but not every data set in SPICE was refreshed: {}. The next run tries those again.', $$.Execution.Name, States.JsonToString($.refresh))",
          'NotRefreshed',
        ),
        NotRefreshed: failed(
          'NotRefreshed',
          'The tables were published, but not every data set was refreshed; see Refresh.',
        ),
      }
    : {}),
  TellFailed: tell(
    'failed',
    'Sluice: a run failed',
    "States.Format('Run {} failed ({}). What was published before stands; it is tried again after a pause. The log of the job, and the execution {}, say why.', $$.Execution.Name, $.failure.Error, $$.Execution.Id)",
    'Failed',
  ),
  Done: { Type: 'Succeed' },
  Refused: failed('TableRefused', 'At least one table was not published; its last good rows stand. See Judge.'),
  // Names that begin with `States.` are not ours to give: https://states-language.net/spec.html#error-names
  Failed: { Type: 'Fail', Error: 'RunFailed', CausePath: '$.failure.Error' },
});

/**
 * The machine of one run: waits for more files, takes its lease's count, runs the job, judges what the job left, refreshes what
 * dashboards hold of changed tables, frees the lease, tells people. However it ends otherwise, `start-run` frees the lease when it hears of it.
 */
export const defineMachine = (options: MachineOptions): MachineDefinition => ({
  Comment: 'One run of all tables. Made by infra/state-machine/define-machine.ts.',
  StartAt: 'Settle',
  TimeoutSeconds: options.runTimeout,
  States: {
    ...beginning(options),
    ...(options.discover ? discovering(options) : {}),
    ...(options.s3Manifests ? writingS3Manifests : {}),
    ...transforming(options),
    ...(options.refresh ? refreshStates : {}),
    ...finishing(options),
  },
});
