import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { readHistory } from './read-history.ts';

let id = 0;
const event = (more: Partial<HistoryEvent>): HistoryEvent => ({
  timestamp: new Date(0),
  id: ++id,
  type: undefined,
  ...more,
});
const entered = (name: string) => event({ stateEnteredEventDetails: { name } });
const submitted = (resourceType: string, output: string | undefined) =>
  event({ taskSubmittedEventDetails: { resourceType, resource: 'x', output } });

test('a run that failed in the job, which was submitted twice', () => {
  const history = readHistory([
    ...[entered('Settle'), entered('Begin'), entered('Transform')],
    ...[submitted('glue', '{"JobRunId":"jr_1"}'), submitted('glue', '{"JobRunId":"jr_2"}')],
    ...[entered('TellFailed'), submitted('sns', '{"MessageId":"1"}'), entered('Failed')],
    event({ executionFailedEventDetails: { error: 'RunFailed', cause: 'States.TaskFailed' } }),
  ]);
  expect(history).toEqual({
    state: 'Failed',
    entered: new Set(['Settle', 'Begin', 'Transform', 'TellFailed', 'Failed']),
    jobRun: 'jr_2',
    failure: { error: 'RunFailed', cause: 'States.TaskFailed' },
  });
});

test('one that has just begun', () =>
  expect(readHistory([])).toEqual({ state: undefined, entered: new Set(), jobRun: undefined, failure: undefined }));

test('data that the history leaves out names no job', () =>
  expect(readHistory([submitted('glue', undefined), submitted('glue', '{}')]).jobRun).toBeUndefined());
