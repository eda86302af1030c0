import type { PipelinePlaces } from '../transform/places.ts';

/** The parts of a pipeline that is nowhere. */
export const testPlaces: PipelinePlaces = {
  region: 'eu-central-1',
  machine: 'arn:aws:states:eu-central-1:123456789012:stateMachine:run',
  startRun: 'start-run',
  runs: 'runs',
  job: 'transform',
  crawler: undefined,
  final: 'csv-final-data-test',
};
