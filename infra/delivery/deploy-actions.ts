import type { Environment } from '../environments/environment.ts';
import { type BucketUse, bucketStems, type Names } from '../names/names.ts';

/** Actions, and the resources that they are for. */
export type Grant = readonly [actions: readonly string[], resources: readonly string[]];

const of = (service: string, actions: string): string[] => actions.split(' ').map((action) => `${service}:${action}`);

/**
 * What CloudFormation needs to make, change and remove what the storage and lake stacks hold: a service a line, its own resources only. IAM is
 * in cloudformation-policy.ts. What AWS gives no resource to (https://docs.aws.amazon.com/service-authorization/latest/reference/) is under
 * `WithoutResources`.
 */
export function deployActions(
  names: Names,
  { account }: Pick<Environment, 'account'>,
): Readonly<Record<string, Grant>> {
  const own = (service: string, kind = '') => names.arn(service, `${kind}${names.prefix}-*`);
  const buckets = (Object.keys(bucketStems) as BucketUse[]).map((use) => names.bucketArn(use));
  const databases = Object.values(names.databases);
  return {
    Buckets: [
      of(
        's3',
        'CreateBucket DeleteBucket ListBucket GetBucketPolicy PutBucketPolicy DeleteBucketPolicy GetBucketVersioning PutBucketVersioning GetEncryptionConfiguration PutEncryptionConfiguration GetLifecycleConfiguration PutLifecycleConfiguration GetBucketPublicAccessBlock PutBucketPublicAccessBlock GetBucketOwnershipControls PutBucketOwnershipControls GetBucketNotification PutBucketNotification GetBucketLogging PutBucketLogging GetBucketTagging PutBucketTagging',
      ),
      buckets,
    ],
    Assets: [of('s3', 'GetObject'), [`${names.assetsBucketArn}/*`]],
    Keys: [
      of(
        'kms',
        'DescribeKey GetKeyPolicy PutKeyPolicy GetKeyRotationStatus EnableKeyRotation UpdateKeyDescription ListResourceTags TagResource UntagResource ScheduleKeyDeletion CreateAlias UpdateAlias DeleteAlias Decrypt GenerateDataKey',
      ),
      [names.arn('kms', 'key/*'), own('kms', 'alias/')],
    ],
    Queues: [
      of(
        'sqs',
        'CreateQueue DeleteQueue GetQueueAttributes SetQueueAttributes GetQueueUrl ListQueueTags TagQueue UntagQueue',
      ),
      [own('sqs')],
    ],
    Secret: [
      of(
        'secretsmanager',
        'CreateSecret DeleteSecret DescribeSecret UpdateSecret TagResource UntagResource GetResourcePolicy',
      ),
      [own('secretsmanager', 'secret:')],
    ],
    Functions: [
      of(
        'lambda',
        'CreateFunction DeleteFunction GetFunction GetFunctionConfiguration UpdateFunctionCode UpdateFunctionConfiguration GetFunctionCodeSigningConfig GetRuntimeManagementConfig AddPermission RemovePermission GetPolicy ListTags TagResource UntagResource',
      ),
      [own('lambda', 'function:')],
    ],
    Mappings: [
      of('lambda', 'GetEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping'),
      [names.arn('lambda', 'event-source-mapping:*')],
    ],
    Logs: [
      of(
        'logs',
        'CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy AssociateKmsKey DisassociateKmsKey ListTagsForResource TagResource UntagResource',
      ),
      ['/aws/lambda/', '/aws/vendedlogs/states/'].map((folder) => own('logs', `log-group:${folder}`)),
    ],
    Catalog: [
      of(
        'glue',
        'CreateDatabase GetDatabase UpdateDatabase DeleteDatabase CreateTable GetTable UpdateTable DeleteTable',
      ),
      [
        names.arn('glue', 'catalog'),
        ...databases.map((database) => names.arn('glue', `database/${database}`)),
        ...databases.map((database) => names.arn('glue', `table/${database}/*`)),
        ...databases.map((database) => names.arn('glue', `userDefinedFunction/${database}/*`)),
      ],
    ],
    Jobs: [
      of(
        'glue',
        'CreateJob GetJob UpdateJob DeleteJob CreateCrawler GetCrawler UpdateCrawler DeleteCrawler StopCrawler TagResource UntagResource GetTags',
      ),
      [own('glue', 'job/'), own('glue', 'crawler/')],
    ],
    Workgroups: [
      of(
        'athena',
        'CreateWorkGroup GetWorkGroup UpdateWorkGroup DeleteWorkGroup CreateNamedQuery GetNamedQuery DeleteNamedQuery ListTagsForResource TagResource UntagResource',
      ),
      [own('athena', 'workgroup/')],
    ],
    Runs: [
      of(
        'states',
        'CreateStateMachine DescribeStateMachine UpdateStateMachine DeleteStateMachine ListTagsForResource TagResource UntagResource',
      ),
      [own('states', 'stateMachine:')],
    ],
    Lease: [
      of(
        'dynamodb',
        'CreateTable DescribeTable UpdateTable DeleteTable DescribeContinuousBackups UpdateContinuousBackups DescribeTimeToLive ListTagsOfResource TagResource UntagResource',
      ),
      [own('dynamodb', 'table/')],
    ],
    Rules: [
      of(
        'events',
        'PutRule DescribeRule DeleteRule PutTargets RemoveTargets ListTargetsByRule TagResource UntagResource ListTagsForResource',
      ),
      [own('events', 'rule/')],
    ],
    Notices: [
      of(
        'sns',
        'CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes Subscribe ListSubscriptionsByTopic ListTagsForResource TagResource UntagResource',
      ),
      [own('sns')],
    ],
    Alarms: [
      of('cloudwatch', 'PutMetricAlarm PutCompositeAlarm DeleteAlarms ListTagsForResource TagResource UntagResource'),
      [own('cloudwatch', 'alarm:')],
    ],
    Dashboard: [
      of('cloudwatch', 'PutDashboard GetDashboard DeleteDashboards'),
      [`arn:${names.partition}:cloudwatch::${account}:dashboard/${names.prefix}-*`],
    ],
    Budget: [
      of('budgets', 'ModifyBudget ViewBudget'),
      [`arn:${names.partition}:budgets::${account}:budget/${names.prefix}-*`],
    ],
    Trail: [
      of(
        'cloudtrail',
        'CreateTrail DeleteTrail GetTrail GetTrailStatus UpdateTrail StartLogging StopLogging PutEventSelectors GetEventSelectors ListTags AddTags RemoveTags',
      ),
      [own('cloudtrail', 'trail/')],
    ],
    WithoutResources: [
      [
        ...of('kms', 'CreateKey ListAliases'),
        ...of('secretsmanager', 'GetRandomPassword'),
        ...of('lambda', 'CreateEventSourceMapping ListEventSourceMappings'),
        ...of(
          'logs',
          'DescribeLogGroups CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy DescribeResourcePolicies',
        ),
        ...of('glue', 'CreateSecurityConfiguration GetSecurityConfiguration DeleteSecurityConfiguration'),
        ...of(
          'lakeformation',
          'GetDataLakeSettings PutDataLakeSettings RegisterResource DeregisterResource DescribeResource UpdateResource ListResources GrantPermissions RevokePermissions ListPermissions',
        ),
        ...of('sns', 'Unsubscribe GetSubscriptionAttributes'),
        ...of('cloudwatch', 'DescribeAlarms'),
        ...of('cloudtrail', 'DescribeTrails'),
        ...of('states', 'ValidateStateMachineDefinition'),
      ],
      ['*'],
    ],
  };
}
