import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pull } from '../pull/pull.ts';
import type { Published } from './published.ts';
import { rollback } from './rollback.ts';
import { startPublishingLab } from './testing/publishing-lab.ts';

const definition = 'dashboards/sales/definition.json';
const id = 'sluice-rehearsal-sales';
const codes = ({ findings }: Published) => findings.map(({ code }) => code);
const does = ({ plan }: Published) =>
  plan?.steps.map((step) => [step.do, 'asset' in step ? step.asset.name : step.name]);
const retitle = (text: string) => text.replace('"PlainText": "Revenue"', '"PlainText": "Revenue, net"');
/** The API's dates are seconds. */
const asOnTheWire = (_: string, value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value) ? Date.parse(value) / 1000 : value;
const newVersion = ['UpdateDashboard', 'UpdateDashboardPublishedVersion', 'TagResource'];

it('publishes, changes, fails, rolls back, pulls and finds drift', async () => {
  const lab = await startPublishingLab(['sales']);
  const { surroundings: on, project } = lab;
  const pulled = () => pull(on, project, { dashboard: 'sales', as: undefined, force: true, planOnly: false });
  const text = () => readFile(join(project.root, definition), 'utf8');
  const committed = await text();

  // Published: what stands on nothing first. Sales are for analysts alone, so each data set has its rules of rows.
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual([
    'CreateDataSource',
    ...Array<string>(4).fill('CreateDataSet'),
    ...Array<string>(4).fill('TagResource'),
    ...['CreateDashboard', 'TagResource'],
  ]);
  expect(does(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual([]);

  // Changed: said by title, and made a version that is published once it is accepted.
  await lab.edit(definition, retitle);
  const plan = await lab.publish({ planOnly: true });
  expect(plan.plan?.steps).toMatchObject([
    { do: 'update', differences: ['~ visual Revenue, net (Overview): was Revenue (Overview)'] },
  ]);
  expect(await lab.writes()).toEqual([]);
  await expect(lab.publish({ insist: '0123456789abcdef' })).rejects.toMatchObject({ code: 'plan-changed' });
  expect(codes(await lab.publish({ insist: plan.plan?.hash ?? '' }))).toEqual([]);
  expect(await lab.writes()).toEqual(newVersion);

  // Failed: told at the line, and version 2 stays live.
  await lab.edit(definition, (before) => before.replace('Revenue, net', 'Revenue, gross'));
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: `dashboard/${id}`, times: 1 },
    errors: [
      {
        ...{ Type: 'COLUMN_TYPE_MISMATCH', Message: 'revenue_usd is no number' },
        ViolatedEntities: [{ Path: 'sheet/overview/visual/revenue' }],
      },
    ],
  });
  const failed = await lab.publish();
  const [line] = (await text()).split('\n').flatMap((one, at) => (one.includes('"KPIVisual"') ? [at + 1] : []));
  expect(failed.findings).toMatchObject([
    {
      code: 'version-rejected',
      place: { file: definition, line: line ?? 0 },
      subject: 'Sheets[0].Visuals[0].KPIVisual',
    },
  ]);
  expect(failed.done).toEqual([]);
  expect(await lab.writes()).toEqual(['UpdateDashboard']);

  // A second run does the rest.
  expect(codes(await lab.publish())).toEqual([]);
  expect(await lab.writes()).toEqual(newVersion);

  // Rolled back: the same content is not published again by the next run.
  const back = await rollback(on, 'sales', { to: undefined, planOnly: false });
  expect(back).toMatchObject({ from: 4, to: 2, next: 'git checkout abcdef012345 -- dashboards/sales' });
  expect(await lab.writes()).toEqual(['TagResource', 'UpdateDashboardPublishedVersion', 'TagResource']);
  expect(codes(await lab.publish())).toEqual(['rolled-back']);
  expect(await lab.writes()).toEqual([]);

  // Pulled: the repository agrees again, to the byte of what was published then.
  expect((await pulled()).files).toEqual([{ file: definition, did: 'changed' }]);
  expect(await text()).toBe(retitle(committed));
  expect(does(await lab.publish())).toEqual([]);

  // Edited in QuickSight: told, not overwritten, and taken over.
  const edited = JSON.parse(retitle(committed).replace('"Name": "Overview"', '"Name": "At a glance"'), asOnTheWire);
  const { DataSetIdentifierDeclarations } = await lab.published('sales');
  const elsewhere = { ...edited, DataSetIdentifierDeclarations };
  await lab.standIn.control.editInConsole({ dashboardId: id, definition: elsewhere });
  const drift = await lab.publish({ planOnly: true });
  expect(drift.findings).toMatchObject([{ code: 'edited-live', got: expect.stringContaining('At a glance') }]);
  expect(await lab.writes()).toEqual([]);
  expect((await pulled()).files).toEqual([{ file: definition, did: 'changed' }]);
  expect(await text()).toBe(retitle(committed).replace('"Name": "Overview"', '"Name": "At a glance"'));
  expect(does(await lab.publish())).toEqual([['note', 'sales']]);
  expect(does(await lab.publish())).toEqual([]);
});
