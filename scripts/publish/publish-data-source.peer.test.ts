import { CreateDataSourceCommand, DescribeDataSourceCommand } from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { startPublishingLab } from './testing/publishing-lab.ts';

it('leaves a data source alone that has our id and not our tag', async () => {
  const lab = await startPublishingLab(['users']);
  const { client, place } = lab.surroundings;
  await client.send(
    new CreateDataSourceCommand({
      ...{ AwsAccountId: place.account, DataSourceId: place.dataSourceId, Name: 'Theirs', Type: 'ATHENA' },
      DataSourceParameters: { AthenaParameters: { WorkGroup: 'primary' } },
    }),
  );
  await lab.writes();
  const { findings } = await lab.publish();
  expect(findings.map(({ code }) => code)).toContain('not-ours');
  expect(await lab.writes()).not.toContain('UpdateDataSource');
});

it.each([1, 2])('puts a data source back whose change failed, and says when it can not: %i failures', async (times) => {
  const lab = await startPublishingLab(['users']);
  await lab.publish();
  const { place } = lab.surroundings;
  const of = { AwsAccountId: place.account, DataSourceId: place.dataSourceId };
  const read = async () => (await lab.surroundings.client.send(new DescribeDataSourceCommand(of))).DataSource;
  const before = await read();
  const workgroup = (kind: Parameters<typeof place.names.workgroup>[0]) => `${place.names.workgroup(kind)}-new`;
  const surroundings = { ...lab.surroundings, place: { ...place, names: { ...place.names, workgroup } } };
  await lab.standIn.control.plan({
    ...{ kind: 'fail-work', resource: `datasource/${place.dataSourceId}`, times },
    errors: [{ Type: 'INTERNAL_FAILURE', Message: 'no such workgroup' }],
  });
  const said = times === 1 ? 'it was put back as it was' : 'could not be put back as it was (no such workgroup)';
  await expect(lab.publish({ surroundings })).rejects.toMatchObject({
    ...{ code: 'data-source-failed', message: expect.stringContaining(said) },
  });
  const after = await read();
  expect(after?.DataSourceParameters).toEqual(before?.DataSourceParameters);
  expect(after?.Status).toBe(times === 1 ? 'UPDATE_SUCCESSFUL' : 'UPDATE_FAILED');
  // The old one is wanted still: what failed is written again, what did not is left.
  await lab.writes();
  expect((await lab.publish()).findings).toEqual([]);
  expect(await lab.writes()).toEqual(times === 1 ? [] : ['UpdateDataSource']);
});
