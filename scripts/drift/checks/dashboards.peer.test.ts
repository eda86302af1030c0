import {
  DeleteDashboardCommand,
  DescribeDataSetCommand,
  UpdateDashboardPermissionsCommand,
  UpdateDataSetCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { namesOf } from '../../../infra/names/names.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { rollback } from '../../publish/rollback.ts';
import { type PublishingLab, startPublishingLab } from '../../publish/testing/publishing-lab.ts';
import { drift } from '../drift.ts';
import { dashboards } from './dashboards.ts';

const id = 'sluice-rehearsal-users';
const dataSetId = `${id}--user_activity_daily`;

async function look({ environment, project, surroundings, writes }: PublishingLab) {
  const aws = connectAws({ region: environment.region });
  const names = namesOf(environment);
  const client = Object.create(surroundings.client, { destroy: { value: () => undefined } });
  const context = { project, environment, names, aws, timeout: 1, say: () => undefined };
  await writes();
  const openQuickSight = async () => ({ ...surroundings, client });
  const { checks } = await drift({ ...context, openQuickSight }, [dashboards], () => undefined);
  expect(await writes()).toEqual([]);
  const [report] = checks;
  if (report === undefined) throw new TypeError('expected a report');
  return { ...report, codes: report.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

async function published() {
  const lab = await startPublishingLab(['users']);
  expect((await lab.publish()).findings).toEqual([]);
  return lab;
}

it('finds nothing where all is as it was published', async () => {
  expect(await look(await published())).toMatchObject({ status: 'clean', findings: [] });
});

it('finds what was edited in the console, with the two ways out', async () => {
  const lab = await published();
  await lab.standIn.control.editInConsole({ dashboardId: id, name: 'Mine' });
  const { codes, findings } = await look(lab);
  expect(codes).toEqual(['dashboard-edited users']);
  expect(findings[0]?.fix).toBe(
    'take it over with npx sluice pull users --env rehearsal, or put it back with npx sluice publish users --env rehearsal --overwrite-live',
  );
  await lab.publish({ overwriteLive: true });
  expect((await look(lab)).codes).toEqual([]);
});

it('finds a data set that was changed in the console', async () => {
  const lab = await published();
  const { client } = lab.surroundings;
  const at = { AwsAccountId: lab.environment.account, DataSetId: dataSetId };
  const { DataSet } = await client.send(new DescribeDataSetCommand(at));
  const { PhysicalTableMap, LogicalTableMap, ImportMode, ...rest } = DataSet ?? {};
  await client.send(
    new UpdateDataSetCommand({
      ...{ ...at, Name: 'Mine', ImportMode: ImportMode ?? 'SPICE', PhysicalTableMap, LogicalTableMap },
      ...(rest.RowLevelPermissionDataSet === undefined
        ? {}
        : { RowLevelPermissionDataSet: rest.RowLevelPermissionDataSet }),
    }),
  );
  expect((await look(lab)).codes).toContain('dashboard-edited users/user_activity_daily');
});

it('finds who was let in by hand, though nothing else differs', async () => {
  const lab = await published();
  const Principal = await lab.standIn.control.addUser({ name: 'kim' });
  await lab.surroundings.client.send(
    new UpdateDashboardPermissionsCommand({
      ...{ AwsAccountId: lab.environment.account, DashboardId: id },
      GrantPermissions: [
        {
          Principal,
          Actions: ['quicksight:DescribeDashboard', 'quicksight:QueryDashboard', 'quicksight:ListDashboardVersions'],
        },
      ],
    }),
  );
  const { codes, findings } = await look(lab);
  expect(codes).toEqual(['dashboard-shared users']);
  expect(findings[0]?.got).toBe('user/default/kim may more');
});

it('finds a dashboard that was deleted, and tells it from one that was never published', async () => {
  const lab = await published();
  const at = { AwsAccountId: lab.environment.account, DashboardId: id };
  await lab.surroundings.client.send(new DeleteDashboardCommand(at));
  expect((await look(lab)).codes).toEqual(['dashboard-deleted users']);
  const fresh = await startPublishingLab(['users']);
  const { findings, codes } = await look(fresh);
  expect(codes).toContain('dashboard-unpublished users');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('finds a version that was rolled back, and warns of one that is ahead', async () => {
  const lab = await published();
  await lab.edit('dashboards/users/dashboard.json', (text) => text.replace('"Users"', '"People"'));
  const ahead = await look(lab);
  expect(ahead.findings).toMatchObject([{ code: 'dashboard-unpublished', severity: 'warn' }]);
  expect((await lab.publish()).findings).toEqual([]);
  await rollback(lab.surroundings, 'users', { to: undefined, planOnly: false });
  expect((await look(lab)).codes).toEqual(['dashboard-rolled-back users']);
});

it('warns of what is published and has no folder', async () => {
  const lab = await startPublishingLab(['users', 'movies']);
  expect((await lab.publish()).findings).toEqual([]);
  const { rm } = await import('node:fs/promises');
  await rm(`${lab.project.dashboards}/movies`, { recursive: true });
  const { findings } = await look(lab);
  expect(findings).toMatchObject([{ code: 'dashboard-not-in-repository', severity: 'warn', subject: 'movies' }]);
});

it('says what it was refused, and skips where there is no QuickSight', async () => {
  const lab = await published();
  await lab.standIn.control.subscribe(false);
  const refused = await look(lab);
  expect(refused).toMatchObject({ status: 'refused', findings: [] });
  expect(refused.refused[0]).toMatch(/^ListDashboards: expected .*QuickSight/);
  const without = { ...lab.environment, once: { ...lab.environment.once, quickSight: 'skip' as const } };
  expect(await look({ ...lab, environment: without })).toMatchObject({ status: 'skipped', findings: [] });
});
