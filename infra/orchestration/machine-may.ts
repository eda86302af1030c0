import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';
import { quickSightArns } from './quick-sight-arns.ts';
import type { RunParts } from './run-parts.ts';

/** What the machine's role may do: its steps, the job, notices, and what the environment adds. */
export function machineMay(lake: Lake, parts: RunParts, runStep: LambdaFunction): Allowed {
  const { names, environment } = lake;
  return {
    TakeSteps: { actions: ['lambda:InvokeFunction'], resources: [runStep.functionArn] },
    RunTheJob: {
      actions: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'],
      resources: [names.arn('glue', `job/${names.named('transform')}`)],
    },
    TellPeople: { actions: ['sns:Publish'], resources: [parts.notices.topicArn] },
    EncryptNotices: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [parts.storage.keys.watching.keyArn],
    },
    ...(environment.once.quickSight === 'import'
      ? {
          RefreshDataSets: {
            actions: ['quicksight:CreateIngestion', 'quicksight:DescribeIngestion'],
            resources: quickSightArns(lake),
            because: because.dataSets,
          },
        }
      : {}),
    ...(environment.crawler.inEveryRun
      ? {
          Discover: {
            actions: ['glue:StartCrawler'],
            resources: [names.arn('glue', `crawler/${names.named('discovery')}`)],
          },
        }
      : {}),
    DeliverLogs: {
      actions: [
        ...['logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery'],
        ...[
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:DescribeResourcePolicies',
          'logs:DescribeLogGroups',
        ],
      ],
      resources: ['*'],
      because: because.noResource,
    },
    Trace: {
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
      because: because.noResource,
    },
  };
}
