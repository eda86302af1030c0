import type { Stack } from 'aws-cdk-lib';
import { CfnCrawler, type CfnDatabase, type CfnSecurityConfiguration } from 'aws-cdk-lib/aws-glue';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { s3ManifestDatasets } from './folders/s3-manifest-datasets.ts';
import { catalogArns, glueLogs } from './glue-permissions.ts';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import { addRole } from './roles/role.ts';
import type { Keys } from './storage/keys.ts';

/**
 * Makes the crawler: it finds prefixes of raw that have no schema, and guesses types of processed, to be compared with contracts. It
 * writes into a database of its own. A crawl is billed as 10 minutes at least, hence by schedule or in runs only if the environment says so.
 */
export function addCrawler(
  stack: Stack,
  lake: Lake,
  { keys, database, security }: { keys: Keys; database: CfnDatabase; security: CfnSecurityConfiguration },
): CfnCrawler {
  const { names, environment, folders } = lake;
  const known = folders.datasets.filter(({ source }) => source !== 'lake').map(({ name }) => `${name}/**`);
  const followed = s3ManifestDatasets(lake).length > 0 ? ['_quicksight/**'] : [];
  const role = addRole(stack, lake, 'crawler', new ServicePrincipal('glue.amazonaws.com'), {
    FindObjects: {
      actions: ['s3:ListBucket', 's3:GetBucketLocation'],
      resources: [names.bucketArn('raw'), names.bucketArn('processed')],
    },
    ReadObjects: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('raw')}/*`, `${names.bucketArn('processed')}/*`],
      because: because.objects,
    },
    Decrypt: { actions: ['kms:Decrypt'], resources: [keys.raw.keyArn, keys.lake.keyArn] },
    WriteDiscovered: {
      actions: [
        ...[
          'glue:GetDatabase',
          'glue:GetTable',
          'glue:GetTables',
          'glue:CreateTable',
          'glue:UpdateTable',
          'glue:DeleteTable',
        ],
        ...['glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition', 'glue:BatchCreatePartition'],
        ...['glue:CreatePartition', 'glue:UpdatePartition', 'glue:BatchUpdatePartition', 'glue:DeletePartition'],
      ],
      resources: catalogArns(names, 'discovered'),
      because: because.tables,
    },
    ...glueLogs(lake, '/aws-glue/crawlers'),
  });
  const crawler = new CfnCrawler(stack, 'Crawler', {
    name: names.named('discovery'),
    description: 'Prefixes of raw without a schema, and what processed looks like to a guesser',
    role: role.roleArn,
    databaseName: names.databases.discovered,
    crawlerSecurityConfiguration: security.name,
    targets: {
      s3Targets: [
        { path: `s3://${names.bucket('raw')}/`, exclusions: known, sampleSize: 10 },
        {
          path: `s3://${names.bucket('processed')}/`,
          exclusions: ['_manifests/**', '_reports/**', '_schemas/**', '_sync/**', ...followed],
          sampleSize: 10,
        },
      ],
    },
    schemaChangePolicy: { updateBehavior: 'UPDATE_IN_DATABASE', deleteBehavior: 'DELETE_FROM_DATABASE' },
    ...(environment.crawler.schedule === undefined
      ? {}
      : { schedule: { scheduleExpression: environment.crawler.schedule } }),
  });
  crawler.addResourceDependency(database);
  crawler.addResourceDependency(security);
  return crawler;
}
