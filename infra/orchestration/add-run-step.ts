import type { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { s3ManifestDatasets } from '../folders/s3-manifest-datasets.ts';
import { addFunction } from '../functions/add-function.ts';
import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import { writerMay } from '../s3-manifests.ts';
import { quickSightArns } from './quick-sight-arns.ts';
import type { RunParts } from './run-parts.ts';
import { runSeconds } from './run-seconds.ts';

/** The steps of a run that need code. */
export function addRunStep(stack: Stack, lake: Lake, { storage }: RunParts, table: Table): LambdaFunction {
  const { names, environment } = lake;
  const refresh = environment.once.quickSight === 'import';
  const datasets = s3ManifestDatasets(lake);
  return addFunction(stack, lake, storage.keys, {
    name: 'run-step',
    entry: 'lambda/run-step.ts',
    description: 'The steps of a run that need code',
    memoryMiB: 256,
    timeoutSeconds: 60,
    environment: {
      RUNS_TABLE: table.tableName,
      FINAL_BUCKET: names.bucket('final'),
      RUN_TIMEOUT_SECONDS: String(runSeconds(lake)),
      ...(refresh ? { QUICKSIGHT_ACCOUNT: environment.account, FINAL_DATABASE: names.databases.final } : {}),
      ...(datasets.length > 0 ? { PROCESSED_BUCKET: names.bucket('processed'), S3_MANIFESTS: datasets.join(',') } : {}),
    },
    allowed: {
      KeepTheLease: { actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] },
      ReadRecords: {
        actions: ['s3:GetObject'],
        resources: [`${names.bucketArn('final')}/_transforms/*`],
        because: because.objects,
      },
      DecryptRecords: { actions: ['kms:Decrypt'], resources: [storage.keys.lake.keyArn] },
      ...writerMay(lake, storage.keys),
      ...(refresh
        ? {
            FindDataSets: {
              actions: [
                ...['quicksight:ListDataSets', 'quicksight:DescribeDataSet'],
                ...['quicksight:DescribeIngestion', 'quicksight:ListIngestions', 'quicksight:ListTagsForResource'],
              ],
              resources: quickSightArns(lake),
              because: because.dataSets,
            },
          }
        : {}),
    },
  });
}
