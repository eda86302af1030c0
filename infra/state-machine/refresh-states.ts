import { type Json, lambdaStep, type States } from './states.ts';
import { placeOf } from './substitutions.ts';

const ingestion = {
  AwsAccountId: placeOf('AwsAccountId'),
  'DataSetId.$': '$.dataSetId',
  'IngestionId.$': '$.ingestionId',
};
const throttled: Json = [
  {
    ErrorEquals: [
      'QuickSight.ThrottlingException',
      'QuickSight.InternalFailureException',
      'QuickSight.LimitExceededException',
    ],
    IntervalSeconds: 10,
    BackoffRate: 2,
    MaxAttempts: 5,
    JitterStrategy: 'FULL',
  },
];
const toNotRefreshed: Json = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'OneNotRefreshed' }];

/** Every 15 seconds, for half an hour. */
const [pause, looks] = [15, 120];

const refreshOne: States = {
  StartRefresh: {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:quicksight:createIngestion',
    Parameters: ingestion,
    Retry: throttled,
    ResultPath: null,
    Catch: [
      { ErrorEquals: ['QuickSight.ResourceExistsException'], ResultPath: null, Next: 'FirstLook' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'OneNotRefreshed' },
    ],
    Next: 'FirstLook',
  },
  FirstLook: { Type: 'Pass', Result: 0, ResultPath: '$.looks', Next: 'AwaitRefresh' },
  AwaitRefresh: { Type: 'Wait', Seconds: pause, Next: 'LookAtRefresh' },
  LookAtRefresh: {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:quicksight:describeIngestion',
    Parameters: ingestion,
    Retry: throttled,
    ResultSelector: { 'status.$': '$.Ingestion.IngestionStatus' },
    ResultPath: '$.seen',
    Catch: toNotRefreshed,
    Next: 'CountLooks',
  },
  CountLooks: {
    Type: 'Pass',
    Parameters: { 'count.$': 'States.MathAdd($.looks, 1)' },
    ResultPath: '$.next',
    Next: 'KeepCount',
  },
  KeepCount: { Type: 'Pass', InputPath: '$.next.count', ResultPath: '$.looks', Next: 'IsRefreshed' },
  IsRefreshed: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.seen.status', StringEquals: 'COMPLETED', Next: 'OneRefreshed' },
      { Variable: '$.seen.status', StringEquals: 'FAILED', Next: 'OneNotRefreshed' },
      { Variable: '$.seen.status', StringEquals: 'CANCELLED', Next: 'OneNotRefreshed' },
      { Variable: '$.looks', NumericGreaterThanEquals: looks, Next: 'OneNotRefreshed' },
    ],
    Default: 'AwaitRefresh',
  },
  OneRefreshed: { Type: 'Pass', Result: 'refreshed', End: true },
  OneNotRefreshed: { Type: 'Pass', Result: 'not refreshed', End: true },
};

/**
 * From `FindDataSets` to `Finish`. What goes wrong here is kept in `$.refresh` and told at the end: the tables are published all the
 * same, and QuickSight may not even be subscribed.
 */
export const refreshStates: States = {
  FindDataSets: {
    ...lambdaStep(
      'data-sets',
      { 'run.$': '$$.Execution.Name', 'changed.$': '$.verdict.changed' },
      { 'refreshes.$': '$.Payload.refreshes' },
      '$.dataSets',
    ),
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'NoDataSets' }],
    Next: 'Refresh',
  },
  NoDataSets: {
    Type: 'Pass',
    Parameters: { failed: true, 'error.$': '$.failure.Error' },
    ResultPath: '$.refresh',
    Next: 'Finish',
  },
  Refresh: {
    Type: 'Map',
    ItemsPath: '$.dataSets.refreshes',
    MaxConcurrency: 4,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'StartRefresh', States: refreshOne },
    ResultPath: '$.refreshed',
    Next: 'WhichNotRefreshed',
  },
  WhichNotRefreshed: {
    Type: 'Pass',
    Parameters: {
      'failed.$': "States.ArrayContains($.refreshed, 'not refreshed')",
      'dataSets.$': '$.dataSets.refreshes',
      'came.$': '$.refreshed',
    },
    ResultPath: '$.refresh',
    Next: 'Finish',
  },
};
