import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { CfnJob, type CfnSecurityConfiguration } from 'aws-cdk-lib/aws-glue';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { writeJobFiles } from '../glue/spark/job-files.ts';
import { catalogArns, glueLogs } from './glue-permissions.ts';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import { addRole } from './roles/role.ts';
import type { Keys } from './storage/keys.ts';

/** What the job is told in every run; the state machine adds `--run`. https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html */
function argumentsOf({ names, environment }: Lake, packages: Asset): Record<string, string> {
  return {
    '--job-language': 'python',
    '--extra-py-files': packages.s3ObjectUrl,
    '--datalake-formats': 'iceberg',
    '--enable-auto-scaling': 'true',
    '--enable-metrics': 'true',
    '--enable-observability-metrics': 'true',
    '--job-bookmark-option': 'job-bookmark-disable',
    '--custom-logGroup-prefix': `/aws-glue/jobs/${names.named('transform')}`,
    '--processed': names.bucket('processed'),
    '--final': names.bucket('final'),
    '--database': names.databases.final,
    '--keep_days': String(environment.retentionDays.snapshots),
  };
}

/** Makes the Glue job that builds final tables: its code and the table folders are its files, so a changed table is a changed job. */
export function addTransform(stack: Stack, lake: Lake, keys: Keys, security: CfnSecurityConfiguration): CfnJob {
  const { names, environment, folders } = lake;
  const files = writeJobFiles(lake.root, folders.datasets, join(lake.workFolder, 'job'));
  const script = new Asset(stack, 'JobScript', { path: files.script });
  const packages = new Asset(stack, 'JobPackages', { path: files.packages });
  const role = addRole(stack, lake, 'transform', new ServicePrincipal('glue.amazonaws.com'), {
    ReadOwnCode: {
      actions: ['s3:GetObject'],
      resources: [script, packages].map((asset) => asset.bucket.arnForObjects(asset.s3ObjectKey)),
    },
    FindObjects: {
      actions: ['s3:ListBucket', 's3:GetBucketLocation'],
      resources: [names.bucketArn('processed'), names.bucketArn('final')],
    },
    ReadProcessed: {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${names.bucketArn('processed')}/*`],
      because: because.objects,
    },
    // Iceberg expires snapshots by deleting their files.
    ReadAndWriteFinal: {
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [`${names.bucketArn('final')}/*`],
      because: because.objects,
    },
    UseLakeKey: { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keys.lake.keyArn] },
    PublishTables: {
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:CreateTable', 'glue:UpdateTable'],
      resources: catalogArns(names, 'final'),
      because: because.tables,
    },
    AskLakeFormation: { actions: ['lakeformation:GetDataAccess'], resources: ['*'], because: because.noResource },
    Measure: {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      because: because.noResource,
      conditions: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
    },
    ...glueLogs(lake, '/aws-glue/jobs'),
  });
  const { workerType, mostWorkers, timeoutMinutes } = environment.transform;
  const job = new CfnJob(stack, 'Transform', {
    name: names.named('transform'),
    description: 'Builds, judges and publishes the final tables',
    role: role.roleArn,
    glueVersion: '5.1',
    command: { name: 'glueetl', pythonVersion: '3', scriptLocation: script.s3ObjectUrl },
    defaultArguments: argumentsOf(lake, packages),
    ...{ workerType, numberOfWorkers: mostWorkers, timeout: timeoutMinutes },
    executionProperty: { maxConcurrentRuns: 1 },
    maxRetries: 0,
    securityConfiguration: security.name,
  });
  job.addResourceDependency(security);
  return job;
}
