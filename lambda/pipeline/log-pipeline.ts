import process from 'node:process';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Happening, Tell } from './happening.ts';

const factsOf = (error: unknown): object =>
  error instanceof Error
    ? { name: error.name, ...('code' in error ? { code: error.code } : {}), message: error.message, stack: error.stack }
    : { name: typeof error };

interface Line {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly facts: object;
}

function lineOf(happening: Happening): Line {
  switch (happening.what) {
    case 'looked':
      return { level: 'info', message: 'looked for a run to start', facts: happening.came };
    case 'start-failed': {
      const message = 'the request is counted, the run did not start: the sweeper starts it';
      return { level: 'error', message, facts: { failure: factsOf(happening.error) } };
    }
    case 'message-refused': {
      const facts = { message_id: happening.message, failure: factsOf(happening.error) };
      return { level: 'error', message: 'the message is no event: it goes back to the queue', facts };
    }
    case 'step': {
      const { step, run, result } = happening;
      return { level: 'info', message: 'a step of a run', facts: { step, run, result } };
    }
  }
}

function count(metrics: Metrics, happening: Happening): void {
  const add = (name: string): void => {
    metrics.addMetric(name, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  if (happening.what === 'start-failed') add('StartsFailed');
  if (happening.what === 'message-refused') add('MessagesRefused');
  if (happening.what === 'looked' && happening.came.what === 'started') add('RunsStarted');
  if (happening.what === 'looked' && happening.came.what === 'started-late') add('RunsStartedLate');
}

/**
 * The pipeline's telemetry in AWS: a line of JSON a happening, and four counts without a dimension but the service. Level, service and
 * namespace come from POWERTOOLS_LOG_LEVEL, POWERTOOLS_SERVICE_NAME (`pipeline`) and POWERTOOLS_METRICS_NAMESPACE (`Sluice`).
 */
export function logPipeline(): Tell {
  const serviceName = process.env['POWERTOOLS_SERVICE_NAME'] ?? 'pipeline';
  const namespace = process.env['POWERTOOLS_METRICS_NAMESPACE'] ?? 'Sluice';
  const [logger, metrics] = [new Logger({ serviceName }), new Metrics({ serviceName, namespace })];
  return (happening) => {
    const { level, message, facts } = lineOf(happening);
    logger[level](message, { ...facts });
    count(metrics, happening);
  };
}
