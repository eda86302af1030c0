import {
  CreateDashboardCommand,
  DeleteDataSetCommand,
  DescribeDashboardCommand,
  DescribeDashboardDefinitionCommand,
  UpdateDashboardCommand,
  UpdateDashboardPublishedVersionCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import {
  account,
  committedDefinition,
  dataSetArn,
  makeSales,
  rawRequest,
  smallDefinition,
  startLab,
} from './testing/lab.ts';

const sales = { AwsAccountId: account, DashboardId: 'sales' };

it('makes a version that readers see only once it is published', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const made = await lab.client.send(
    new UpdateDashboardCommand({ ...sales, Name: 'Sales 2', Definition: smallDefinition() }),
  );
  expect(made).toMatchObject({
    CreationStatus: 'CREATION_IN_PROGRESS',
    VersionArn: `arn:aws:quicksight:us-east-1:${account}:dashboard/sales/version/2`,
    Status: 200,
  });
  const second = new DescribeDashboardCommand({ ...sales, VersionNumber: 2 });
  expect((await lab.client.send(second)).Dashboard?.Version?.Status).toBe('CREATION_IN_PROGRESS');
  expect((await lab.client.send(second)).Dashboard?.Version?.Status).toBe('CREATION_SUCCESSFUL');
  const published = new DescribeDashboardCommand(sales);
  expect((await lab.client.send(published)).Dashboard).toMatchObject({ Name: 'Sales', Version: { VersionNumber: 1 } });
  await lab.client.send(new UpdateDashboardPublishedVersionCommand({ ...sales, VersionNumber: 2 }));
  const { Dashboard } = await lab.client.send(published);
  expect(Dashboard).toMatchObject({
    Name: 'Sales 2',
    Version: { VersionNumber: 2, DataSetArns: [dataSetArn('daily')] },
  });
  expect(Dashboard?.LastPublishedTime).toBeInstanceOf(Date);
});

it('keeps the published version when another fails, and names the column at its visual', async () => {
  const lab = await startLab();
  await makeSales(lab);
  await lab.client.send(new UpdateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition('revenu') }));
  const second = new DescribeDashboardCommand({ ...sales, VersionNumber: 2 });
  await lab.client.send(second);
  const { Dashboard } = await lab.client.send(second);
  expect(Dashboard?.Version).toMatchObject({
    Status: 'CREATION_FAILED',
    Errors: [
      {
        Type: 'COLUMN_REPLACEMENT_MISSING',
        Message: `Required column 'revenu' is missing in data set '${dataSetArn('daily')}'`,
        ViolatedEntities: [{ Path: 'sheet/overview/visual/revenue' }],
      },
    ],
  });
  const publish = new UpdateDashboardPublishedVersionCommand({ ...sales, VersionNumber: 2 });
  await expect(lab.client.send(publish)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  expect((await lab.client.send(new DescribeDashboardCommand(sales))).Dashboard?.Version?.VersionNumber).toBe(1);
});

it('refuses a second update while the first is under way', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const update = new UpdateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition() });
  await lab.client.send(update);
  await expect(lab.client.send(update)).rejects.toMatchObject({
    name: 'ConflictException',
    $metadata: { httpStatusCode: 409 },
  });
});

it('keeps a first version that failed, so that the dashboard can not be created again', async () => {
  const lab = await startLab();
  const create = new CreateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition() });
  await lab.client.send(create);
  const describe = new DescribeDashboardCommand(sales);
  await lab.client.send(describe);
  const { Dashboard } = await lab.client.send(describe);
  expect(Dashboard?.Version).toMatchObject({ Status: 'CREATION_FAILED', Errors: [{ Type: 'DATA_SET_NOT_FOUND' }] });
  await expect(lab.client.send(create)).rejects.toMatchObject({
    name: 'ResourceExistsException',
    ResourceType: 'DASHBOARD',
  });
});

it('lets a data set go that a dashboard uses, and says so in its definition', async () => {
  const lab = await startLab();
  await makeSales(lab);
  await lab.client.send(new DescribeDashboardCommand(sales));
  await lab.client.send(new DeleteDataSetCommand({ AwsAccountId: account, DataSetId: 'daily' }));
  const { Errors, ResourceStatus } = await lab.client.send(new DescribeDashboardDefinitionCommand(sales));
  expect(ResourceStatus).toBe('CREATION_SUCCESSFUL');
  expect(Errors?.map(({ Type }) => Type)).toEqual(['DATA_SET_NOT_FOUND']);
});

it('gives a definition back as it was sent, to the byte', async () => {
  const lab = await startLab();
  await makeSales(lab);
  const definition = JSON.stringify(committedDefinition('movies'));
  const path = `/accounts/${account}/dashboards/raw`;
  expect((await rawRequest(lab, 'POST', path, `{"Name":"Raw","Definition":${definition}}`)).status).toBe(202);
  expect(await (await rawRequest(lab, 'GET', `${path}/definition`)).text()).toContain(`"Definition":${definition}`);
});
