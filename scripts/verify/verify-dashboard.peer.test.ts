import { expect, it } from 'vitest';
import { startPublishingLab } from '../publish/testing/publishing-lab.ts';
import { verifyDashboard } from './verify-dashboard.ts';

it('finds nothing wrong with what was published, and says what was not', async () => {
  const lab = await startPublishingLab(['users']);
  expect((await lab.publish()).findings).toEqual([]);
  const ask = (name: string) => verifyDashboard(lab.surroundings.client, lab.environment, name);
  expect(await ask('users')).toEqual({ dashboard: 'users', version: 1, findings: [] });
  expect(await ask('movies')).toMatchObject({ version: undefined, findings: [{ code: 'dashboard-not-live' }] });
});

it('finds a first version that QuickSight could not make', async () => {
  const lab = await startPublishingLab(['users']);
  const errors = [{ Type: 'DATA_SET_NOT_FOUND' as const, Message: 'x' }];
  await lab.standIn.control.plan({ kind: 'fail-work', resource: 'dashboard/sluice-rehearsal-users', errors });
  expect((await lab.publish()).findings.map(({ code }) => code)).toEqual(['version-rejected']);
  const { findings } = await verifyDashboard(lab.surroundings.client, lab.environment, 'users');
  expect(findings).toMatchObject([{ code: 'dashboard-not-live', got: 'CREATION_FAILED' }]);
});
