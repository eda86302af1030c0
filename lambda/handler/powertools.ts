import process from 'node:process';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Reconciled } from '../reconcile/reconcile-key.ts';
import { formatFinding } from '../schema/finding.ts';
import type { Happening, Telemetry } from './telemetry.ts';

/** The part of Lambda's context that logs name. */
export interface InvocationContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
}

/** Telemetry of AWS: a line of JSON a happening, and metrics in CloudWatch's embedded format. */
export interface Powertools {
  readonly telemetry: Telemetry;
  /** Every line from here on carries the invocation's request id. */
  begin(context: InvocationContext): void;
}

const datasetOf = (file: string): string => file.slice(0, Math.max(0, file.indexOf('/')));

/** An error as it is logged. Its cause stays out: what a library said may quote what it could not read. */
const factsOf = (error: Error) => ({
  name: error.name,
  ...('code' in error ? { code: error.code } : {}),
  message: error.message,
  stack: error.stack,
});

interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: object;
}

function lineOfReconciled({ file, outcome, manifest, findings, bytes, seconds }: Reconciled): Line {
  const { rowsIn, rowsClean, rowsQuarantined, stale, parts } = manifest ?? {};
  const facts = {
    ...{ outcome, dataset: datasetOf(file), file, rowsIn, rowsClean, rowsQuarantined, stale, parts: parts?.length },
    ...{ bytes, seconds, codes: findings.map(({ code }) => code), findings: findings.map(formatFinding) },
  };
  if (outcome === 'failed') return { level: 'error', message: 'the file was refused', facts };
  const level = findings.length > 0 ? 'warn' : 'info';
  return { level, message: 'the key was reconciled', facts };
}

function lineOf(happening: Happening): Line {
  switch (happening.what) {
    case 'reconciled':
      return lineOfReconciled(happening.reconciled);
    case 'unfinished': {
      const { file, error } = happening;
      const facts = { dataset: datasetOf(file), file, failure: factsOf(error) };
      return { level: 'error', message: 'the key was not reconciled', facts };
    }
    case 'other-bucket': {
      const { object, expected } = happening;
      return { level: 'warn', message: 'the event is of another bucket: ignored', facts: { ...object, expected } };
    }
    case 'message-refused': {
      const facts = { message_id: happening.message, failure: factsOf(happening.error) };
      return { level: 'error', message: 'the message is no event: it goes back to the queue', facts };
    }
    case 'message-unfinished': {
      const facts = { message_id: happening.message, files: happening.files };
      return { level: 'warn', message: 'the message goes back to the queue', facts };
    }
    case 'message-held-back': {
      const facts = { message_id: happening.message, group: happening.group };
      return { level: 'warn', message: 'the message waits for an earlier one of its group', facts };
    }
  }
}

function count(metrics: Metrics, happening: Happening): void {
  if (happening.what === 'message-refused') {
    metrics.addMetric('MessagesRefused', MetricUnit.Count, 1).publishStoredMetrics();
    return;
  }
  if (happening.what === 'unfinished') {
    metrics.addDimension('dataset', datasetOf(happening.file) || 'none');
    metrics.addMetric('FilesUnfinished', MetricUnit.Count, 1).publishStoredMetrics();
    return;
  }
  if (happening.what !== 'reconciled') return;
  const { outcome, manifest, bytes, seconds } = happening.reconciled;
  if (manifest === undefined || (outcome !== 'clean' && outcome !== 'failed')) return;
  metrics
    .addDimension('dataset', manifest.dataset)
    .addMetric('RowsIn', MetricUnit.Count, manifest.rowsIn)
    .addMetric('RowsClean', MetricUnit.Count, manifest.rowsClean)
    .addMetric('RowsQuarantined', MetricUnit.Count, manifest.rowsQuarantined)
    .addMetric('FilesFailed', MetricUnit.Count, outcome === 'failed' ? 1 : 0)
    .addMetric('BytesIn', MetricUnit.Bytes, bytes)
    .addMetric('CleanSeconds', MetricUnit.Seconds, seconds)
    .publishStoredMetrics();
}

/** Level, service and namespace come from POWERTOOLS_LOG_LEVEL, POWERTOOLS_SERVICE_NAME and POWERTOOLS_METRICS_NAMESPACE. */
export function createPowertools(): Powertools {
  const serviceName = process.env['POWERTOOLS_SERVICE_NAME'] ?? 'clean';
  const namespace = process.env['POWERTOOLS_METRICS_NAMESPACE'] ?? 'Sluice';
  const [logger, metrics] = [new Logger({ serviceName }), new Metrics({ serviceName, namespace })];
  return {
    telemetry: (happening) => {
      const { level, message, facts } = lineOf(happening);
      logger[level](message, { ...facts });
      count(metrics, happening);
    },
    begin: (context) => {
      logger.addContext({ ...context, callbackWaitsForEmptyEventLoop: false });
      metrics.captureColdStartMetric(context.functionName);
    },
  };
}
