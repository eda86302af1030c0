import { catalogArns } from '../glue-permissions.ts';
import type { Lake } from '../lake.ts';
import { qualifier } from '../names/names.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';
import { useKeys } from '../roles/use-keys.ts';
import { rerunMay } from './rerun-permissions.ts';

const stackArns = ({ names }: Lake) => [names.arn('cloudformation', `stack/${names.prefix}-*/*`)];
const bootstrapVersion = ({ names }: Lake) => names.arn('ssm', `parameter/cdk-bootstrap/${qualifier}/version`);

/** To say what a change would do: templates and the state of stacks. No bucket, no table, no secret. */
export const planMay = (lake: Lake): Allowed => ({
  CompareTemplates: {
    actions: [
      ...['cloudformation:GetTemplate', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackResources'],
      ...[
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:GetTemplateSummary',
      ],
    ],
    resources: stackArns(lake),
    because: 'CloudFormation gives stacks an id when it makes them; their names are given.',
  },
  FindBootstrap: { actions: ['ssm:GetParameter'], resources: [bootstrapVersion(lake)] },
});

/** To deploy: CDK's own two roles do it, the one for stacks and the one for assets; what CloudFormation may do is in its policies. What is planned is compared first. */
export function deployMay(lake: Lake): Allowed {
  const { names, environment } = lake;
  const { account, region } = environment;
  const cdkRole = (what: string) =>
    `arn:${names.partition}:iam::${account}:role/cdk-${qualifier}-${what}-role-${account}-${region}`;
  return {
    ...planMay(lake),
    TakeTheRolesOfCdk: { actions: ['sts:AssumeRole'], resources: [cdkRole('deploy'), cdkRole('file-publishing')] },
  };
}

/** To move data and publish: raw, schemas, the catalog's final tables and their grants, dashboards. It can change no infrastructure. */
export function dataMay(lake: Lake): Allowed {
  const { names } = lake;
  const quickSight = ['dashboard', 'dataset', 'datasource', 'theme'].map((kind) =>
    names.arn('quicksight', `${kind}/*`),
  );
  return {
    FindObjects: {
      actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:GetBucketLocation'],
      resources: [names.bucketArn('raw'), names.bucketArn('processed')],
    },
    MoveRaw: {
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [`${names.bucketArn('raw')}/*`],
      because: because.objects,
    },
    PutSchemas: {
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resources: [`${names.bucketArn('processed')}/_schemas/*`],
      because: because.objects,
    },
    // What sync knows of the lake: one object, of which `scripts/sync` alone makes use.
    KeepSyncManifest: {
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${names.bucketArn('processed')}/_sync/manifest.json`],
    },
    ReadManifests: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('processed')}/_manifests/*`, `${names.bucketArn('final')}/_transforms/*`],
      because: because.objects,
    },
    // Without ListBucket a missing record is answered 403, not 404, and would look like a lack of permission.
    FindRecords: { actions: ['s3:ListBucket'], resources: [names.bucketArn('final')] },
    // `scripts/pipeline`: what no event asks for is cleaned again, and waited for.
    AskToClean: {
      actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
      resources: [names.arn('sqs', names.named('clean'))],
    },
    SeeRuns: {
      actions: ['states:ListExecutions'],
      resources: [names.arn('states', `stateMachine:${names.named('run')}`)],
    },
    SeeRun: {
      actions: ['states:DescribeExecution'],
      resources: [names.arn('states', `execution:${names.named('run')}:*`)],
      because: 'Runs are named by the time.',
    },
    // Its id, not the key: what was tokenised with another one is cleaned again.
    SeeTokenKeyId: {
      actions: ['secretsmanager:DescribeSecret'],
      resources: [names.arn('secretsmanager', `secret:${names.named('token-key')}-*`)],
      because: 'Secrets Manager ends the name of a secret with six characters of its own.',
    },
    UseKeys: useKeys(lake, ['kms:Decrypt', 'kms:GenerateDataKey'], ['raw', 'lake']),
    // Glue writes an Iceberg table's first metadata as whoever creates it. Rows are elsewhere.
    WriteTableMetadata: {
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${names.bucketArn('final')}/*/metadata/*`],
      because: because.objects,
    },
    ShapeFinalTables: {
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:CreateTable', 'glue:UpdateTable'],
      resources: catalogArns(names, 'final'),
      because: because.tables,
    },
    // `sluice discover`: starts a crawl, and reads the guesses.
    Crawl: {
      actions: ['glue:StartCrawler', 'glue:GetCrawler'],
      resources: [names.arn('glue', `crawler/${names.named('discovery')}`)],
    },
    ReadDiscovered: {
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables'],
      resources: catalogArns(names, 'discovered'),
      because: because.tables,
    },
    GrantFinalTables: {
      actions: [
        ...['lakeformation:GetDataLakeSettings', 'lakeformation:PutDataLakeSettings', 'lakeformation:ListPermissions'],
        ...['lakeformation:GrantPermissions', 'lakeformation:RevokePermissions', 'lakeformation:BatchGrantPermissions'],
        ...[
          'lakeformation:BatchRevokePermissions',
          'lakeformation:ListDataCellsFilter',
          'lakeformation:GetDataCellsFilter',
        ],
        ...[
          'lakeformation:CreateDataCellsFilter',
          'lakeformation:UpdateDataCellsFilter',
          'lakeformation:DeleteDataCellsFilter',
        ],
      ],
      resources: ['*'],
      because: because.noResource,
    },
    AskForARun: {
      actions: ['lambda:InvokeFunction'],
      resources: [names.arn('lambda', `function:${names.named('start-run')}`)],
    },
    // The same, for a data set that publish changed and for sync: the count that says that a run is owed, and whether it was answered.
    CountARequest: {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      resources: [names.arn('dynamodb', `table/${names.named('runs')}`)],
    },
    ...rerunMay(lake),
    // What publish and pull call, and nothing else: each is a command that scripts/publish or scripts/pull sends.
    FindPublished: {
      actions: ['quicksight:ListDashboards', 'quicksight:ListDataSets', 'quicksight:ListThemes'],
      resources: ['*'],
      because: because.noResource,
    },
    Publish: {
      actions: [
        // IAM has no action of its own for definitions: DescribeDashboard lets read them.
        ...['CreateDashboard', 'DescribeDashboard', 'UpdateDashboard', 'DeleteDashboard'],
        ...['ListDashboardVersions', 'UpdateDashboardPublishedVersion'],
        ...['DescribeDashboardPermissions', 'UpdateDashboardPermissions'],
        ...['CreateDataSet', 'DescribeDataSet', 'UpdateDataSet', 'DeleteDataSet', 'PassDataSet'],
        ...['DescribeDataSetPermissions', 'UpdateDataSetPermissions', 'DescribeIngestion'],
        ...['CreateDataSource', 'DescribeDataSource', 'UpdateDataSource', 'PassDataSource'],
        ...['DescribeDataSourcePermissions', 'UpdateDataSourcePermissions'],
        ...['CreateTheme', 'DescribeTheme', 'UpdateTheme', 'DeleteTheme'],
        ...['DescribeThemePermissions', 'UpdateThemePermissions', 'ListTagsForResource', 'TagResource'],
      ].map((action) => `quicksight:${action}`),
      resources: [...quickSight, names.arn('quicksight', 'dataset/*/ingestion/*')],
      because: because.dataSets,
    },
  };
}
