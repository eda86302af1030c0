import { CreateDataSourceCommand } from '@aws-sdk/client-quicksight';
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
