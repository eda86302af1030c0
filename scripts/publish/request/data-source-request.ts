import type { CreateDataSourceCommandInput } from '@aws-sdk/client-quicksight';
import type { QuickSightPlace } from './place.ts';

export type DataSourceBody = Omit<
  CreateDataSourceCommandInput,
  'AwsAccountId' | 'DataSourceId' | 'Permissions' | 'Tags' | 'Type'
>;

/**
 * The one data source: Athena, in QuickSight's own workgroup, as QuickSight's own role. `publish` alone owns it.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_AthenaParameters.html
 */
export const dataSourceRequest = ({ names }: QuickSightPlace): DataSourceBody => ({
  Name: `Sluice, ${names.prefix}`,
  DataSourceParameters: {
    AthenaParameters: { WorkGroup: names.workgroup('quicksight'), RoleArn: names.roleArn('quicksight') },
  },
  SslProperties: { DisableSsl: false },
});
