import type { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import { catalogArns } from '../glue-permissions.ts';
import type { Lake } from '../lake.ts';
import type { BucketUse } from '../names/names.ts';
import { because } from '../roles/reasons.ts';
import { type Allowed, addRole } from '../roles/role.ts';
import { useKeys } from '../roles/use-keys.ts';

/** How objects of `npx sluice smoke` are named, whatever the dataset: its role touches no other. */
export const smokeObjects = '*/_smoke-*';

const buckets: readonly BucketUse[] = ['raw', 'processed', 'final', 'quarantine', 'results', 'logs'];

/** What looking at settings takes; none of it shows a row. */
function seeSettings({ names }: Lake): Allowed {
  const own = (service: string, kind: string) => names.arn(service, `${kind}${names.prefix}-*`);
  const ofTheLake = "The lake's own are named by their prefix: which there are is the question.";
  return {
    SeeStacks: {
      actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
      resources: [names.arn('cloudformation', `stack/${names.prefix}-*/*`)],
      because: 'CloudFormation gives stacks an id when it makes them; their names are given.',
    },
    SeeBuckets: {
      actions: [
        ...['s3:GetBucketVersioning', 's3:GetBucketPublicAccessBlock', 's3:GetEncryptionConfiguration'],
        ...['s3:GetBucketPolicy', 's3:GetBucketNotification'],
      ],
      resources: buckets.map((use) => names.bucketArn(use)),
    },
    SeeQueues: {
      actions: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
      resources: [own('sqs', '')],
      because: ofTheLake,
    },
    SeeFunctions: {
      actions: ['lambda:GetFunctionConfiguration', 'lambda:GetFunctionConcurrency'],
      resources: [own('lambda', 'function:')],
      because: ofTheLake,
    },
    SeeRuns: {
      actions: ['states:ListExecutions', 'states:DescribeExecution'],
      resources: [own('states', 'stateMachine:'), own('states', 'execution:')],
      because: ofTheLake,
    },
    SeeWorkgroups: { actions: ['athena:GetWorkGroup'], resources: [own('athena', 'workgroup/')], because: ofTheLake },
    SeeJob: { actions: ['glue:GetJob'], resources: [names.arn('glue', `job/${names.named('transform')}`)] },
    SeeTables: {
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables'],
      resources: catalogArns(names, 'final'),
      because: because.tables,
    },
    SeeSecret: {
      actions: ['secretsmanager:DescribeSecret'],
      resources: [names.arn('secretsmanager', `secret:${names.named('token-key')}-*`)],
      because: 'Secrets Manager ends the name of a secret with six characters of its own.',
    },
    SeeNotices: {
      actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
      resources: [names.arn('sns', names.named('notices'))],
    },
    SeeRoles: {
      actions: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
      resources: [names.roleArn('*')],
      because: ofTheLake,
    },
    WithoutResources: {
      actions: [
        ...['lambda:ListEventSourceMappings', 'cloudwatch:DescribeAlarms', 'quicksight:DescribeAccountSubscription'],
        ...['lakeformation:DescribeResource', 'lakeformation:GetDataLakeSettings', 'lakeformation:ListPermissions'],
      ],
      resources: ['*'],
      because: because.noResource,
    },
  };
}

/**
 * To be every audience in turn, to see a file of its own through the lake, and to take it away again. It reads no object but its own and
 * the records of runs, and can change nothing.
 */
export function smokeMay(lake: Lake): Allowed {
  const { environment, names } = lake;
  const own = (use: BucketUse) => `${names.bucketArn(use)}/${smokeObjects}`;
  const readers = Object.keys(environment.audiences).map((audience) => names.roleArn(`reader-${audience}`));
  return {
    TakeRoles: { actions: ['sts:AssumeRole'], resources: [...readers, names.roleArn('upload')] },
    // Without ListBucket a missing key is answered 403, not 404, and would look like a lack of permission.
    FindOwnObjects: {
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: (['raw', 'processed', 'quarantine', 'final'] as const).map((use) => names.bucketArn(use)),
    },
    ReadOwnObjects: {
      actions: ['s3:GetObject'],
      resources: [own('processed'), own('quarantine'), `${names.bucketArn('final')}/_transforms/*`],
      because: because.objects,
    },
    Decrypt: useKeys(lake, ['kms:Decrypt'], ['lake', 'quarantine']),
    RemoveOwnObjects: {
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: [own('raw')],
      because: because.objects,
    },
    RemoveAnswers: {
      actions: ['s3:DeleteObject'],
      resources: [`${names.bucketArn('results')}/*`],
      because: 'Athena names answers by the id of the query; they are copies that expire, and are not read here.',
    },
    ...(environment.once.quickSight === 'import'
      ? {
          RefreshDataSets: {
            actions: ['ListDataSets', 'DescribeDataSet', 'CreateIngestion', 'DescribeIngestion'].map(
              (action) => `quicksight:${action}`,
            ),
            resources: [names.arn('quicksight', 'dataset/*'), names.arn('quicksight', 'dataset/*/ingestion/*')],
            because: because.dataSets,
          },
        }
      : {}),
    ...seeSettings(lake),
  };
}

/**
 * Makes the role of `npx sluice smoke`. Only administrators may take it: it can be every audience, which as admins of Lake Formation they
 * can already. It is here and not in the lake's stack because the boundary of roles there gives nothing of IAM and STS.
 */
export function addSmokeRole(stack: Stack, lake: Lake): void {
  const people = lake.environment.principals.administrators.map((arn) => new ArnPrincipal(arn));
  addRole(stack, lake, 'smoke', new CompositePrincipal(...people), smokeMay(lake));
}
