import { Duration, type Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Lake } from '../lake.ts';
import type { Names } from '../names/names.ts';
import { metricsOf, totalMetric } from './metrics.ts';

/** Every dataset's metric of that name, found by CloudWatch when the dashboard is drawn. */
const byDataset = ({ prefix }: Names, metricName: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${prefix},dataset,service} MetricName="${metricName}"', 'Sum', 300)`,
    usingMetrics: {},
    period: Duration.minutes(5),
    label: '',
  });

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

/** Makes CloudWatch's dashboard: the way of a row from left to right, top to bottom, and the alarms above it. */
export function addDashboard(stack: Stack, { names, environment }: Lake): void {
  const metrics = metricsOf(names);
  const alarms = stack.node.children.filter((child) => child instanceof Alarm);
  const row = (text: string) => new TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });
  new Dashboard(stack, 'Dashboard', {
    dashboardName: names.named('lake'),
    defaultInterval: Duration.days(1),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 })],
      [row('raw to processed')],
      [
        graph('Events that wait', [metrics.waiting('clean'), metrics.waiting('clean-dead')], [metrics.oldest('clean')]),
        graph('Rows in, by dataset', [byDataset(names, 'RowsIn')]),
        graph('Rows set aside, by dataset', [byDataset(names, 'RowsQuarantined')]),
      ],
      [
        graph('Clean function', [metrics.invocations('clean'), metrics.errors('clean')], [metrics.slowest('clean')]),
        graph('Files refused', [totalMetric(names, 'FilesFailed')]),
        graph('Bytes in, by dataset', [byDataset(names, 'BytesIn')]),
      ],
      [row('processed to final')],
      [
        graph('Manifests that wait', [metrics.waiting('runs'), metrics.waiting('runs-dead')], [metrics.oldest('runs')]),
        graph(
          'Runs',
          ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map((name) => metrics.runs(name)),
        ),
        graph('How long a run takes', [metrics.runs('ExecutionTime')]),
      ],
      [row('final to people')],
      [
        graph(
          'Bytes that queries read, by audience',
          Object.keys(environment.audiences).map((audience) => metrics.scanned(audience)),
        ),
      ],
    ],
  });
}
