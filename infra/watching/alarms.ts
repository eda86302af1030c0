import { Duration, type Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Lake } from '../lake.ts';
import type { Names } from '../names/names.ts';
import { cadenceAlarmDays } from './cadence.ts';
import { datasetMetric, metricsOf, totalMetric } from './metrics.ts';

/** One alarm: it rings when the metric is above `above` (or below `below`) in as many periods as said. */
interface Rings {
  readonly name: string;
  readonly says: string;
  readonly metric: IMetric;
  readonly above?: number;
  readonly below?: number;
  readonly periods?: number;
  readonly missing?: TreatMissingData;
}

function addAlarm(stack: Stack, lake: Lake, notices: ITopic, rings: Rings): void {
  const { name, says, metric, above, below, periods = 1, missing = TreatMissingData.NOT_BREACHING } = rings;
  const alarm = new Alarm(stack, `Alarm-${name}`, {
    alarmName: lake.names.named(name),
    alarmDescription: says,
    metric,
    threshold: above ?? below ?? 0,
    comparisonOperator:
      above === undefined ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: missing,
  });
  alarm.addAlarmAction(new SnsAction(notices));
  alarm.addOkAction(new SnsAction(notices));
}

/** The share of an hour's rows that were set aside, of all datasets, once there are enough rows to speak of a share. */
const quarantineShare = (names: Names): IMetric =>
  new MathExpression({
    expression: 'IF(rows >= 100, quarantined / rows, 0)',
    usingMetrics: { rows: totalMetric(names, 'RowsIn'), quarantined: totalMetric(names, 'RowsQuarantined') },
    period: Duration.hours(1),
    label: 'Share of rows set aside',
  });

const day = Duration.days(1);

/** Makes the alarms. Each says what it means and what to do first; all go to the topic of notices, and say so again when it is over. */
export function addAlarms(stack: Stack, lake: Lake, notices: ITopic): void {
  const { environment, folders, names } = lake;
  const metrics = metricsOf(names);
  const add = (rings: Rings) => addAlarm(stack, lake, notices, rings);
  for (const queue of ['clean', 'runs'] as const) {
    add({
      name: `${queue}-dead-letters`,
      says: `Messages wait in ${names.named(`${queue}-dead`)}: events that were given up after five tries. The function's log says why; redrive them when it is mended.`,
      metric: metrics.waiting(`${queue}-dead`),
      above: 0,
    });
    add({
      name: `${queue}-behind`,
      says: `The oldest event in ${names.named(queue)} has waited for an hour: the function fails, or can't keep up.`,
      metric: metrics.oldest(queue),
      above: 3600,
      periods: 2,
    });
  }
  for (const name of ['clean', 'start-run', 'run-step'] as const) {
    add({
      name: `${name}-errors`,
      says: `The function ${names.named(name)} ended with an error; its log says which.`,
      metric: metrics.errors(name),
      above: 0,
    });
  }
  for (const ending of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] as const) {
    add({
      name: `run-${ending.replace('Executions', '').toLowerCase()}`,
      says: `A run of the tables ended as ${ending.replace('Executions', '')}. What was published before stands.`,
      metric: metrics.runs(ending),
      above: 0,
    });
  }
  add({
    name: 'files-failed',
    says: 'A file was refused as a whole. Its report in processed/_reports says why; its last good rows stand.',
    metric: totalMetric(names, 'FilesFailed'),
    above: 0,
  });
  add({
    name: 'quarantine-share',
    says: `More than ${environment.watching.quarantineShare * 100} % of an hour's rows were set aside. The table pipeline_rejects says why.`,
    metric: quarantineShare(names),
    above: environment.watching.quarantineShare,
  });
  for (const { name, freshness } of folders.datasets.filter(({ source }) => source !== 'lake')) {
    const days = freshness === undefined ? undefined : cadenceAlarmDays(freshness);
    if (days === undefined) continue;
    add({
      name: `no-data-${name}`,
      says: `No file of ${name} was cleaned for ${days} days, though its schema promises one every ${freshness}.`,
      metric: datasetMetric(names, 'RowsIn', name).with({ statistic: 'SampleCount', period: day }),
      below: 1,
      periods: days,
      missing: TreatMissingData.BREACHING,
    });
  }
}
