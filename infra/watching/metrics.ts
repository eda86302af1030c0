import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Names } from '../names/names.ts';

const period = Duration.minutes(5);

/** What the clean function counts by dataset; datasets are folders, so there are no more dimensions than those. */
export const datasetMetric = (names: Names, metricName: string, dataset: string): Metric =>
  new Metric({ namespace: names.prefix, metricName, dimensionsMap: { service: 'clean', dataset }, period });

/** What metric filters add up over all datasets: an alarm can't search for metrics. */
export const totalMetric = (names: Names, metricName: 'RowsIn' | 'RowsQuarantined' | 'FilesFailed'): Metric =>
  new Metric({ namespace: `${names.prefix}-totals`, metricName, statistic: 'Sum', period: Duration.hours(1) });

/** What AWS measures of the lake's own resources. */
export const metricsOf = ({ named, arn, workgroup }: Names) => {
  const queue = (name: string, metricName: string) =>
    new Metric({
      ...{ namespace: 'AWS/SQS', metricName, period, statistic: 'Maximum' },
      dimensionsMap: { QueueName: named(name) },
    });
  const lambda = (name: string, metricName: string, statistic: string) =>
    new Metric({
      ...{ namespace: 'AWS/Lambda', metricName, period, statistic, label: `${name}: ${metricName}` },
      dimensionsMap: { FunctionName: named(name) },
    });
  return {
    waiting: (name: string) => queue(name, 'ApproximateNumberOfMessagesVisible'),
    oldest: (name: string) => queue(name, 'ApproximateAgeOfOldestMessage'),
    errors: (name: string) => lambda(name, 'Errors', 'Sum'),
    invocations: (name: string) => lambda(name, 'Invocations', 'Sum'),
    slowest: (name: string) => lambda(name, 'Duration', 'Maximum'),
    runs: (metricName: string) =>
      new Metric({
        ...{
          namespace: 'AWS/States',
          metricName,
          period,
          statistic: metricName === 'ExecutionTime' ? 'Maximum' : 'Sum',
        },
        dimensionsMap: { StateMachineArn: arn('states', `stateMachine:${named('run')}`) },
      }),
    scanned: (audience: string) =>
      new Metric({
        ...{ namespace: 'AWS/Athena', metricName: 'ProcessedBytes', period, statistic: 'Sum', label: audience },
        dimensionsMap: { WorkGroup: workgroup(audience), QueryState: 'SUCCEEDED', QueryType: 'DML' },
      }),
  };
};
