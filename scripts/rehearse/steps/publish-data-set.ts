import { CreateDataSetCommand } from '@aws-sdk/client-quicksight';
import type { Step } from '../rehearsal.ts';

/** A SPICE data set over a final table, as publishing makes it: a run has to refresh it. */
export const rehearsedDataSet = { id: 'rehearsal-sales-daily', table: 'sales_daily' } as const;

/** Somebody has published a dashboard. */
export const publishDataSet: Step = {
  name: 'publish a data set',
  async run({ clients, environment, names }) {
    const { account } = environment;
    await clients.quickSight.send(
      new CreateDataSetCommand({
        ...{ AwsAccountId: account, DataSetId: rehearsedDataSet.id, Name: rehearsedDataSet.table, ImportMode: 'SPICE' },
        PhysicalTableMap: {
          table: {
            RelationalTable: {
              DataSourceArn: names.arn('quicksight', 'datasource/athena'),
              Schema: names.databases.final,
              Name: rehearsedDataSet.table,
              InputColumns: [{ Name: 'day', Type: 'DATETIME' }],
            },
          },
        },
      }),
    );
    return { says: rehearsedDataSet.id, figures: {}, failures: [] };
  },
};
