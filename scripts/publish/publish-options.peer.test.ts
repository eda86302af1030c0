import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DescribeDashboardDefinitionCommand,
  UpdateDashboardCommand,
  UpdateDashboardPermissionsCommand,
  UpdateDashboardPublishedVersionCommand,
} from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { pull } from '../pull/pull.ts';
import { type PublishingLab, startPublishingLab } from './testing/publishing-lab.ts';

const card = 'dashboards/users/dashboard.json';
const of = ({ environment }: PublishingLab) => ({
  ...{ AwsAccountId: environment.account, DashboardId: 'sluice-rehearsal-users' },
});
const pulling = (lab: PublishingLab) =>
  pull(lab.surroundings, lab.project, { dashboard: 'users', as: undefined, force: true, planOnly: false });
const withOptions = (publishOptions: unknown) => (text: string) =>
  `${JSON.stringify({ ...JSON.parse(text), publishOptions }, undefined, 2)}\n`;

it('publishes what viewers may do, finds it changed elsewhere, and pulls it back', async () => {
  const lab = await startPublishingLab(['users']);
  const { client } = lab.surroundings;
  // One of the two is what QuickSight does anyway.
  const said = {
    AdHocFilteringOption: { AvailabilityStatus: 'ENABLED' },
    ExportToCSVOption: { AvailabilityStatus: 'DISABLED' },
  };
  await lab.edit(card, withOptions(said));
  expect((await lab.publish()).findings).toEqual([]);
  const live = await client.send(new DescribeDashboardDefinitionCommand(of(lab)));
  expect(live.DashboardPublishOptions).toEqual({ ExportToCSVOption: { AvailabilityStatus: 'DISABLED' } });
  expect((await lab.publish()).plan?.steps).toEqual([]);
  expect((await pulling(lab)).files).toEqual([]);

  const { VersionArn } = await client.send(
    new UpdateDashboardCommand({
      ...{ ...of(lab), Name: live.Name, Definition: live.Definition },
      DashboardPublishOptions: {
        AdHocFilteringOption: { AvailabilityStatus: 'ENABLED' },
        SheetControlsOption: { VisibilityState: 'EXPANDED' },
      },
    }),
  );
  const VersionNumber = Number(VersionArn?.split('/').at(-1));
  for (let poll = 0; poll < 3; poll++)
    await client.send(new DescribeDashboardDefinitionCommand({ ...of(lab), VersionNumber }));
  await client.send(new UpdateDashboardPublishedVersionCommand({ ...of(lab), VersionNumber }));
  const drift = await lab.publish();
  expect(drift.findings).toMatchObject([
    {
      code: 'edited-live',
      got: expect.stringContaining('~ publish option ExportToCSVOption; ~ publish option SheetControlsOption'),
    },
  ]);
  expect((await pulling(lab)).files).toEqual([{ file: card, did: 'changed' }]);
  const pulled = JSON.parse(await readFile(join(lab.project.root, card), 'utf8'));
  expect(pulled.publishOptions).toEqual({ SheetControlsOption: { VisibilityState: 'EXPANDED' } });
  expect((await lab.publish()).plan?.steps).toMatchObject([{ do: 'note' }]);

  await lab.edit(card, withOptions(undefined));
  const back = await lab.publish();
  expect(back.plan?.steps).toMatchObject([{ do: 'update', differences: ['~ publish option SheetControlsOption'] }]);
  expect((await lab.publish()).plan?.steps).toEqual([]);
});

it('sends nothing when an option is none', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.edit(card, withOptions({ ExportToCSVOption: { AvailabilityStatus: 'off' }, ExportToPdf: {} }));
  const { findings, plan } = await lab.publish();
  expect([plan, findings.map(({ code }) => code).sort()]).toEqual([undefined, ['unknown-key', 'unknown-value']]);
});

it('finds what was shared by hand only when it looks closely, and takes it back', async () => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const Principal = await lab.standIn.control.addGroup({ name: 'friends' });
  const everybody = Principal.replace('group/default/friends', 'namespace/default');
  const Actions = ['quicksight:DescribeDashboard', 'quicksight:QueryDashboard'];
  await lab.surroundings.client.send(
    new UpdateDashboardPermissionsCommand({
      ...{ ...of(lab), GrantPermissions: [{ Principal, Actions }] },
      GrantLinkPermissions: [{ Principal: everybody, Actions }],
    }),
  );
  await lab.writes();
  expect((await lab.publish()).plan?.steps).toEqual([]);
  const came = await lab.publish({ closely: true });
  expect(came.plan?.steps).toMatchObject([
    {
      ...{ do: 'permissions', asset: { name: 'users' } },
      permissions: { grant: [], revoke: [{ Principal }], revokeLink: [{ Principal: everybody }] },
    },
  ]);
  expect(await lab.writes()).toEqual(['UpdateDashboardPermissions', 'TagResource']);
  expect((await lab.publish({ closely: true })).plan?.steps).toEqual([]);
});
