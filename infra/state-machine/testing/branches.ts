import type { Json } from '../states.ts';

/** One way through the machine: what its services answer, and how it has to end. */
export interface Branch {
  /** By state: one answer each time that it is asked. A state that is not here asks the stand-in's own service. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
  readonly cause?: string;
  /** States that it comes through, in order, from the job on; those within `Refresh` are left out. */
  readonly states: readonly string[];
  /** The `outcome` of its notice. */
  readonly tells?: string;
}

export type Answer = { readonly Return: Json } | { readonly Throw: { readonly Error: string; readonly Cause: string } };

const lambda = (payload: Json): Answer => ({ Return: { StatusCode: 200, Payload: payload } });
const fault = (error: string, cause = 'why'): Answer => ({ Throw: { Error: error, Cause: cause } });
const verdict = (outcome: string, ...changed: string[]): Answer =>
  lambda({ outcome, changed, notice: `Run ${outcome}` });
const ingestion = (status: string): Answer => ({ Return: { Ingestion: { IngestionStatus: status } } });
const refreshes = (...ids: string[]): Answer =>
  lambda({ refreshes: ids.map((dataSetId) => ({ dataSetId, ingestionId: 'run' })) });

const proceeds = { Begin: [lambda({ proceed: true })], Discover: [{ Return: {} }] };
const jobRan = { Transform: [{ Return: { JobRunState: 'SUCCEEDED' } }] };
const finishes = { Finish: [lambda({ finished: true })] };
const published = { ...proceeds, ...jobRan, ...finishes, Judge: [verdict('published', 'sales_daily')] };
const noRefresh = { FindDataSets: [refreshes()] };

const toJudge = ['Transform', 'Judge', 'FindDataSets', 'Refresh', 'WhichNotRefreshed', 'Finish', 'WasAllPublished'];
const failing = { status: 'FAILED', error: 'RunFailed', tells: 'failed' } as const;

/** A job's own message may quote a row. */
export const secretOfTheJob = 'the value 4111-1111 can not be cast';

export const branches: Readonly<Record<string, Branch>> = {
  published: {
    answers: {
      ...published,
      FindDataSets: [refreshes('sales')],
      StartRefresh: [{ Return: { IngestionStatus: 'INITIALIZED' } }],
      LookAtRefresh: [ingestion('RUNNING'), ingestion('COMPLETED')],
    },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'TellPublished', 'Done'], tells: 'published' },
  },
  unchanged: {
    answers: { ...published, ...noRefresh, Judge: [verdict('unchanged')] },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'Done'] },
  },
  superseded: {
    answers: { Begin: [lambda({ proceed: false })] },
    ...{ status: 'SUCCEEDED', states: [] },
  },
  'crawler-busy': {
    answers: { ...published, ...noRefresh, Discover: [fault('Glue.CrawlerRunningException')] },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'TellPublished', 'Done'], tells: 'published' },
  },
  'job-still-ending': {
    answers: {
      ...published,
      ...noRefresh,
      Transform: [fault('Glue.ConcurrentRunsExceededException'), { Return: { JobRunState: 'SUCCEEDED' } }],
    },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'TellPublished', 'Done'], tells: 'published' },
  },
  // A job that ends as FAILED throws States.TaskFailed, one that is stopped States.Timeout: names that no mock may throw. One catch takes all.
  'job-failed': {
    answers: { ...proceeds, Transform: [fault('Glue.AWSGlueException', secretOfTheJob)] },
    ...{ ...failing, cause: 'Glue.AWSGlueException', states: ['Transform', 'TellFailed', 'Failed'] },
  },
  'no-record': {
    answers: { ...proceeds, ...jobRan, Judge: [fault('PipelineError')] },
    ...{ ...failing, cause: 'PipelineError', states: ['Transform', 'Judge', 'TellFailed', 'Failed'] },
  },
  'lambda-stumbles': {
    answers: {
      ...published,
      ...noRefresh,
      Judge: [fault('Lambda.ServiceException'), verdict('published', 'sales_daily')],
    },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'TellPublished', 'Done'], tells: 'published' },
  },
  'quality-failed': {
    answers: { ...published, ...noRefresh, Judge: [verdict('refused', 'movies')] },
    ...{ status: 'FAILED', error: 'TableRefused', states: [...toJudge, 'TellRefused', 'Refused'], tells: 'refused' },
  },
  'one-not-refreshed': {
    answers: {
      ...published,
      FindDataSets: [refreshes('sales', 'movies')],
      StartRefresh: [{ Return: {} }, fault('QuickSight.AccessDeniedException')],
      LookAtRefresh: [ingestion('FAILED')],
    },
    ...{ status: 'FAILED', error: 'NotRefreshed', states: [...toJudge, 'TellNotRefreshed', 'NotRefreshed'] },
    tells: 'not-refreshed',
  },
  'started-before': {
    answers: {
      ...published,
      FindDataSets: [refreshes('sales')],
      StartRefresh: [fault('QuickSight.ResourceExistsException')],
      LookAtRefresh: [ingestion('COMPLETED')],
    },
    ...{ status: 'SUCCEEDED', states: [...toJudge, 'TellPublished', 'Done'], tells: 'published' },
  },
  'no-quicksight': {
    answers: { ...published, FindDataSets: [fault('AccessDeniedException')] },
    ...{
      status: 'FAILED',
      error: 'NotRefreshed',
      states: [
        'Transform',
        'Judge',
        'FindDataSets',
        'NoDataSets',
        'Finish',
        'WasAllPublished',
        'TellNotRefreshed',
        'NotRefreshed',
      ],
      tells: 'not-refreshed',
    },
  },
  'finish-failed': {
    answers: { ...published, ...noRefresh, Finish: [fault('ProvisionedThroughputExceededException')] },
    ...{ ...failing, cause: 'ProvisionedThroughputExceededException' },
    states: ['Transform', 'Judge', 'FindDataSets', 'Refresh', 'WhichNotRefreshed', 'Finish', 'TellFailed', 'Failed'],
  },
};

/**
 * The answers in the form of Step Functions Local, which LocalStack reads too:
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html. A branch is a test case of the same name.
 * @param machine its name
 */
export function mockConfiguration(machine: string): object {
  const cases = Object.entries(branches).map(([name, { answers }]) => {
    const states = Object.keys(answers).map((state) => [state, `${name}-${state}`]);
    return [name, Object.fromEntries(states)];
  });
  const responses = Object.entries(branches).flatMap(([name, { answers }]) =>
    Object.entries(answers).map(([state, list]) => [`${name}-${state}`, Object.fromEntries(Object.entries(list))]),
  );
  return {
    StateMachines: { [machine]: { TestCases: Object.fromEntries(cases) } },
    MockedResponses: Object.fromEntries(responses),
  };
}
