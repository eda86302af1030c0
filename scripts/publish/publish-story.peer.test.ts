import { expect, it } from 'vitest';
import { startPublishingLab } from './testing/publishing-lab.ts';

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

it('publishes, changes nothing twice, changes, fails and leaves the old version live', async () => {
  const lab = await startPublishingLab(['sales']);
  const first = await lab.publish();
  expect(first.findings).toEqual([]);
  expect(await lab.writes()).toEqual([
    'CreateDataSource',
    ...['CreateDataSet', 'CreateDataSet', 'TagResource', 'TagResource'],
    ...['CreateDashboard', 'TagResource'],
  ]);
  const again = await lab.publish();
  expect(again.plan?.steps).toEqual([]);
  expect(await lab.writes()).toEqual([]);
});
