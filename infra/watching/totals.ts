import type { Stack } from 'aws-cdk-lib';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Lake } from '../lake.ts';

/** Lines of the clean function's log that tell of a file that was cleaned or refused; `unchanged` tells of none. */
const cleaned = '{ ($.outcome = "clean") || ($.outcome = "failed") }';

const totals = [
  { metricName: 'RowsIn', filterPattern: cleaned, metricValue: '$.rowsIn' },
  { metricName: 'RowsQuarantined', filterPattern: cleaned, metricValue: '$.rowsQuarantined' },
  { metricName: 'FilesFailed', filterPattern: '{ $.outcome = "failed" }', metricValue: '1' },
] as const;

/** Adds the function's counts up over all datasets, out of its log: its own metrics are by dataset, and an alarm can't search for them. */
export function addTotals(stack: Stack, { names }: Lake, cleanLog: string): void {
  for (const { metricName, filterPattern, metricValue } of totals) {
    new CfnMetricFilter(stack, `Total-${metricName}`, {
      logGroupName: cleanLog,
      filterPattern,
      metricTransformations: [{ metricNamespace: `${names.prefix}-totals`, metricName, metricValue }],
    });
  }
}
