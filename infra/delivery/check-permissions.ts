import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';
import { useKeys } from '../roles/use-keys.ts';
import { driftReads } from './drift-reads.ts';

const decrypt = (lake: Lake): Allowed[string] => useKeys(lake, ['kms:Decrypt'], ['lake']);

/**
 * To say what differs from the repository: settings, names and sizes of objects, tables, grants, dashboards. No row, no value of a secret, and it can
 * change nothing: CloudFormation notes the time of a detection, and that is all.
 */
export function driftMay(lake: Lake): Allowed {
  const { environment, names } = lake;
  const stacks = [names.arn('cloudformation', `stack/${names.prefix}-*/*`)];
  return {
    DetectDrift: {
      actions: ['DetectStackDrift', 'DetectStackResourceDrift', 'DescribeStackResourceDrifts', 'DescribeStacks'].map(
        (action) => `cloudformation:${action}`,
      ),
      resources: stacks,
      because: 'CloudFormation gives stacks an id when it makes them; their names are given.',
    },
    FollowDetection: {
      actions: ['DescribeStackDriftDetectionStatus', 'BatchDescribeTypeConfigurations'].map(
        (action) => `cloudformation:${action}`,
      ),
      resources: ['*'],
      because: because.noResource,
    },
    // Names, sizes and ETags; `ListBucket` is among what CloudFormation reads.
    FindObjects: { actions: ['s3:ListBucketVersions', 's3:GetBucketLocation'], resources: [names.bucketArn('raw')] },
    // What sync noted of each object: it stands for reading them.
    ReadSyncManifest: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('processed')}/_sync/manifest.json`],
    },
    Decrypt: decrypt(lake),
    ...(environment.once.quickSight === 'import' ? dashboardReads(lake) : {}),
    ...driftReads(lake),
  };
}

/** What publish reads to plan, and nothing that it does. */
const dashboardReads = ({ names }: Lake): Allowed => ({
  FindPublished: {
    actions: ['ListDashboards', 'ListDataSets', 'ListThemes'].map((action) => `quicksight:${action}`),
    resources: ['*'],
    because: because.noResource,
  },
  ReadPublished: {
    actions: [
      ...['DescribeDashboard', 'DescribeDashboardPermissions', 'DescribeDataSet', 'DescribeDataSetPermissions'],
      ...['DescribeDataSource', 'DescribeDataSourcePermissions', 'DescribeTheme', 'DescribeThemePermissions'],
      'ListTagsForResource',
    ].map((action) => `quicksight:${action}`),
    resources: ['dashboard', 'dataset', 'datasource', 'theme'].map((kind) => names.arn('quicksight', `${kind}/*`)),
    because: because.dataSets,
  },
});

/**
 * To ask as each audience, and to know what the last run counted. It may be every audience in turn, so its GitHub environment wants a reviewer: that of
 * `data`, after which it runs.
 */
export function verifyMay(lake: Lake): Allowed {
  const { environment, names } = lake;
  const dashboards = names.arn('quicksight', `dashboard/${names.prefix}-*`);
  return {
    TakeReaders: {
      actions: ['sts:AssumeRole'],
      resources: Object.keys(environment.audiences).map((audience) => names.roleArn(`reader-${audience}`)),
    },
    // Without ListBucket a missing record is answered 403, not 404, and would look like a lack of permission.
    FindRecords: {
      actions: ['s3:ListBucket'],
      resources: [names.bucketArn('final')],
    },
    ReadRecords: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('final')}/_transforms/*`],
      because: because.objects,
    },
    Decrypt: decrypt(lake),
    SeeRuns: {
      actions: ['states:ListExecutions'],
      resources: [names.arn('states', `stateMachine:${names.named('run')}`)],
    },
    ...(environment.once.quickSight === 'import'
      ? {
          SeeDashboards: {
            actions: ['quicksight:DescribeDashboard'],
            resources: [dashboards],
            because: 'Dashboards are named like their folders, behind the prefix of the lake.',
          },
        }
      : {}),
  };
}
