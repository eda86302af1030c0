import type { Environment } from '../../../infra/environments/environment.ts';
import { namesOf } from '../../../infra/names/names.ts';
import { consoleOf, logLink } from '../../discover/log-link.ts';

/** What AWS calls the parts of the pipeline. */
export interface PipelinePlaces {
  readonly region: string;
  /** ARN of the state machine. */
  readonly machine: string;
  readonly startRun: string;
  /** The table with the one item of lambda/pipeline. */
  readonly runs: string;
  readonly job: string;
  /** Undefined where runs start no crawl. */
  readonly crawler: string | undefined;
  /** The bucket with the records of runs. */
  readonly final: string;
}

export function placesIn(environment: Environment): PipelinePlaces {
  const names = namesOf(environment);
  return {
    region: environment.region,
    machine: names.arn('states', `stateMachine:${names.named('run')}`),
    startRun: names.named('start-run'),
    runs: names.named('runs'),
    job: names.named('transform'),
    crawler: environment.crawler.inEveryRun ? names.named('discovery') : undefined,
    final: names.bucket('final'),
  };
}

export const executionArn = ({ machine }: PipelinePlaces, run: string): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${run}`;

/** A link to an execution in the console of Step Functions. */
export function executionLink(places: PipelinePlaces, run: string): string {
  const { region } = places;
  return `https://${consoleOf(region)}/states/home?region=${region}#/v2/executions/details/${executionArn(places, run)}`;
}

/**
 * A link to what a run of the job wrote to its error stream: Glue names the stream by the run.
 * @param group as GetJobRun says it: the group for errors is below it
 */
export const jobLogLink = ({ region }: PipelinePlaces, group: string, jobRun: string): string =>
  logLink(region, { group: `${group.replace(/\/+$/, '')}/error`, stream: jobRun });
