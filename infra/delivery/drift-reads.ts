import type { Lake } from '../lake.ts';
import { type BucketUse, bucketStems, type Names } from '../names/names.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';
import { issuer } from './github-trust.ts';

type Read = readonly [actions: readonly string[], resources: readonly string[], because?: string];

const of = (service: string, actions: string): string[] => actions.split(' ').map((action) => `${service}:${action}`);

const byPrefix = "The lake's own are named by their prefix: whether others were put in their place is the question.";
const byId = 'AWS gives them ids of its own; what is read of them is policies and settings.';

/** A service a line; `because` is `byPrefix` where none is given. */
function readsOf({ names, environment }: Lake): Readonly<Record<string, Read>> {
  const own = (service: string, kind = '') => names.arn(service, `${kind}${names.prefix}-*`);
  const ofAccount = (service: string, kind: string) =>
    `arn:${names.partition}:${service}::${environment.account}:${kind}${names.prefix}-*`;
  const buckets = (Object.keys(bucketStems) as BucketUse[]).map((use) => names.bucketArn(use));
  return {
    Buckets: [
      of(
        's3',
        'ListBucket GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketCORS GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListTagsForResource',
      ),
      buckets,
    ],
    Keys: [
      of('kms', 'DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags'),
      [names.arn('kms', 'key/*')],
      byId,
    ],
    Queues: [of('sqs', 'GetQueueAttributes ListQueueTags'), [own('sqs')]],
    Secret: [of('secretsmanager', 'DescribeSecret'), [own('secretsmanager', 'secret:')]],
    Functions: [
      of(
        'lambda',
        'GetFunction GetFunctionCodeSigningConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetPolicy GetRuntimeManagementConfig ListTags',
      ),
      [own('lambda', 'function:')],
    ],
    Mappings: [of('lambda', 'GetEventSourceMapping ListTags'), [names.arn('lambda', 'event-source-mapping:*')], byId],
    LogGroups: [
      of('logs', 'DescribeIndexPolicies DescribeMetricFilters GetDataProtectionPolicy ListTagsForResource'),
      ['/aws/lambda/', '/aws/vendedlogs/states/'].map((folder) => own('logs', `log-group:${folder}`)),
    ],
    Jobs: [of('glue', 'GetCrawler GetJob GetTags'), [own('glue', 'job/'), own('glue', 'crawler/')]],
    Tables: [of('glue', 'GetDatabase GetTable GetTables'), catalogOf(names), because.tables],
    Workgroups: [of('athena', 'GetNamedQuery GetWorkGroup ListTagsForResource'), [own('athena', 'workgroup/')]],
    Machine: [of('states', 'DescribeStateMachine ListTagsForResource'), [own('states', 'stateMachine:')]],
    Lease: [
      of(
        'dynamodb',
        'DescribeContinuousBackups DescribeContributorInsights DescribeKinesisStreamingDestination DescribeTable DescribeTimeToLive GetResourcePolicy ListTagsOfResource',
      ),
      [own('dynamodb', 'table/')],
    ],
    Rules: [of('events', 'DescribeRule ListTagsForResource ListTargetsByRule'), [own('events', 'rule/')]],
    Notices: [
      of('sns', 'GetDataProtectionPolicy GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource'),
      [own('sns')],
    ],
    Alarms: [of('cloudwatch', 'DescribeAlarms ListTagsForResource'), [own('cloudwatch', 'alarm:')]],
    Dashboard: [of('cloudwatch', 'GetDashboard ListTagsForResource'), [ofAccount('cloudwatch', 'dashboard/')]],
    Budget: [of('budgets', 'ListTagsForResource ViewBudget'), [ofAccount('budgets', 'budget/')]],
    Trail: [
      of('cloudtrail', 'GetEventConfiguration GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTags'),
      [own('cloudtrail', 'trail/')],
    ],
    Roles: [of('iam', 'GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies'), [names.roleArn('*')]],
    Policies: [of('iam', 'GetPolicy GetPolicyVersion ListEntitiesForPolicy'), [names.policyArn('*')]],
    Provider: [of('iam', 'GetOpenIDConnectProvider'), [names.oidcProviderArn(issuer)]],
    WithoutResource: [
      [
        ...of('kms', 'ListAliases'),
        ...of('logs', 'DescribeLogGroups DescribeResourcePolicies'),
        ...of('glue', 'GetSecurityConfiguration'),
        ...of(
          'lakeformation',
          'DescribeLakeFormationIdentityCenterConfiguration DescribeResource GetDataLakeSettings ListDataCellsFilter ListPermissions ListResources',
        ),
        ...of('sns', 'GetSubscriptionAttributes'),
        ...of('cloudtrail', 'DescribeTrails'),
      ],
      ['*'],
      because.noResource,
    ],
  };
}

/**
 * What CloudFormation reads, as whoever asks, to compare what the stacks made with their templates: of each type what its read handler
 * calls (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html). Left out are calls that would show a secret's value
 * or data (`secretsmanager:GetSecretValue`, `kms:Decrypt`, `lakeformation:GetDataAccess`), those that change or hand on something
 * (`iam:PassRole`, `glue:CreateTable`, `lakeformation:CreateTable`), and those of what no stack has: connections, billing views.
 */
export const driftReads = (lake: Lake): Allowed =>
  Object.fromEntries(
    Object.entries(readsOf(lake)).map(([what, [actions, resources, why = byPrefix]]) => [
      `Compare${what}`,
      { actions, resources, because: why },
    ]),
  );

const catalogOf = ({ arn, databases }: Names): string[] => [
  arn('glue', 'catalog'),
  ...Object.values(databases).flatMap((database) => [
    arn('glue', `database/${database}`),
    arn('glue', `table/${database}/*`),
  ]),
];
