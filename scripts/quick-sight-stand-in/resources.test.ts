import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAnalysisCommand,
  CreateDataSourceCommand,
  DeleteAnalysisCommand,
  DeleteDashboardCommand,
  DescribeAccountSubscriptionCommand,
  DescribeAnalysisCommand,
  DescribeDashboardCommand,
  DescribeDataSourceCommand,
  ListDashboardsCommand,
  RestoreAnalysisCommand,
  UpdateDataSourceCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it, onTestFinished } from 'vitest';
import { implementedOperations } from './operations/operations.ts';
import { operationNames } from './shapes/sdk-shapes.ts';
import { startQuickSight } from './start-quick-sight.ts';
import { account, athena, clientOf, makeSales, smallDefinition, startLab } from './testing/lab.ts';

it('has only operations that the SDK has', () => {
  expect(implementedOperations().filter((name) => !operationNames().includes(name))).toEqual([]);
});

it('makes and changes a data source, and wants the parameters of its type', async () => {
  const { client } = await startLab();
  const source = { AwsAccountId: account, DataSourceId: 'athena' };
  expect((await client.send(athena)).CreationStatus).toBe('CREATION_IN_PROGRESS');
  const describe = new DescribeDataSourceCommand(source);
  expect((await client.send(describe)).DataSource?.Status).toBe('CREATION_IN_PROGRESS');
  expect((await client.send(describe)).DataSource?.Status).toBe('CREATION_SUCCESSFUL');
  const DataSourceParameters = { AthenaParameters: { WorkGroup: 'other' } };
  await client.send(new UpdateDataSourceCommand({ ...source, Name: 'Athena', DataSourceParameters }));
  await client.send(describe);
  expect((await client.send(describe)).DataSource).toMatchObject({ Status: 'UPDATE_SUCCESSFUL', DataSourceParameters });
  const s3 = { ...source, DataSourceId: 's3', Name: 'S3', Type: 'S3' as const, DataSourceParameters };
  await expect(client.send(new CreateDataSourceCommand(s3))).rejects.toMatchObject({
    message: 'DataSourceParameters field is incorrectly set',
  });
});

it('keeps a deleted analysis for its recovery window', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const analysis = { AwsAccountId: account, AnalysisId: 'draft' };
  await lab.client.send(new CreateAnalysisCommand({ ...analysis, Name: 'Draft', Definition: smallDefinition() }));
  const remove = new DeleteAnalysisCommand({ ...analysis, RecoveryWindowInDays: 7 });
  expect((await lab.client.send(remove)).DeletionTime).toBeInstanceOf(Date);
  const describe = new DescribeAnalysisCommand(analysis);
  expect((await lab.client.send(describe)).Analysis?.Status).toBe('DELETED');
  await lab.client.send(new RestoreAnalysisCommand(analysis));
  expect((await lab.client.send(describe)).Analysis?.Status).toBe('CREATION_SUCCESSFUL');
  await lab.client.send(remove);
  await lab.standIn.control.advanceClock(7 * 24 * 60 * 60 * 1000);
  await expect(lab.client.send(describe)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('deletes a dashboard once it is not being made', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const sales = { AwsAccountId: account, DashboardId: 'sales' };
  await lab.client.send(new DeleteDashboardCommand(sales));
  await expect(lab.client.send(new DescribeDashboardCommand(sales))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceType: 'DASHBOARD',
  });
});

it('tells of the subscription', async () => {
  const { client, standIn } = await startLab({ edition: 'STANDARD' });
  const describe = new DescribeAccountSubscriptionCommand({ AwsAccountId: account });
  expect((await client.send(describe)).AccountInfo).toMatchObject({
    Edition: 'STANDARD',
    AccountSubscriptionStatus: 'ACCOUNT_CREATED',
  });
  await standIn.control.subscribe(false);
  await expect(client.send(describe)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('keeps its state in a folder between runs', async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'quick-sight-'));
  onTestFinished(() => rmSync(stateFolder, { recursive: true }));
  const lab = await startLab({ stateFolder });
  await makeSales(lab);
  const again = await startQuickSight({ account, stateFolder });
  const client = clientOf(again.endpoint);
  const { DashboardSummaryList } = await client.send(new ListDashboardsCommand({ AwsAccountId: account }));
  expect(DashboardSummaryList).toMatchObject([{ DashboardId: 'sales', Name: 'Sales', PublishedVersionNumber: 1 }]);
  client.destroy();
  await again.stop();
});
