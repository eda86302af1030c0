import type { Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgePatterns } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import type { BucketUse, Names } from '../names/names.ts';

const uses: readonly BucketUse[] = ['raw', 'processed', 'final', 'quarantine', 'results'];

/** What each service of the lake lets its roles do at most, with its own resources only. */
function withOwnResources(names: Names) {
  const own = (service: string, kind: string) => names.arn(service, `${kind}${names.prefix}-*`);
  const databases = Object.values(names.databases).flatMap((database) => [
    names.arn('glue', `database/${database}`),
    names.arn('glue', `table/${database}/*`),
  ]);
  return {
    Objects: [
      [
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
      ],
      uses.map((use) => `${names.bucketArn(use)}/*`),
    ],
    Buckets: [
      ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
      uses.map((use) => names.bucketArn(use)),
    ],
    OwnCode: [['s3:GetObject'], [`${names.assetsBucketArn}/*`]],
    Keys: [['kms:Decrypt', 'kms:GenerateDataKey'], [names.arn('kms', 'key/*')]],
    Tables: [
      [
        ...[
          'glue:GetDatabase',
          'glue:GetDatabases',
          'glue:GetTable',
          'glue:GetTables',
          'glue:CreateTable',
          'glue:UpdateTable',
        ],
        ...[
          'glue:DeleteTable',
          'glue:GetPartition',
          'glue:GetPartitions',
          'glue:BatchGetPartition',
          'glue:CreatePartition',
        ],
        ...['glue:BatchCreatePartition', 'glue:UpdatePartition', 'glue:BatchUpdatePartition', 'glue:DeletePartition'],
      ],
      [names.arn('glue', 'catalog'), ...databases],
    ],
    Jobs: [
      ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun', 'glue:StartCrawler'],
      [own('glue', 'job/'), own('glue', 'crawler/')],
    ],
    Runs: [
      ['states:StartExecution', 'states:DescribeExecution'],
      [own('states', 'stateMachine:'), own('states', 'execution:')],
    ],
    Functions: [['lambda:InvokeFunction'], [own('lambda', 'function:')]],
    Messages: [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [own('sqs', '')]],
    Notices: [['sns:Publish'], [own('sns', '')]],
    Lease: [['dynamodb:GetItem', 'dynamodb:UpdateItem'], [own('dynamodb', 'table/')]],
    TokenKey: [['secretsmanager:GetSecretValue'], [own('secretsmanager', 'secret:')]],
    Queries: [
      [
        ...[
          'athena:StartQueryExecution',
          'athena:StopQueryExecution',
          'athena:GetQueryExecution',
          'athena:GetQueryResults',
        ],
        ...['athena:GetQueryResultsStream', 'athena:GetWorkGroup', 'athena:BatchGetQueryExecution'],
        ...['athena:ListQueryExecutions', 'athena:GetNamedQuery', 'athena:ListNamedQueries'],
      ],
      [own('athena', 'workgroup/')],
    ],
    DataSets: [
      [
        'quicksight:ListDataSets',
        'quicksight:DescribeDataSet',
        'quicksight:CreateIngestion',
        'quicksight:DescribeIngestion',
        'quicksight:ListIngestions',
        'quicksight:ListTagsForResource',
      ],
      [names.arn('quicksight', 'dataset/*'), names.arn('quicksight', 'dataset/*/ingestion/*')],
    ],
    Logs: [
      ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
      [names.arn('logs', 'log-group:/aws/lambda/*'), names.arn('logs', 'log-group:/aws-glue/*')],
    ],
    WithoutResources: [
      [
        ...[
          'lakeformation:GetDataAccess',
          'cloudwatch:PutMetricData',
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
        ],
        ...['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'logs:CreateLogDelivery', 'logs:GetLogDelivery'],
        ...['logs:UpdateLogDelivery', 'logs:DeleteLogDelivery', 'logs:ListLogDeliveries', 'logs:PutResourcePolicy'],
        ...['logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'],
      ],
      ['*'],
    ],
  } as const satisfies Record<string, readonly [readonly string[], readonly string[]]>;
}

/**
 * The most that any role can be given which the workflow deploys: the lake's own data and services, and nothing of IAM. A template that
 * gives more gives nothing more; one without the boundary can't be deployed (cloudformation-policy.ts).
 */
export function addBoundary(stack: Stack, { names }: Lake): ManagedPolicy {
  const may = withOwnResources(names);
  const boundary = new ManagedPolicy(stack, 'Boundary', {
    managedPolicyName: names.named('boundary'),
    description: 'The most that a role of the lake may do',
    statements: Object.entries(may).map(
      ([sid, [actions, resources]]) =>
        new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    ),
  });
  const reason =
    "A boundary gives nothing; it names the lake's own resources by their prefix, and * only where AWS has no other.";
  for (const [, resources] of Object.values(may)) acknowledgePatterns(boundary, resources, reason);
  return boundary;
}
